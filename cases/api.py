"""REST API of the case file: another edge of the same services."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases import listing, permissions
from cases.models import Case, Progress
from cases.serializers import CaseDetailOutput, CaseOutput, ProgressInput, ProgressOutput
from cases.services import progress
from cases.services.progress import Act
from courts.models import User


class CasePages(CursorPagination):
    """Newest filed first."""

    ordering = ("-filed_on", "-pk")
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 500


class EntryPages(CursorPagination):
    """Newest first."""

    ordering = ("-at", "-pk")
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 500


def _user(request: Request) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- IsAuthenticated let the request through
    return user


class CaseList(APIView):
    """Cases visible to the caller, by the filters of the case list."""

    @extend_schema(responses=CaseOutput(many=True))
    def get(self, request: Request) -> Response:
        """One page of cases; `next` and `previous` are whole addresses."""
        user = _user(request)
        permissions.check_can_view(user)
        query = request.query_params.copy()
        query.setdefault("desk", "court")
        query.setdefault("state", "all")
        cases = listing.case_list(user, query)
        if not cases.filter.is_valid():
            raise ValidationError(cases.filter.errors)
        pages = CasePages()
        rows = cases.rows.select_related("officer", "court")
        page = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response(CaseOutput(page, many=True).data)


class CaseDetail(APIView):
    """One case."""

    @extend_schema(responses=CaseDetailOutput)
    def get(self, request: Request, pk: int) -> Response:
        """The case with its parties, numbers masked."""
        cases = Case.objects.visible_to(_user(request)).select_related("officer", "court")
        return Response(CaseDetailOutput(get_object_or_404(cases, pk=pk)).data)


class CaseProgress(APIView):
    """Progress entries of one case."""

    @extend_schema(responses=ProgressOutput(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """One page of entries, newest first."""
        case = get_object_or_404(Case.objects.visible_to(_user(request)), pk=pk)
        pages = EntryPages()
        page = pages.paginate_queryset(Progress.objects.filter(case=case), request, view=self) or []
        return pages.get_paginated_response(ProgressOutput(page, many=True).data)

    @extend_schema(request=ProgressInput, responses={201: ProgressOutput})
    def post(self, request: Request, pk: int) -> Response:
        """Log an entry; the same `submission` again answers the entry that it made."""
        user = _user(request)
        case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
        permissions.check_can_edit(user, case)
        given = ProgressInput(data=request.data)
        given.is_valid(raise_exception=True)
        entry = progress.log(case_id=case.pk, act=Act(**given.validated_data), by=user)
        return Response(ProgressOutput(entry).data, status=201)

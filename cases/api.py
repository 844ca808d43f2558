"""REST API of the case file: another edge of the same services."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases import listing, permissions
from cases.filters import CaseFilter
from cases.models import Case, Progress
from cases.serializers import CaseDetailOutput, CaseOutput, ProgressInput, ProgressOutput
from cases.services import progress
from cases.services.progress import Act
from courts.models import User
from enforcement.kernel.api import PAGE, KeysetPages, page_of
from enforcement.kernel.paging import Order

NEWEST_FILED = Order("filed_on", descending=True)
NEWEST = Order("at", descending=True)
CONDITIONS = [OpenApiParameter(name, str) for name in CaseFilter.base_filters]


def _user(request: Request) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- IsAuthenticated let the request through
    return user


class CaseList(APIView):
    """Cases visible to the caller, by the filters of the case list."""

    @extend_schema(
        operation_id="cases_list", parameters=[*CONDITIONS, *PAGE], responses=page_of(CaseOutput)
    )
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
        rows = cases.rows.select_related("officer", "court")
        return KeysetPages(NEWEST_FILED).page(rows, request, CaseOutput)


class CaseDetail(APIView):
    """One case."""

    @extend_schema(operation_id="cases_get", responses=CaseDetailOutput)
    def get(self, request: Request, pk: int) -> Response:
        """The case with its parties, numbers masked."""
        cases = Case.objects.visible_to(_user(request)).select_related("officer", "court")
        return Response(CaseDetailOutput(get_object_or_404(cases, pk=pk)).data)


class CaseProgress(APIView):
    """Progress entries of one case."""

    @extend_schema(operation_id="progress_list", parameters=PAGE, responses=page_of(ProgressOutput))
    def get(self, request: Request, pk: int) -> Response:
        """One page of entries, newest first."""
        case = get_object_or_404(Case.objects.visible_to(_user(request)), pk=pk)
        rows = Progress.objects.filter(case=case)
        return KeysetPages(NEWEST).page(rows, request, ProgressOutput)

    @extend_schema(
        operation_id="progress_log", request=ProgressInput, responses={201: ProgressOutput}
    )
    def post(self, request: Request, pk: int) -> Response:
        """Log an entry; the same `submission` again answers the entry that it made."""
        user = _user(request)
        case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
        permissions.check_can_edit(user, case)
        given = ProgressInput(data=request.data)
        given.is_valid(raise_exception=True)
        entry = progress.log(case_id=case.pk, act=Act(**given.validated_data), by=user)
        return Response(ProgressOutput(entry).data, status=201)

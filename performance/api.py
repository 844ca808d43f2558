"""REST API of frozen weeks: read only, within the same rights as the weekly page."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from courts.enums import Permission
from courts.models import User
from enforcement.kernel.api import PAGE, KeysetPages, page_of
from enforcement.kernel.http import text_of
from enforcement.kernel.paging import Order
from performance import selectors
from performance.evidence.verdicts import stored_figures
from performance.models import Snapshot
from performance.serializers import SnapshotDetailOutput, SnapshotOutput

NEWEST_TAKEN = Order("taken_at", descending=True)


def _user(request: Request) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- IsAuthenticated let the request through
    if not user.holds(Permission.FIGURES_VIEW):
        raise PermissionDenied
    return user


class SnapshotList(APIView):
    """Frozen weeks of the districts that the caller's courts lie in."""

    @extend_schema(
        operation_id="snapshots_list",
        parameters=[
            OpenApiParameter("week_ending", str),
            OpenApiParameter("court", str),
            *PAGE,
        ],
        responses=page_of(SnapshotOutput),
    )
    def get(self, request: Request) -> Response:
        """One page of snapshots, all versions; `next` and `previous` are whole addresses."""
        rows = Snapshot.objects.visible_to(_user(request))
        if code := text_of(request.query_params, "court"):
            rows = rows.of_district(code)
        if week := request.query_params.get("week_ending"):
            rows = rows.of_week(week)
        return KeysetPages(NEWEST_TAKEN).page(rows, request, SnapshotOutput)


class SnapshotDetail(APIView):
    """One frozen week with its rows."""

    @extend_schema(operation_id="snapshots_get", responses=SnapshotDetailOutput)
    def get(self, request: Request, pk: int) -> Response:
        """The figures of all courts, indicators and windows, with value, rank and behind."""
        snapshot = get_object_or_404(Snapshot.objects.visible_to(_user(request)), pk=pk)
        figures = selectors.ranked_snapshot(snapshot, stored_figures(snapshot))
        head = SnapshotOutput(snapshot).data
        return Response({**head, "rows": [figure.as_json() for figure in figures]})

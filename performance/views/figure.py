"""A figure opened, in the drawer or as a page; its records as a sheet; rechecking its week."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from courts.enums import Permission
from courts.http import StaffRequest
from enforcement.kernel import clock, exporting
from enforcement.kernel.http import wants_fragment
from performance import selectors, services
from performance.enums import Profile
from performance.listing import addresses, drawer
from performance.listing.choice import WeekState
from performance.listing.figure import open_figure
from performance.listing.verdict import as_told
from performance.models import Snapshot
from performance.services import by_job
from performance.views.weekly import check_may_view

DRAWER, PAGE = "_components/drawer.html", "_components/drawer_page.html"


@require_safe
def figure(request: StaffRequest, pk: int, indicator: str, window: str, court: str) -> HttpResponse:
    """A figure with its records: fragment for the drawer, whole page from a bookmark."""
    check_may_view(request)
    state = WeekState.of(request.GET)
    opened = open_figure(request.user, (pk, indicator, window, court), state)
    ranges = selectors.profile(clock.today()) is Profile.RANGES
    context = {
        **drawer.head_of(opened),
        **(drawer.lists_of(opened, request.GET) if opened.may_list else {}),
        "layout": DRAWER if wants_fragment(request) else PAGE,
        "figure": opened,
        "close_url": addresses.week_url_of(opened),
        "page_url": addresses.url_of(opened),
        "current_url": addresses.current_url(opened),
        "ranges": ranges,
        "is_behind": bool(opened.figure.behind) and not ranges,
    }
    return render(request, "performance/figure.html", context)


@require_safe
def figure_export(request: StaffRequest) -> HttpResponse:
    """The records of a list as .xlsx or .csv."""
    check_may_view(request)
    return exporting.respond(request, "figure_records")  # type: ignore[return-value]  # some response


@require_POST
def snapshot_verify(request: StaffRequest, pk: int) -> HttpResponse:
    """Recheck a frozen week; says same, or names what differs in the courts that one may see."""
    check_may_view(request)
    visible = Snapshot.objects.visible_to(request.user).select_related("district", "taken_by")
    snapshot = get_object_or_404(visible, pk=pk)
    if by_job.is_long(snapshot.district):
        return _by_job(request, snapshot)
    verdict = services.verify_snapshot(snapshot=snapshot, by=request.user)
    courts = request.user.courts_with(Permission.CASE_VIEW)
    shown = [each for each in verdict.differences if each.court in courts]
    context = {
        "snapshot": snapshot,
        "back_url": addresses.week_of(snapshot),
        "seal_holds": verdict.seal_holds,
        "count": len(verdict.differences),
        "rows": as_told(shown),
        "hidden": len(verdict.differences) - len(shown),
        "now": clock.now(),
    }
    template = (
        "performance/verdict_fragment.html"
        if wants_fragment(request)
        else "performance/verdict.html"
    )
    return render(request, template, context)


def _by_job(request: StaffRequest, snapshot: Snapshot) -> HttpResponse:
    """The recheck of a large district: its own page, or the way to it from the drawer."""
    job = by_job.start_recheck(snapshot=snapshot, by=request.user)
    if wants_fragment(request):
        return render(request, "performance/_job_link.html", {"job": job})
    return redirect("performance:snapshot_job", pk=job.pk)

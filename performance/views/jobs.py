"""The page of a freezing or a recheck that takes long: under way, then what came of it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from courts.http import StaffRequest
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.http import wants_fragment
from enforcement.kernel.models import Job
from performance.evidence.comparing import Difference
from performance.listing import addresses
from performance.listing.verdict import as_told
from performance.models import Snapshot
from performance.services import by_job
from performance.views.weekly import check_may_view

RUNNING = (JobStatus.QUEUED, JobStatus.RUNNING)


@require_safe
def snapshot_job(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One's own job; what a recheck found looks as it does at once."""
    check_may_view(request)
    kinds = (by_job.TAKE, by_job.RECHECK)
    job = get_object_or_404(Job, pk=pk, kind__in=kinds, owner=request.user)
    if job.status not in RUNNING and wants_fragment(request):
        return HttpResponse(headers={"HX-Refresh": "true"})
    if job.status != JobStatus.DONE:
        is_fragment = wants_fragment(request)
        template = "performance/_job.html" if is_fragment else "performance/snapshot_job.html"
        return render(request, template, {"job": job, "running": job.status in RUNNING})
    visible = Snapshot.objects.visible_to(request.user).select_related("district", "taken_by")
    snapshot = get_object_or_404(visible, pk=job.result["snapshot"])
    if job.kind == by_job.TAKE:
        return redirect(snapshot.week_url)
    return render(request, "performance/verdict.html", _found(job, snapshot))


def _found(job: Job, snapshot: Snapshot) -> dict[str, Any]:
    rows = [Difference(*row) for row in job.state["rows"]]
    return {
        "snapshot": snapshot,
        "back_url": addresses.week_of(snapshot),
        "seal_holds": job.result["seal_holds"],
        "count": job.result["differences"],
        "rows": as_told(rows),
        "hidden": job.result["hidden"],
        "unlisted": job.result["differences"] - job.result["hidden"] - len(rows),
        "now": job.finished_at,
    }

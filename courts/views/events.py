"""操作记录: every act in plain words, and the proof of the chain."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from courts import permissions
from courts.enums import Permission
from courts.http import StaffRequest
from courts.listing import events as listing
from courts.services import events
from courts.views.access import form_methods
from enforcement.kernel import exporting
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.http import wants_fragment
from enforcement.kernel.models import Job


@require_safe
def event_list(request: StaffRequest) -> HttpResponse:
    """Events under the conditions of the query string."""
    permissions.check_holds(request.user, Permission.AUDIT_VIEW)
    found = listing.event_list(request.user, request.GET)
    page = found.page()
    context = {
        "found": found,
        "page": page,
        "rows": listing.told_rows(page.rows),
        "chips": found.chips(),
        "kept": found.given(),
        "query": found.query_string(),
    }
    return render(request, "courts/event_list.html", context)


@require_safe
def event_export(request: StaffRequest) -> HttpResponseBase:
    """The list as .xlsx or .csv."""
    permissions.check_holds(request.user, Permission.AUDIT_VIEW)
    return exporting.respond(request, "audit")


@form_methods
def chain_check(request: StaffRequest) -> HttpResponse:
    """校验: the button, and after pressing it whether the chain holds."""
    permissions.check_holds(request.user, Permission.AUDIT_VIEW)
    if request.method == "POST" and events.is_long():
        return redirect("courts:chain_job", pk=events.start_verification(by=request.user).pk)
    verdict = events.verify_chain(by=request.user) if request.method == "POST" else None
    return render(request, "courts/chain_check.html", {"verdict": verdict})


@require_safe
def chain_job(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The proof of a long chain: under way, then its verdict."""
    permissions.check_holds(request.user, Permission.AUDIT_VIEW)
    job = get_object_or_404(Job, pk=pk, kind=events.KIND, owner=request.user)
    running = job.status in (JobStatus.QUEUED, JobStatus.RUNNING)
    if wants_fragment(request):
        if running:
            return render(request, "courts/_job_running.html", {"job": job})
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"job": job, "running": running, "verdict": job.result or None}
    return render(request, "courts/chain_check.html", context)

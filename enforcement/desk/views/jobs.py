"""The page of a long piece of work: progress, cancel, result."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from courts.http import StaffRequest
from enforcement.kernel import exporting, jobs
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.http import wants_fragment
from enforcement.kernel.models import Job

RUNNING = (JobStatus.QUEUED, JobStatus.RUNNING)


@require_safe
def job_detail(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One's own job; the bar asks again every two seconds while it runs."""
    job = get_object_or_404(Job, pk=pk, owner=request.user)
    if job.kind in jobs.pages and not wants_fragment(request):
        return redirect(jobs.pages[job.kind], pk=job.pk)
    template = "desk/_job.html" if wants_fragment(request) else "desk/job_detail.html"
    return render(request, template, context_of(job))


def context_of(job: Job) -> dict[str, Any]:
    """What desk/_job.html needs."""
    return {"job": job, "running": job.status in RUNNING, "file": job.result.get("file")}


@require_POST
def job_cancel(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Stop one's own job at its next whole piece."""
    job = get_object_or_404(Job, pk=pk, owner=request.user)
    jobs.cancel(job.pk, by=request.user)
    return redirect("desk:job_detail", pk=job.pk)


@require_POST
def export_start(request: StaffRequest) -> HttpResponse:
    """Start the job of an export that is too large to wait for."""
    given = request.POST
    job = exporting.start(
        kind=given.get("kind", ""), query=given.get("query", ""), form=given.get("format", ""),
        by=request.user,
    )  # fmt: skip
    return redirect("desk:job_detail", pk=job.pk)

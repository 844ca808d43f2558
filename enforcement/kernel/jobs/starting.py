"""Creating and cancelling jobs."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from enforcement.kernel import audit, clock, queue
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.errors import Conflict, NotPermitted
from enforcement.kernel.models import Job


@transaction.atomic
def start(
    kind: str,
    *,
    title: str,
    facts: dict[str, Any] | None = None,
    lock: str,
    by: Any,
    arguments: dict[str, Any] | None = None,
    total: int = 0,
) -> Job:
    """Queue a job. Refused while a job with the same lock is alive.

    `title` is a msgid (gettext_noop), `facts` what stands in its places: whoever looks reads it in
    the own language.
    """
    job = Job(
        kind=kind,
        label=title[:200],
        facts=facts or {},
        lock=lock,
        owner=by,
        arguments=arguments or {},
        total=total,
        created_at=clock.now(),
        language=translation.get_language() or "zh-hans",
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("同一项任务正在进行，请等它结束。")) from error
    audit.record("JOB_STARTED", job, by=by, changes={"kind": kind, "lock": lock})
    queue.enqueue_on_commit("kernel.run_job", str(job.pk))
    return job


@transaction.atomic
def cancel(job_id: UUID, *, by: Any) -> Job:
    """Ask one's own job to stop at its next whole piece; a queued one stops at once."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job_id)
    if job.owner_id != by.pk:
        raise NotPermitted(_("只能取消自己的任务。"))
    if job.status not in (JobStatus.QUEUED, JobStatus.RUNNING):
        raise Conflict(_("任务已经结束。"))
    job.cancel_asked = True
    if job.status == JobStatus.QUEUED:
        job.status, job.finished_at = JobStatus.CANCELLED, clock.now()
    job.save(update_fields=["cancel_asked", "status", "finished_at"])
    is_over = job.status == JobStatus.CANCELLED
    audit.record("JOB_CANCELLED" if is_over else "JOB_CANCEL_ASKED", job, by=by)
    return job

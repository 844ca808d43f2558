"""Running jobs in a worker: claim, run, finish; find those whose worker died."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from enforcement.kernel import audit, clock, queue
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.errors import DomainError
from enforcement.kernel.jobs.handle import LEASE, Cancelled, Handle, LostLease
from enforcement.kernel.models import Job

logger = logging.getLogger("zhiheng.jobs")
MOST_ATTEMPTS = 5
HEARTBEAT_S = 15.0

# name of the kind of work → its function, which returns facts for the result; AppConfig.ready()
runners: dict[str, Callable[[Handle], dict[str, Any]]] = {}
# kind of work → URL name of its own page, which takes the job's id; AppConfig.ready()
pages: dict[str, str] = {}


def run(job_id: UUID) -> None:
    """Run a job to its end, unless another worker has it. Safe to call any number of times."""
    handle = _claim(job_id)
    if handle is None:
        return
    job = Job.objects.get(pk=job_id)
    with translation.override(job.language), audit.request_scope(f"job-{job.pk.hex[:8]}"):
        _run(job, handle)


def _run(job: Job, handle: Handle) -> None:
    try:
        with _heart(handle):
            result = runners[job.kind](handle)
    except LostLease:
        logger.warning("job %s was taken over by another worker", job.pk)
    except Cancelled:
        _finish(handle, JobStatus.CANCELLED)
    except DomainError as refusal:
        _finish(handle, JobStatus.FAILED, error=str(refusal))
    except Exception:
        # A fault of ours: say so to the person, and let the worker's log have the rest.
        _finish(handle, JobStatus.FAILED, error=_("程序出错，已记录任务编号 %s。") % job.pk.hex[:8])
        raise
    except BaseException:
        _release(handle)  # this process is told to end: another worker goes on from the state
        raise
    else:
        _finish(handle, JobStatus.DONE, result=result)


def _claim(job_id: UUID) -> Handle | None:
    now = clock.now()
    free = Q(status=JobStatus.QUEUED) | Q(status=JobStatus.RUNNING, leased_until__lt=now)
    with transaction.atomic():
        taken = Job.objects.filter(free, pk=job_id).update(
            status=JobStatus.RUNNING,
            attempts=F("attempts") + 1,
            leased_until=now + LEASE,
            started_at=now,
        )
        if not taken:
            return None
        job = Job.objects.select_related("owner").get(pk=job_id)
    return Handle(job.pk, job.attempts, job.arguments, job.owner, dict(job.state))


def _finish(handle: Handle, status: JobStatus, **values: Any) -> None:
    with transaction.atomic():
        mine = Job.objects.filter(pk=handle.job_id, attempts=handle.token, status=JobStatus.RUNNING)
        if not mine.update(status=status, finished_at=clock.now(), leased_until=None, **values):
            return
        job = Job.objects.get(pk=handle.job_id)
        audit.record(f"JOB_{status.name}", job, by=handle.owner, changes=values.get("result") or {})


def _release(handle: Handle) -> None:
    mine = Job.objects.filter(pk=handle.job_id, attempts=handle.token, status=JobStatus.RUNNING)
    mine.update(leased_until=clock.now())


@contextmanager
def _heart(handle: Handle) -> Iterator[None]:
    """Renew the lease while the runner works on a long piece; stops with the process."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(HEARTBEAT_S):
            try:
                handle.renew()
            except LostLease:
                break
            except OperationalError:  # the server restarts: the next beat asks again
                logger.warning("heartbeat of job %s did not reach the database", handle.job_id)
                connection.close()
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def resume_stalled() -> int:
    """Queue again what nobody works on: a dead worker's jobs, and jobs whose message was lost."""
    now = clock.now()
    stalled = Job.objects.filter(
        Q(status=JobStatus.RUNNING, leased_until__lt=now)
        | Q(status=JobStatus.QUEUED, created_at__lt=now - LEASE)
    )
    hopeless = stalled.filter(attempts__gte=MOST_ATTEMPTS)
    for job in hopeless:
        _finish(
            Handle(job.pk, job.attempts, {}, job.owner), JobStatus.FAILED, error=_("多次中断。")
        )
    waiting = list(stalled.filter(attempts__lt=MOST_ATTEMPTS).values_list("pk", flat=True))
    for pk in waiting:
        queue.app.send_task("kernel.run_job", args=(str(pk),))
    return len(waiting)

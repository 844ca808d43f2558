"""The kernel's tasks."""

from uuid import UUID

from celery import shared_task

from enforcement.kernel import files, jobs


@shared_task(name="kernel.run_job")
def run_job(job_id: str) -> None:
    """Run one job; does nothing when another worker has it."""
    jobs.run(UUID(job_id))


@shared_task(name="kernel.resume_jobs")
def resume_jobs() -> None:
    """Beat: every 30 seconds. Safe to run twice."""
    jobs.resume_stalled()


@shared_task(name="kernel.remove_expired_files")
def remove_expired_files() -> None:
    """Beat: every night. Safe to run twice."""
    files.remove_expired()
    files.remove_orphans()

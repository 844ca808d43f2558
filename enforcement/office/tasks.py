"""The office's tasks."""

from celery import shared_task

from enforcement.office import services


@shared_task(name="office.remove_old_drafts", ignore_result=True)
def remove_old_drafts() -> None:
    """Beat: every night. Safe to run twice."""
    services.remove_old_drafts()

"""Tasks of the case file."""

from celery import shared_task

from cases.services import nightly


@shared_task(name="cases.renew_running_limits", ignore_result=True)
def renew_running_limits() -> None:
    """Beat: just after midnight. Safe to run twice."""
    nightly.renew_running_limits()

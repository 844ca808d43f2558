"""Performance's tasks."""

from celery import shared_task

from enforcement.kernel import clock
from performance import services


@shared_task(name="performance.take_due_snapshots", ignore_result=True)
def take_due_snapshots() -> None:
    """Beat: Monday 06:00 and hourly for what was missed. Safe to run twice."""
    services.take_due(today=clock.today())

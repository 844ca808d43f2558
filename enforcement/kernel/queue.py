"""The task queue. Tasks are named, not imported, so that only `tasks → services` is an arrow."""

from functools import partial

from celery import Celery
from django.db import transaction

app = Celery("zhiheng")
app.config_from_object("django.conf:settings", namespace="CELERY")


def enqueue_on_commit(task_name: str, *args: str | int) -> None:
    """Queue a task by name once the transaction has been committed, never before."""
    transaction.on_commit(partial(app.send_task, task_name, args=args))

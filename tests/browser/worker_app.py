"""The site's Celery application, reading the queue of one test process (see worker.py)."""

import os

from enforcement.celery import app

app.conf.task_default_queue = os.environ["ZHIHENG_TEST_QUEUE"]
app.conf.beat_schedule = {}

__all__ = ["app"]

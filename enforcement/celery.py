"""The Celery application as worker and beat load it: the kernel's queue, every task, the schedule."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")

from enforcement.kernel.queue import app
from enforcement.schedule import SCHEDULE

app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()

__all__ = ["app"]

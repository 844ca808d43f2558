"""Waits until the site and its worker have come to rest.

A page that is closed sends its draft along as it goes. Were the tables emptied while such a request is
still at work, the two would lock each other out.
"""

import threading
import time

from django.core.signals import request_finished, request_started
from django.db import connection

PATIENCE_S, PAUSE_S = 15.0, 0.05
LOOKS = 10  # in a row without anything at work: a request may wait before its handler

_BUSY = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
      AND state <> 'idle'"""


class _Requests:
    """How many requests the site has begun and not ended."""

    def __init__(self) -> None:
        self._lock, self.count = threading.Lock(), 0
        request_started.connect(self._begun, weak=False)
        request_finished.connect(self._ended, weak=False)

    def _begun(self, **_given: object) -> None:
        with self._lock:
            self.count += 1

    def _ended(self, **_given: object) -> None:
        with self._lock:
            self.count = max(0, self.count - 1)


_requests = _Requests()


def wait() -> None:
    """Return when nothing was at work for some looks in a row, or when patience ends."""
    still, end = 0, time.monotonic() + PATIENCE_S
    while still < LOOKS and time.monotonic() < end:
        still = 0 if _is_busy() else still + 1
        time.sleep(PAUSE_S)


def _is_busy() -> bool:
    if _requests.count:
        return True
    with connection.cursor() as cursor:
        cursor.execute(_BUSY)
        return bool(cursor.fetchone()[0])

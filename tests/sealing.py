"""Sealing in tests: other processes of the suite hold the snapshot horizon back for a moment."""

import time
from collections.abc import Callable

from enforcement.kernel.audit import chain
from enforcement.kernel.models import AuditPending

PATIENCE_S = 90.0


def seal(count: int | None = None, run: Callable[[], int] | None = None) -> int:
    """Run passes until `count` events are sealed (None: until none waits); how many were."""
    sealed, give_up = 0, time.monotonic() + PATIENCE_S
    while True:
        sealed += (run or chain.seal_pending)()
        enough = not AuditPending.objects.exists() if count is None else sealed >= count
        if enough or time.monotonic() > give_up:
            return sealed
        time.sleep(0.1)

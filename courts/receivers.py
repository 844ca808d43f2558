"""What courts hear: django-axes tells of a lock."""

from typing import Any

from axes.helpers import get_failure_limit
from axes.signals import user_locked_out

from courts.services import sessions


def connect() -> None:
    """Called once, when the app is ready."""
    user_locked_out.connect(_keep_lock, dispatch_uid="courts.receivers")


def _keep_lock(
    request: Any, username: str | None, ip_address: str | None = None, **_signal: Any
) -> None:
    """One event a lock: the attempts that follow while it lasts tell nothing new."""
    failures = getattr(request, "axes_failures_since_start", None)
    if username and failures == get_failure_limit(request, None):
        sessions.record_lock(username=username, address=ip_address)

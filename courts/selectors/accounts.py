"""State of accounts and sessions."""

from collections.abc import Iterable

from axes.helpers import get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from django.db.models import Sum

from courts.models import User, UserSession
from enforcement.kernel import clock


def locked_usernames(usernames: Iterable[str]) -> set[str]:
    """Those that too many wrong passwords from one place have locked for now: one query."""
    attempts = AccessAttempt.objects.filter(username__in=list(usernames))
    cool_off = get_cool_off(None)
    if cool_off is not None:
        attempts = attempts.filter(attempt_time__gt=clock.now() - cool_off)
    # A row is one browser; the lock counts all browsers of a place.
    places = attempts.values("username", "ip_address").annotate(sum=Sum("failures_since_start"))
    locked = places.filter(sum__gte=get_failure_limit(None, None)).order_by()
    return set(locked.values_list("username", flat=True))


def open_sessions(user: User) -> list[UserSession]:
    """Sign-ins of a person that are still open, latest first."""
    return list(UserSession.objects.filter(user=user).alive().order_by("-started_at"))

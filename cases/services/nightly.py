"""What changes because a day has passed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.enums import LimitEventKind
from cases.models import Case, LimitEvent
from cases.services import derived
from enforcement.kernel import clock

BATCH = 500
LATELY = timedelta(days=7)


def renew_running_limits() -> int:
    """Bring limits up to date that a new day changes; how many changed.

    While a deduction without an end runs, every day moves the end by a day; on its last day the
    clock goes on, on its first it stops. One transaction a batch, each case under its lock, so that
    an act at the same moment is not overwritten.
    """
    changed, last = 0, 0
    while ids := _batch(last):
        with transaction.atomic():
            rows = _standing().filter(pk__in=ids)
            locked = rows.order_by("pk").select_for_update(of=("self",))
            changed += derived.recompute(list(locked.values_list("pk", flat=True)))
        last = ids[-1]
    return changed


def _batch(last: int) -> list[int]:
    standing = _standing().filter(pk__gt=last)
    return list(standing.order_by("pk").values_list("pk", flat=True)[:BATCH])


def _standing() -> QuerySet[Case]:
    """Open cases whose clock stands, or with a deduction that began lately (a night may be missed)."""
    today = clock.today()
    begun = LimitEvent.objects.filter(
        case=OuterRef("pk"), from_on__range=(today - LATELY, today)
    ).exclude(kind=LimitEventKind.EXTENSION)
    return Case.objects.open().filter(Q(limit_running=True) | Exists(begun))

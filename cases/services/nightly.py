"""What changes because a day has passed."""

from django.db import transaction

from cases.models import Case
from cases.services import derived

BATCH = 500


def renew_running_limits() -> int:
    """Move on the statutory ends of cases whose clock stands still; how many changed.

    While a deduction without an end runs, every day moves the end by a day. One transaction a
    batch, each case under its lock, so that an act at the same moment is not overwritten.
    """
    changed, last = 0, 0
    while ids := _batch(last):
        with transaction.atomic():
            rows = Case.objects.filter(pk__in=ids, closed_on=None, limit_running=True)
            locked = rows.order_by("pk").select_for_update(of=("self",))
            changed += derived.recompute(list(locked.values_list("pk", flat=True)))
        last = ids[-1]
    return changed


def _batch(last: int) -> list[int]:
    running = Case.objects.filter(closed_on=None, limit_running=True, pk__gt=last)
    return list(running.order_by("pk").values_list("pk", flat=True)[:BATCH])

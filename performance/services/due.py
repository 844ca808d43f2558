"""Which weeks are over and not frozen yet, and freezing them."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.utils import DatabaseError

from cases.models import Case
from courts.models import Court
from enforcement.kernel import clock
from enforcement.kernel.errors import DomainError
from performance import selectors
from performance.models import Snapshot
from performance.services.taking import take_snapshot

logger = logging.getLogger("zhiheng.performance")
WEEK = timedelta(days=7)
WEEKS_BACK = 8


def take_due(*, today: date) -> int:
    """Freeze what is due; how many snapshots were made. Safe to run twice.

    One transaction a week: a district that fails must not hold back the others. Raises
    ExceptionGroup at the end when some failed.
    """
    taken, failures = 0, []
    for district, week_ending in due(today):
        try:
            taken += take_snapshot(district=district, week_ending=week_ending).is_new
        except (DomainError, DatabaseError) as error:
            logger.error("snapshot of %s %s failed: %s", district.pk, week_ending, error)
            failures.append(error)
    if failures:
        raise ExceptionGroup("some weeks were not frozen", failures)
    return taken


def due(today: date) -> Iterator[tuple[Court, date]]:
    """The last finished week of every district with cases, and missed ones after its first."""
    last = clock.last_sunday(today)
    earliest = last - WEEKS_BACK * WEEK
    for district in selectors.districts_with_cases():
        frozen = set(
            Snapshot.objects.filter(district=district, week_ending__lte=last).values_list(
                "week_ending", flat=True
            )
        )
        week = earliest
        while week <= last:
            if week not in frozen and _is_due(district, week, week == last, frozen):
                yield district, week
            week += WEEK


def _is_due(district: Court, week: date, is_last: bool, frozen: set[date]) -> bool:
    if not is_last:
        return any(earlier < week for earlier in frozen)
    return Case.objects.filter(court__path__startswith=district.path, filed_on__lte=week).exists()

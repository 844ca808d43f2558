"""Changing the work calendar: days first, then every date that rests on them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from courts import permissions
from courts.enums import Permission
from courts.models import CalendarDay
from courts.selectors import work_calendar
from courts.selectors.calendar import CalendarChange, planned_change
from enforcement.kernel import audit, registries
from enforcement.kernel.calendar_source import announced_rows

SHIPPED = gettext_noop("国务院办公厅节假日安排通知")


@transaction.atomic
def change_calendar(
    days: Mapping[date, str], *, source: str, by: Any, whole_years: bool = False
) -> CalendarChange:
    """Take these days over. Dates of cases follow by `recount`, in transactions of their own.

    `source` is the notice that announced the days. Idempotent: nothing new leaves no event.
    """
    if by is not None:
        permissions.check_for_all_courts(by, Permission.CALENDAR_MANAGE)
    list(CalendarDay.objects.order_by("date").select_for_update().values_list("date"))
    change = planned_change(days, whole_years=whole_years)
    if change.is_empty:
        return change
    CalendarDay.objects.filter(date__in=change.removed).delete()
    CalendarDay.objects.bulk_create(
        [
            CalendarDay(date=day, kind=kind, source=source[:100])
            for day, kind in {**change.created, **change.updated}.items()
        ],
        update_conflicts=True,
        unique_fields=["date"],
        update_fields=["kind", "source"],
    )
    _record(change, source, by)
    return change


def recount() -> int:
    """Bring every date that rests on the calendar up to date; how many records changed.

    Each app works in batches with transactions of their own: open cases of a province take longer
    than one transaction may (ownership.md, Audit). Run again, it goes on where dates still differ.
    """
    calendar = work_calendar()
    sources = sorted(registries.clock_sources.entries.values(), key=lambda each: each.order)
    return sum(source.apply(calendar) for source in sources)


def load_calendar() -> CalendarChange:
    """Load the shipped years (2004 to 2026, ruling 46). A year that is there already is left alone."""
    known = work_calendar()
    rows = {day: str(kind) for day, kind in announced_rows() if day.year not in known.final_years}
    days = {day: kind for day, kind in rows.items() if day not in known.holidays | known.makeup}
    return change_calendar(days, source=SHIPPED, by=None)


def _record(change: CalendarChange, source: str, by: Any) -> None:
    """One event a year, so that each year's page tells who changed it."""
    rows = [
        ("courts.CalendarDay", str(year), str(year), "", _facts(change, year))
        for year in change.years
    ]
    audit.record_many("CALENDAR_CHANGED", rows, by=by, reason=source)


def _facts(change: CalendarChange, year: int) -> dict[str, Any]:
    days = {
        "days_created": [day for day in change.created if day.year == year],
        "days_updated": [day for day in change.updated if day.year == year],
        "days_removed": [day for day in change.removed if day.year == year],
    }
    facts: dict[str, Any] = {name: len(found) for name, found in days.items() if found}
    if year in change.became_final:
        facts["became_final"] = True
    return facts

"""A year of the work calendar as its page shows it."""

import calendar as weeks
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from courts.enums import DayKind
from courts.models import CalendarDay
from courts.selectors import work_calendar
from enforcement.kernel.workdays import Basis, WorkCalendar
from enforcement.kernel.workdays import DayKind as Kind

CSS = {
    Kind.WORKDAY: "",
    Kind.MAKEUP_WORKDAY: "is-worked",
    Kind.WEEKEND: "is-weekend",
    Kind.HOLIDAY: "is-off",
}


@dataclass(frozen=True)
class YearPage:
    """A year: is it announced, how many working days, its months, its days off by source."""

    year: int
    basis: Basis
    workdays: int
    months: list[dict[str, Any]]
    days: list[dict[str, Any]]
    known_years: tuple[int, ...]

    @property
    def is_final(self) -> bool:
        """Whether the make-up days of this year are announced."""
        return self.basis is Basis.ANNOUNCED


def year_page(year: int, today: date) -> YearPage:
    """The page of a year: two queries."""
    calendar = work_calendar()
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = list(CalendarDay.objects.filter(date__year=year).order_by("date"))
    return YearPage(
        year=year,
        basis=calendar.basis(first),
        workdays=calendar.workdays_between(date(year - 1, 12, 31), last),
        months=[_month(year, month, calendar, today) for month in range(1, 13)],
        days=_ranges(rows),
        known_years=tuple(sorted(calendar.final_years)),
    )


def _month(year: int, month: int, calendar: WorkCalendar, today: date) -> dict[str, Any]:
    grid = weeks.Calendar().monthdatescalendar(year, month)
    return {
        "first": date(year, month, 1),
        "weeks": [[_day(day, month, calendar, today) for day in week] for week in grid],
    }


def _day(day: date, month: int, calendar: WorkCalendar, today: date) -> dict[str, Any] | None:
    if day.month != month:
        return None
    kind = calendar.kind_of(day)
    is_estimated = kind is Kind.HOLIDAY and calendar.is_provisional(day)
    css = "is-estimated" if is_estimated else CSS[kind]
    marks = {Kind.HOLIDAY: _("暂") if is_estimated else _("休"), Kind.MAKEUP_WORKDAY: _("班")}
    return {
        "number": day.day,
        "mark": marks.get(kind, ""),
        "css": f"{css} is-today".strip() if day == today else css,
    }


def _ranges(rows: list[CalendarDay]) -> list[dict[str, Any]]:
    """Days of one kind and source that follow each other, as one line."""
    keyed = [(row.date.toordinal() - index, row) for index, row in enumerate(rows)]
    found = []
    for _key, group in groupby(keyed, lambda item: (item[0], item[1].kind, item[1].source)):
        days = [row for _ordinal, row in group]
        found.append(
            {
                "first": days[0].date,
                "last": days[-1].date,
                "count": len(days),
                "kind": DayKind(days[0].kind).label,
                "is_off": days[0].kind == DayKind.HOLIDAY,
                "source": _(days[0].source),  # the shipped one has a translation
            }
        )
    return found


def next_year_is_provisional(today: date) -> bool:
    """Whether administrators are to be alerted: from 1 November, while next year is not announced.

    Ruling 47. One query, and only in November and December.
    """
    november = 11
    return today.month >= november and today.year + 1 not in work_calendar().final_years

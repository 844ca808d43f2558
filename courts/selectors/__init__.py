"""Reads of courts and people that shape a page or serve a rule."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from courts.enums import Role
from courts.models import CalendarDay, Court, User
from enforcement.kernel.workdays import WorkCalendar


def known_court_codes() -> frozenset[str]:
    """Codes of all courts ever known; codes are dated, old and new ones are both accepted."""
    return frozenset(Court.objects.values_list("code", flat=True))


def work_calendar() -> WorkCalendar:
    """The work calendar as the table has it now: one query, some 700 rows."""
    return WorkCalendar.from_rows(CalendarDay.objects.values_list("date", "kind"))


def named_courts(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Code and name of courts, in the order of the tree: the choices of a list's condition."""
    courts = Court.objects.filter(code__in=codes).order_by("path")
    return list(courts.values_list("code", "name"))


def officers_at(court_ids: Any, on: date) -> list[User]:
    """People to whom a case of these courts can be assigned on this day."""
    return list(User.objects.at(court_ids, on, [Role.OFFICER, Role.CHIEF]))

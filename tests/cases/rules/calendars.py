"""The real work calendar, for tests of rules."""

from datetime import date

from enforcement.kernel.calendar_source import announced_rows
from enforcement.kernel.workdays import WorkCalendar

CALENDAR = WorkCalendar.from_rows(announced_rows())


def day(text: str) -> date:
    """A day from its ISO text."""
    return date.fromisoformat(text)

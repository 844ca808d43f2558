"""The work calendar of the years that chinesecalendar knows: 2004 to 2026.

Only days that differ from an ordinary week are rows, plus the weekend days inside a holiday.
"""

from collections.abc import Iterator
from datetime import date

from chinese_calendar import constants

from enforcement.kernel.workdays import RowKind

FIRST_YEAR = 2004


def announced_rows() -> Iterator[tuple[date, RowKind]]:
    """Rows `(date, kind)` in order of date, as State Council notices announced them."""
    rows = [(day, RowKind.HOLIDAY) for day in constants.holidays]
    rows += [(day, RowKind.MAKEUP_WORKDAY) for day in constants.workdays]
    return (row for row in sorted(rows) if row[0].year >= FIRST_YEAR)

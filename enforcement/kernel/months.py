"""Arithmetic of periods: months end on the same day number, or on the month's last day."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

DAYS_IN_EVERY_MONTH = 28


def add_months(day: date, months: int) -> date:
    """The day `months` months later (earlier when negative).

    Where the end month has no such day number, its last day: 31 August + 6 is the last of
    February (Civil Code art. 202). Raises OverflowError outside the years 1 to 9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"{day} {months:+d} months leaves the calendar")
    if day.day <= DAYS_IN_EVERY_MONTH:
        return date(year, month0 + 1, day.day)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def later(day: date, days: int) -> date:
    """`days` days later, or the calendar's last day: a clock until the year 9999 still counts."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max

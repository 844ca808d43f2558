"""How days and moments are written on screen (ui.md section 6), in Chinese and in English.

Sentences say 7月24日, of another year 2017年11月6日; tables say 2018-07-24 or 07-24.
"""

from datetime import date, datetime

from django.utils import dateformat, translation

from enforcement.kernel import clock
from enforcement.kernel.figures import MISSING


def in_english() -> bool:
    """Whether the page is being written in English."""
    return (translation.get_language() or "").startswith("en")


def _day(day: date | datetime) -> date:
    return clock.day_of(day) if isinstance(day, datetime) else day


def day_text(day: date | datetime | None) -> str:
    """A day in a sentence: 7月24日, with the year when it is not this year's. 24 Jul 2018."""
    if day is None:
        return MISSING
    day = _day(day)
    if in_english():
        return dateformat.format(day, "j M Y")
    year = "" if day.year == clock.today().year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def table_day(day: date | datetime | None) -> str:
    """A day in a table: 2018-07-24."""
    return MISSING if day is None else _day(day).isoformat()


def short_day(day: date | datetime | None) -> str:
    """A day in a table whose head names the year: 07-24."""
    return MISSING if day is None else f"{_day(day):%m-%d}"


def moment_text(moment: datetime | None) -> str:
    """A moment in a sentence, on the clock of the court: 7月23日 16:20."""
    if moment is None:
        return MISSING
    return f"{day_text(moment)} {clock_time(moment)}"


def clock_time(moment: datetime | None) -> str:
    """The time of day: 09:42."""
    return MISSING if moment is None else f"{clock.local(moment):%H:%M}"


def today_line(day: date) -> str:
    """The date in the top bar: 2018年7月24日 星期二. Tuesday 24 Jul 2018."""
    weekday = dateformat.format(day, "l")
    if in_english():
        return f"{weekday} {dateformat.format(day, 'j M Y')}"
    return f"{day.year}年{day.month}月{day.day}日 {weekday}"


def days_text(first: date, last: date) -> str:
    """Days from first to last, both counted: 7月16日至22日, 6月28日至7月4日. 16–22 Jul 2018."""
    if in_english():
        return _english_days(first, last)
    if first.year != last.year:
        return (
            f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
        )
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{day_text(first)}至{month}{last.day}日"


def _english_days(first: date, last: date) -> str:
    end = dateformat.format(last, "j M Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = dateformat.format(first, "j M" if first.year == last.year else "j M Y")
    return f"{start} – {end}"

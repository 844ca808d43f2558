"""When and where the demonstration's cases are filed, with their serial numbers."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from enforcement.desk.demo.dice import SATURDAY, Dice, Table
from enforcement.desk.demo.manners import MANNERS

SPAN_DAYS = 1278  # three and a half years
MORNING = 0.03  # what a court has filed by the morning of the last day
GROWTH = 0.06  # a year
CLOSED_DAYS = {(1, 1), (5, 1), (5, 2), (5, 3), *((10, day) for day in range(1, 8))}
FIRST = "执"
SHOWN_COURT = "赣0302"

COURTS = Table(*((court, manner.weight) for court, manner in MANNERS.items()))
BASIC_TYPES = Table(
    (FIRST, 71.0), ("执恢", 11.0), ("执保", 12.5), ("执异", 4.0), ("执他", 1.0), ("执请", 0.5)
)
INTERMEDIATE_TYPES = Table(
    (FIRST, 38.0), ("执恢", 10.0), ("执复", 25.0), ("执监", 12.0), ("执异", 8.0), ("执保", 4.0),
    ("执协", 3.0),
)  # fmt: skip


class Filing(NamedTuple):
    """A case at the filing window."""

    court: str
    type_word: str
    serial: int
    filed_on: date
    shown: bool  # the last case before the last day, for the demonstration officer


def filings(cases: int, as_of: date, dice: Dice) -> Iterator[Filing]:
    """That many filings in order of time; the last one before the last day is of 安源."""
    serials: Counter[tuple[str, str, int]] = Counter()
    counts = _per_day(cases, as_of)
    shown = max((day for day, count in counts.items() if count and day < as_of), default=as_of)
    for day, count in counts.items():
        for left in range(count, 0, -1):
            is_shown = day == shown and left == 1
            court, type_word = (SHOWN_COURT, FIRST) if is_shown else _place(dice)
            key = (court, type_word, day.year)
            serials[key] += 1
            yield Filing(court, type_word, serials[key], day, is_shown)


def _place(dice: Dice) -> tuple[str, str]:
    court = dice.draw(COURTS)
    return court, dice.draw(INTERMEDIATE_TYPES if court == "赣03" else BASIC_TYPES)


def _per_day(cases: int, as_of: date) -> dict[date, int]:
    """Cases of each day in order: rounded running totals, so that the sum is exact."""
    days = [as_of - timedelta(days=back) for back in range(SPAN_DAYS, -1, -1)]
    totals = list(accumulate(_weight(day, days[0], as_of) for day in days))
    upto = [round(cases * total / totals[-1]) for total in totals]
    return {day: now - before for day, now, before in zip(days, upto, [0, *upto], strict=False)}


def _weight(day: date, first: date, as_of: date) -> float:
    if day.weekday() >= SATURDAY or (day.month, day.day) in CLOSED_DAYS:
        return 0.0
    if day == as_of:
        return MORNING
    return 1 + GROWTH * (day - first).days / 365

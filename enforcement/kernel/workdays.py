"""Working days: weekends, holidays, and the weekends worked in exchange for them.

Pure: the calendar's rows come in, answers go out. A year whose make-up days have been announced
is final. In any other year from 2004 on weekends and the statutory days are skipped and every
answer is provisional; before 2004 weekends alone are skipped. `basis` says which (ruling 47).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Self

from enforcement.kernel.statutory_days import FIRST_YEAR, statutory_days

SATURDAY = 5
DECEMBER, OCTOBER = 12, 10
ONE_DAY = timedelta(days=1)


class RowKind(StrEnum):
    """What a row of the work calendar says of its day; ordinary days have no row."""

    HOLIDAY = "holiday"
    MAKEUP_WORKDAY = "makeup_workday"


class DayKind(StrEnum):
    """What a day is."""

    WORKDAY = "workday"
    MAKEUP_WORKDAY = "makeup_workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


class Basis(StrEnum):
    """What the calendar knew of a day's year when it answered."""

    ANNOUNCED = "announced"
    STATUTORY_DAYS = "statutory_days"  # provisional: make-up days not announced yet
    WEEKENDS = "weekends"  # before 2004


class SkippedDay(NamedTuple):
    """A day on which a period may not end, and why."""

    day: date
    kind: DayKind


class Roll(NamedTuple):
    """Where a day rolled to, and the days stepped over on the way (none on a working day)."""

    day: date
    skipped: tuple[SkippedDay, ...]


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked. `final_years` are the years whose make-up days are announced.

    A row counts in every year; weekends and statutory days fill what no row says.
    """

    holidays: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()
    final_years: frozenset[int] = frozenset()
    _rolled: dict[date, date] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def from_rows(
        cls, rows: Iterable[tuple[date, str]], final_years: Iterable[int] | None = None
    ) -> Self:
        """The calendar of stored rows `(date, kind)`; final years from the rows unless given.

        Raises ValueError for an unknown kind, or a day that is both kinds.
        """
        days: dict[RowKind, set[date]] = {kind: set() for kind in RowKind}
        for day, kind in rows:
            days[RowKind(kind)].add(day)
        holidays = frozenset(days[RowKind.HOLIDAY])
        makeup = frozenset(days[RowKind.MAKEUP_WORKDAY])
        if both := holidays & makeup:
            raise ValueError(f"{min(both)} is both a holiday and a make-up working day")
        years = announced_years(holidays, makeup) if final_years is None else final_years
        return cls(holidays, makeup, frozenset(years))

    def is_workday(self, day: date) -> bool:
        """Whether courts work on that day."""
        if day in self.makeup:
            return True
        if day in self.holidays or day.weekday() >= SATURDAY:
            return False
        return day.year in self.final_years or day not in statutory_days(day.year)

    def kind_of(self, day: date) -> DayKind:
        """What that day is: worked, made up for, weekend or holiday."""
        if day in self.makeup:
            return DayKind.MAKEUP_WORKDAY
        if self.is_workday(day):
            return DayKind.WORKDAY
        estimated = frozenset() if day.year in self.final_years else statutory_days(day.year)
        is_holiday = day in self.holidays or day in estimated
        return DayKind.HOLIDAY if is_holiday else DayKind.WEEKEND

    def basis(self, day: date) -> Basis:
        """What answers about that day rest on."""
        if day.year in self.final_years:
            return Basis.ANNOUNCED
        return Basis.STATUTORY_DAYS if day.year >= FIRST_YEAR else Basis.WEEKENDS

    def is_provisional(self, day: date) -> bool:
        """Whether the announcement of that day's year may still change the answer."""
        return self.basis(day) is Basis.STATUTORY_DAYS

    def add(self, start: date, days: int) -> date:
        """The day `days` working days after `start`; `start` itself never counts.

        Raises ValueError for a negative number of days.
        """
        if days < 0:
            raise ValueError("working days are counted forwards")
        day = start
        while days > 0:
            day += ONE_DAY
            days -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; 0 when `end` is not later."""
        count = max((end - start).days, 0)
        return sum(self.is_workday(start + timedelta(days=n)) for n in range(1, count + 1))

    def roll(self, day: date) -> Roll:
        """That day, or the next working day when it is none, with the days skipped."""
        target = self.roll_day(day)
        between = (day + timedelta(days=n) for n in range((target - day).days))
        return Roll(target, tuple(SkippedDay(each, self.kind_of(each)) for each in between))

    def roll_day(self, day: date) -> date:
        """`roll` without the reasons, remembered: bulk work asks for the same days again."""
        target = self._rolled.get(day)
        if target is None:
            target = self._rolled[day] = self._next_workday(day)
        return target

    def _next_workday(self, day: date) -> date:
        while not self.is_workday(day) and day < date.max:
            day += ONE_DAY
        return day


def announced_years(holidays: Iterable[date], makeup: Iterable[date]) -> set[int]:
    """Years that these days show to be announced.

    A make-up day or National Day proves it. A make-up day of December does not: it may stem
    from the next year's notice. Nor does one odd holiday somebody entered by hand.
    """
    years = {day.year for day in makeup if day.month < DECEMBER}
    return years | {day.year for day in holidays if (day.month, day.day) == (OCTOBER, 1)}

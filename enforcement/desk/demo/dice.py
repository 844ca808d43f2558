"""Chance for the demonstration: one seeded stream of numbers, the same on every machine."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
SATURDAY = 5


class Table(Generic[T]):
    """Things with weights, drawn in proportion."""

    def __init__(self, *rows: tuple[T, float]) -> None:
        self.things = [thing for thing, _weight in rows]
        self.upto = list(accumulate(weight for _thing, weight in rows))


class Dice(Random):
    """Draws that the demonstration needs. Seed it; it never reads a clock."""

    def chance(self, share: float) -> bool:
        """True in this share of the draws."""
        return self.random() < share

    def pick(self, things: Sequence[T]) -> T:
        """One of the things, each as likely."""
        return things[int(self.random() * len(things))]

    def draw(self, table: Table[T]) -> T:
        """One of the things by its weight."""
        return self.choices(table.things, cum_weights=table.upto)[0]

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.random() * (high - low + 1))

    def days(self, median: float, sigma: float = 0.5) -> int:
        """A skewed number of days with this median, at least 1."""
        return max(1, round(self.lognormvariate(0, sigma) * median))


def workday(day: date) -> date:
    """The day, or the Monday after when it falls on a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day


def after(day: date, days: int) -> date:
    """A weekday about this many days later."""
    return workday(day + timedelta(days=days))

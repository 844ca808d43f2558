"""Intervals of days, both ends inclusive."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class Interval(NamedTuple):
    """From a day to a day, both counted."""

    start: date
    stop: date

    @property
    def days(self) -> int:
        """Number of days in it."""
        return (self.stop - self.start).days + 1


def merge(intervals: Iterable[tuple[date, date]]) -> list[Interval]:
    """The union as separate blocks in order: overlapping intervals become one."""
    merged: list[Interval] = []
    for start, stop in sorted(intervals):
        if merged and start <= merged[-1].stop:
            if stop > merged[-1].stop:
                merged[-1] = Interval(merged[-1].start, stop)
        else:
            merged.append(Interval(start, stop))
    return merged


def overlaps(intervals: Iterable[tuple[date, date]]) -> list[Interval]:
    """Where two or more of the intervals lie on the same days, as blocks in order."""
    ordered = sorted(intervals)
    shared: list[tuple[date, date]] = []
    reach: date | None = None
    for start, stop in ordered:
        if reach is not None and start <= reach:
            shared.append((start, min(stop, reach)))
        reach = stop if reach is None else max(reach, stop)
    return merge(shared)

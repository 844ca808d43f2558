"""Area codes of GB/T 2260 and the years in which they were in force.

`reference/areas.csv` has one line per code: `360302,城关区 1983-1992;安源区 1993-`. Both years
count; an open end means that the year is not known or not reached. A code is never deleted from
the file: when one is abolished its last period gets an end, and a new name a period of its own.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

REFERENCE = Path(__file__).resolve().parent.parent / "reference" / "areas.csv"
FIRST_YEAR, LAST_YEAR = 0, 9999


class Period(NamedTuple):
    """A name of an area and the years, both included, in which the code meant it."""

    name: str
    first: int
    last: int


class Area(NamedTuple):
    """What a code meant in a year; when it was not in force, what it meant nearest to it."""

    name: str
    in_force: bool


def find(code: str, year: int) -> Area | None:
    """The area behind a code in a year; None when the code was never assigned."""
    periods = periods_by_code().get(code)
    if periods is None:
        return None
    for period in periods:
        if year <= period.last:
            return Area(period.name, period.first <= year)
    return Area(periods[-1].name, in_force=False)


@cache
def periods_by_code() -> dict[str, tuple[Period, ...]]:
    """All codes with their periods, oldest first. Read once per process."""
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()[1:]
    pairs = (line.split(",", 1) for line in lines)
    return {code: tuple(map(_period, history.split(";"))) for code, history in pairs}


def _period(text: str) -> Period:
    name, years = text.split(" ")
    first, last = years.split("-")
    return Period(name, int(first or FIRST_YEAR), int(last or LAST_YEAR))

"""An indicator's figures of the last weeks, as they were frozen: what its trend is drawn from."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from performance.indicators import Indicator
from performance.models import Benchmark, Figure, Snapshot
from performance.rules.figures import FigureRow

WEEKS = 7
WEEK = timedelta(days=7)


class Stored(NamedTuple):
    """A figure of this indicator in one of the last weeks."""

    snapshot: int
    week_ending: date
    version: int
    level: str
    court_name: str
    row: FigureRow


def stored_weeks(snapshot: Snapshot, indicator: Indicator, window: str) -> list[Stored]:
    """The indicator (and its base) of all courts in the last weeks: one query."""
    since = snapshot.week_ending - WEEK * (WEEKS - 1)
    rows = Figure.objects.filter(
        snapshot__district=snapshot.district_id,
        snapshot__week_ending__range=(since, snapshot.week_ending),
        indicator__in={indicator.code, indicator.base or indicator.code},
        window=window,
    ).values_list(
        "snapshot_id", "snapshot__week_ending", "snapshot__version", "court__level",
        "court__name", "scope",
        "court_id", "indicator", "window", "numerator", "denominator",
    )  # fmt: skip
    return [Stored(*row[:5], FigureRow(*row[5:])) for row in rows]


def averages_of(snapshot: Snapshot, indicator: Indicator) -> dict[date, Decimal]:
    """The provincial average of the snapshot's week, if it is known."""
    known = Benchmark.objects.filter(
        indicator=indicator.code, week_ending=snapshot.week_ending
    ).values_list("week_ending", "value")
    return dict(known)


def by_week(figures: Iterable[Stored], shown: Snapshot) -> dict[date, Stored]:
    """One figure a week: of the week on show the version on show, of others the last."""
    mine = list(figures)
    others = (each for each in mine if each.week_ending != shown.week_ending)
    of_shown = [each for each in mine if each.snapshot == shown.pk]
    ordered = sorted(others, key=lambda each: each.version) + of_shown
    return {each.week_ending: each for each in ordered}


def last_sundays(week_ending: date) -> list[date]:
    """The Sundays of a trend, this one last."""
    return [week_ending - WEEK * back for back in reversed(range(WEEKS))]

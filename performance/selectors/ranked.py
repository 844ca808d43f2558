"""Figures with what follows from them: value, rank, behind. Nothing of it is stored or sealed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from courts.models import Court
from enforcement.kernel import clock
from performance import ranking
from performance.enums import Profile, Scope, Unit
from performance.indicators import BY_CODE, Indicator
from performance.models import Benchmark, Snapshot
from performance.parameters import Parameters
from performance.ranking import Contender, Terms
from performance.rules.arithmetic import value_of
from performance.rules.figures import FigureRow, Number
from performance.selectors.parameters import profile

Averages = Mapping[str, Decimal]


class RankedFigure(NamedTuple):
    """A figure as pages, commands and the API show it.

    `base` is what the minimum base is held against. `behind` is None where it is not asked:
    counts, other indicators than the key ones, other windows, the district (ruling 10).
    """

    figure: FigureRow
    value: Decimal | None
    rank: int | None
    behind: bool | None
    base: Number | None

    def as_json(self) -> dict[str, Any]:
        """A row of `take_snapshot --json` and of the API (contract 9, ruling 5)."""
        row, indicator = self.figure, BY_CODE[self.figure.indicator]
        below = indicator.denominator
        return {
            "scope": row.scope,
            "court": row.court,
            "indicator": row.indicator,
            "window": row.window,
            "numerator": exact(row.numerator, indicator.numerator.unit),
            "denominator": exact(row.denominator or 0, below.unit) if below else None,
            "value": self._printed(indicator),
            "rank": self.rank,
            "behind": self.behind,
        }

    def _printed(self, indicator: Indicator) -> str | None:
        if self.value is None:
            return None
        return str(int(self.value)) if indicator.is_count else f"{self.value:.2f}"


def exact(value: Number, unit: Unit) -> int | str:
    """Counts as integers, yuan as text with two places."""
    return f"{value:.2f}" if unit is Unit.YUAN else int(value)


def ranked_snapshot(snapshot: Snapshot, figures: Iterable[FigureRow]) -> list[RankedFigure]:
    """The figures of a snapshot ranked among courts of one level, by the averages known now.

    In the profile of ranges nobody is behind: outside its range, and none is set (ownership.md).
    """
    rows = list(figures)
    codes = {row.court for row in rows}
    levels = dict(Court.objects.filter(pk__in=codes).values_list("code", "level"))
    averages = Benchmark.objects.of_week(snapshot.week_ending)
    found = ranked(rows, levels, Parameters.of(snapshot.parameters), averages)
    if profile(clock.today()) is Profile.RANGES:
        return [each._replace(behind=None) for each in found]
    return found


def ranked(
    figures: Iterable[FigureRow],
    levels: Mapping[str, str],
    parameters: Parameters,
    averages: Averages,
) -> list[RankedFigure]:
    """Figures of one snapshot with value, rank and behind, in the order given."""
    rows = list(figures)
    bases = _bases(rows)
    groups: dict[tuple[str, str, str], list[FigureRow]] = defaultdict(list)
    for row in rows:
        if row.scope == Scope.COURT:
            groups[row.indicator, row.window, levels[row.court]].append(row)
    places = {
        (row.indicator, row.window, row.court): place
        for group in groups.values()
        for row, place in _places(group, bases, parameters, averages)
    }
    return [_ranked(row, places, bases) for row in rows]


Bases = Mapping[tuple[str, str, str, str], Number | None]
Place = tuple[int | None, bool | None]


def _bases(rows: list[FigureRow]) -> Bases:
    """Base of every figure: its denominator, or that of another indicator (ruling 6)."""
    own = {row[:4]: row.denominator for row in rows}
    return {
        row[:4]: own.get(
            (row.scope, row.court, BY_CODE[row.indicator].base or row.indicator, row.window)
        )
        for row in rows
    }


def _places(
    group: list[FigureRow], bases: Bases, parameters: Parameters, averages: Averages
) -> Iterator[tuple[FigureRow, Place]]:
    indicator = BY_CODE[group[0].indicator]
    terms = Terms(
        indicator.high_is_better, parameters.minimum_base, parameters.bottom, indicator.is_percent
    )
    contenders = [
        Contender(row.court, row.numerator, row.denominator, bases[row[:4]]) for row in group
    ]
    ranks = ranking.ranks(contenders, terms)
    is_asked = (
        indicator.code in parameters.key_indicators and group[0].window == indicator.own_window
    )
    behind: dict[str, bool] = {}
    if is_asked:
        behind = ranking.behind(contenders, terms, averages.get(indicator.code))
    for row in group:
        yield row, (ranks[row.court], behind.get(row.court))


def _ranked(
    row: FigureRow, places: Mapping[tuple[str, str, str], Place], bases: Bases
) -> RankedFigure:
    rank, behind = None, None
    if row.scope == Scope.COURT:
        rank, behind = places[row.indicator, row.window, row.court]
    is_percent = BY_CODE[row.indicator].is_percent
    value = value_of(row.numerator, row.denominator, is_percent=is_percent)
    return RankedFigure(row, value, rank, behind, bases[row[:4]])

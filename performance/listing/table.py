"""The ranking table: indicators as rows, courts as columns (ui.md section 5, picture 04)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courts.enums import CourtLevel
from courts.models import Court
from enforcement.kernel.figures import MISSING, count_text, money_text
from performance import selectors
from performance.enums import Group, Profile, Scope, Unit, Window
from performance.indicators import INDICATORS, Indicator
from performance.listing.choice import Choice, Listed
from performance.models import Benchmark, Figure, Snapshot
from performance.parameters import Parameters
from performance.rules.figures import FigureRow, Number
from performance.selectors import RankedFigure

TOTAL = "total"  # the district in an address


@dataclass(frozen=True)
class Cell:
    """A figure of a court as the table shows it."""

    text: str
    rank: int | None
    change: int | None
    behind: bool
    base: str
    url: str
    figure: RankedFigure | None


@dataclass(frozen=True)
class Line:
    """An indicator's row."""

    indicator: Indicator
    window: Window
    average: str
    cells: Sequence[Cell]
    total: Cell

    @property
    def is_behind(self) -> bool:
        """Whether any court is behind."""
        return any(cell.behind for cell in self.cells)


class Part(NamedTuple):
    """One of the three parts of the table."""

    label: str
    lines: list[Line]


@dataclass(frozen=True)
class Table:
    """The whole table. `ranges`: the 2024 profile, without ranks, changes and flags.

    `averages_at`: when the averages arrived by which courts are behind (ruling 25).
    """

    courts: Sequence[Court]
    total_label: str
    parts: list[Part]
    ranges: bool
    averages_at: datetime | None

    @property
    def heads(self) -> list[tuple[str, str]]:
        """Short and whole name of every court."""
        return [(short_name(court), court.name) for court in self.courts]

    @property
    def lines(self) -> list[Line]:
        """All rows."""
        return [line for part in self.parts for line in part.lines]

    @property
    def columns(self) -> int:
        """Number of columns, for the heads of groups."""
        return len(self.courts) + 3


_OWN = {
    CourtLevel.INTERMEDIATE: gettext_lazy("%s中院"),
    CourtLevel.HIGH: gettext_lazy("%s高院"),
}


def short_name(court: Court) -> str:
    """`安源区`; a court above the basic ones says so: its own cases are not those of the city."""
    own = _OWN.get(CourtLevel(court.level))
    place = court.short_name
    return str(own) % place.removesuffix("市").removesuffix("省") if own else place


LABELS: dict[Group, Promise] = {
    Group.COUNTS: gettext_lazy("收结案（件）"),
    Group.CORE: gettext_lazy("核心指标（%）"),
    Group.OTHER: gettext_lazy("其他指标（%，另注单位的除外）"),
}
Key = tuple[str, str, str, str]


def table_of(choice: Choice, snapshot: Snapshot, profile: Profile) -> Table:
    """The table of a week, the snapshot of the choice: two queries.

    In the profile of ranges nobody is behind, so that filter has nothing to show less of.
    """
    if profile is Profile.RANGES:
        choice = replace(choice, only_behind=False)
    parameters = Parameters.of(snapshot.parameters)
    figures, known = _figures(snapshot, choice.previous)
    recorded = Benchmark.objects.recorded(snapshot.week_ending)
    averages = {code: value for code, value, _at in recorded}
    levels = {court.pk: court.level for court in known}
    columns = {row.court for row in figures[snapshot.pk] if row.scope == Scope.COURT}
    courts = [court for court in known if court.pk in columns]
    now = _by_key(selectors.ranked(figures[snapshot.pk], levels, parameters, averages))
    before: dict[Key, RankedFigure] = {}
    if choice.previous is not None:
        rows = figures.get(choice.previous.pk, [])
        before = _by_key(selectors.ranked(rows, levels, parameters, {}))
    drawing = _Drawing(choice, snapshot, courts, now, before, averages)
    parts = [Part(_label(group, parameters), drawing.lines(group)) for group in Group]
    return Table(
        courts, total_label(snapshot.district), [part for part in parts if part.lines],
        profile is Profile.RANGES, max((at for _code, _value, at in recorded), default=None),
    )  # fmt: skip


def _figures(
    snapshot: Snapshot, previous: Listed | None
) -> tuple[dict[int, list[FigureRow]], list[Court]]:
    """Figures of the week and of the one before, and all their courts in order of columns."""
    wanted = [snapshot.pk] if previous is None else [snapshot.pk, previous.pk]
    rows = Figure.objects.filter(snapshot__in=wanted).values_list(
        "snapshot_id", "court_id", "court__name", "court__level", "court__path", *_COLUMNS
    )
    figures: dict[int, list[FigureRow]] = {pk: [] for pk in wanted}
    courts: dict[str, Court] = {}
    for pk, code, name, level, path, *row in rows:
        figures[pk].append(FigureRow(*row))
        if code not in courts:
            courts[code] = Court(code=code, name=name, level=level, path=path)
    return figures, sorted(courts.values(), key=_place)


_COLUMNS = ("scope", "court_id", "indicator", "window", "numerator", "denominator")


def _place(court: Court) -> tuple[bool, str]:
    """Basic courts first, the courts above them last, beside the total."""
    return court.level != CourtLevel.BASIC, court.path


def _by_key(rows: Iterable[RankedFigure]) -> dict[Key, RankedFigure]:
    return {row.figure[:4]: row for row in rows}


def _label(group: Group, parameters: Parameters) -> str:
    label = str(LABELS[group])
    targets = [parameters.target(each.code) for each in INDICATORS if each.group is group]
    named = " / ".join(f"{target:f}".removesuffix(".00") for target in targets if target)
    return label + (_("　目标 %s") % named if named else "")


def total_label(district: Court) -> str:
    """The words for the sum of all courts."""
    is_city = district.level == CourtLevel.INTERMEDIATE
    return _("全市合计") if is_city else _("合计")


@dataclass(frozen=True)
class _Drawing:
    choice: Choice
    snapshot: Snapshot
    courts: Sequence[Court]
    now: Mapping[Key, RankedFigure]
    before: Mapping[Key, RankedFigure]
    averages: Mapping[str, Decimal]

    def lines(self, group: Group) -> list[Line]:
        """The rows of a part, under the window and the filter on show."""
        lines = [self._line(each) for each in INDICATORS if each.group is group and self._has(each)]
        return [line for line in lines if line.is_behind or not self.choice.only_behind]

    def _has(self, indicator: Indicator) -> bool:
        """近三年 shows what is counted over three years; the other windows show everything."""
        return self.choice.window is not Window.M36 or Window.M36 in indicator.windows

    def _line(self, indicator: Indicator) -> Line:
        window = self.choice.window
        window = window if window in indicator.windows else indicator.own_window
        cells = [self._cell(indicator, window, court.pk) for court in self.courts]
        average = self.averages.get(indicator.code)
        shown = average is not None and window is indicator.own_window
        return Line(
            indicator, window, money_text(average) if shown else MISSING, cells,
            self._cell(indicator, window, ""),
        )  # fmt: skip

    def _cell(self, indicator: Indicator, window: Window, court: str) -> Cell:
        scope = Scope.COURT if court else Scope.DISTRICT
        key = (scope.value, court or self.snapshot.district_id, indicator.code, window.value)
        figure = self.now.get(key)
        if figure is None:
            return Cell(MISSING, None, None, False, "", "", None)
        return Cell(
            text=value_text(figure.value, indicator),
            rank=figure.rank,
            change=self._change(key, figure),
            behind=bool(figure.behind),
            base=_base(figure, indicator) if court and not indicator.is_count else "",
            url=self._url(indicator, window, court),
            figure=figure,
        )

    def _change(self, key: Key, figure: RankedFigure) -> int | None:
        """Places won since the week before; None when there is nothing to compare with."""
        before = self.before.get(key)
        if figure.rank is None or before is None or before.rank is None:
            return None
        return before.rank - figure.rank

    def _url(self, indicator: Indicator, window: Window, court: str) -> str:
        place = [self.snapshot.pk, indicator.code, window.value, court or TOTAL]
        return reverse("performance:figure", args=place) + self.choice.state


def value_text(value: Decimal | None, indicator: Indicator) -> str:
    """A value as written: 2,486; 78.78; a dash where the denominator is zero."""
    if value is None:
        return MISSING
    return count_text(int(value)) if indicator.is_count else money_text(value)


def pair_text(figure: FigureRow, indicator: Indicator, between: str = " ÷ ") -> str:
    """`271 ÷ 344`; yuan with two places; a count alone."""
    below = indicator.denominator
    texts = [_amount_text(figure.numerator, indicator.numerator.unit)]
    if below is not None and figure.denominator is not None:
        texts.append(_amount_text(figure.denominator, below.unit))
    return between.join(texts)


def _amount_text(value: Number, unit: Unit) -> str:
    return money_text(value) if unit is Unit.YUAN else count_text(int(value))


def _base(figure: RankedFigure, indicator: Indicator) -> str:
    """What a court under the minimum base shows instead of a value: `3/4`."""
    if figure.rank is not None:
        return ""
    if indicator.base:
        return _("%d 件") % (figure.base or 0)
    return pair_text(figure.figure, indicator, "/")

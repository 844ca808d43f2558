"""Sheets of what is on show: the ranking table, and the records behind a figure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from courts.models import User
from enforcement.kernel import clock
from enforcement.kernel.errors import InvalidInput, NotPermitted
from enforcement.kernel.exporting import Export
from enforcement.kernel.figures import CENT, MISSING
from enforcement.kernel.http import key_of
from enforcement.kernel.tabular import Kind
from performance import selectors
from performance.enums import Unit, Window
from performance.indicators import Indicator
from performance.listing.asking import Asked
from performance.listing.choice import Choice, choose
from performance.listing.figure import OpenFigure, open_figure
from performance.listing.records import columns_of
from performance.listing.table import Cell, Line, Table, table_of
from performance.models import Snapshot
from performance.rules.figures import Number

PLACE = ("snapshot", "indicator", "window", "court")


def export_table(user: User, query: QueryDict) -> Export:
    """The ranking table under its window and filter: value, parts and rank of every court.

    Numbers only in columns of numbers: a spreadsheet takes 5/11 for a day in May.
    """
    choice = choose(user, query)
    if choice.snapshot is None:
        raise InvalidInput(_("还没有冻结的周报，没有可以导出的内容。"))
    table = table_of(choice, choice.snapshot, selectors.profile(clock.today()))
    names = [court.name for court in table.courts] + [table.total_label]
    heads = [each for name in names for each in _heads(name, table.ranges)]
    return Export(
        name=_name(choice, choice.snapshot),
        header=[_("指标"), _("口径"), _("省均"), *heads],
        kinds=[Kind.TEXT, Kind.TEXT, Kind.AMOUNT] + [Kind.AMOUNT] * len(heads),
        rows=map(_Row(table), table.lines),
        count=len(table.lines),
        notes=_notes(choice, choice.snapshot),
    )


def _name(choice: Choice, snapshot: Snapshot) -> str:
    """`周通报 2026-11-22 年初至今 第2版`: as short as the tab of a sheet has room for."""
    given = {
        "week": snapshot.week_ending, "window": choice.window.label, "version": snapshot.version,
    }  # fmt: skip
    return _("周通报 %(week)s %(window)s 第%(version)d版") % given


def _notes(choice: Choice, snapshot: Snapshot) -> list[tuple[str, object]]:
    """Which figures these are, and the seal to hold them against."""
    return [
        (_("辖区"), snapshot.district.name),
        (_("法院代字"), snapshot.district_id),
        (_("周一"), snapshot.monday),
        (_("周日"), snapshot.week_ending),
        (_("口径"), str(choice.window.label)),
        (_("只看落后"), choice.only_behind),
        (_("版本"), snapshot.version),
        (_("冻结时间"), snapshot.taken_at),
        (_("封印"), snapshot.seal),
    ]


def _heads(name: str, ranges: bool) -> list[str]:
    heads = [name, _("%s（分子）") % name, _("%s（分母）") % name]
    if ranges:
        return heads
    return [*heads, _("%s（名次）") % name, _("%s（落后）") % name, _("%s（未排名）") % name]


class _Row:
    """A line of the table as cells of a sheet."""

    def __init__(self, table: Table) -> None:
        self.ranges = table.ranges

    def __call__(self, line: Line) -> Sequence[Any]:
        cells = [value for cell in (*line.cells, line.total) for value in self._cells(cell, line)]
        return [str(line.indicator.title), str(line.window.label), _number(line.average), *cells]

    def _cells(self, cell: Cell, line: Line) -> list[Any]:
        parts = _parts(cell, line.indicator)
        if self.ranges:
            return [_value(cell, line.indicator), *parts]
        is_unranked = bool(cell.base)
        value = None if is_unranked else _value(cell, line.indicator)
        return [value, *parts, cell.rank, cell.behind or None, is_unranked or None]


def _number(text: str) -> Decimal | None:
    """The number behind a text of the table; nothing behind a dash."""
    return None if text == MISSING or not text else Decimal(text.replace(",", ""))


def _value(cell: Cell, indicator: Indicator) -> Decimal | int | None:
    """A number that a sheet can sum and sort, or nothing."""
    value = cell.figure.value if cell.figure else None
    if value is None:
        return None
    return int(value) if indicator.is_count else round(value, 2)


def _parts(cell: Cell, indicator: Indicator) -> list[Decimal | int | None]:
    """Numerator and denominator; a count has no denominator."""
    if cell.figure is None:
        return [None, None]
    row, below = cell.figure.figure, indicator.denominator
    return [
        _part(row.numerator, indicator.numerator.unit),
        None if below is None else _part(row.denominator or 0, below.unit),
    ]


def _part(value: Number, unit: Unit) -> Decimal | int:
    return Decimal(value).quantize(CENT) if unit is Unit.YUAN else int(value)


def export_records(user: User, query: QueryDict) -> Export:
    """The records of a list of a figure, all pages of it."""
    figure = open_figure(user, _place(query))
    if not figure.may_export:
        raise NotPermitted(_("你的岗位不能导出这些法院的案件。"))
    counts = figure.opened.counts()
    asked = Asked.of(query, figure.indicator, counts)
    total = sum(
        each.records
        for each in counts
        if each.tab == asked.tab and asked.reason in ("", each.reason)
    )
    columns = columns_of(figure, asked.tab)
    name = f"{figure.indicator.title} {figure.court or figure.snapshot.district_id}"
    header = [str(column.label) for column in columns]
    kinds = [column.kind for column in columns]
    return Export(name, header, kinds, _records(figure, asked), total)


def _place(query: QueryDict) -> tuple[int, str, str, str]:
    pk, indicator, window, court = (query.get(name, "") for name in PLACE)
    key = key_of(pk)
    if key is None or window not in Window.values:
        raise InvalidInput(_("没有这个指标。"))
    return key, indicator, window, court


def _records(figure: OpenFigure, asked: Asked) -> Iterator[Sequence[Any]]:
    columns = columns_of(figure, asked.tab)
    for row in figure.opened.all(asked.tab, asked.reason):
        yield [column.value(figure.worded(row)) for column in columns]

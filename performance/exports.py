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
from enforcement.kernel.figures import MISSING
from enforcement.kernel.http import key_of
from performance import selectors
from performance.enums import Window
from performance.indicators import Indicator
from performance.listing.asking import Asked
from performance.listing.choice import choose
from performance.listing.figure import OpenFigure, open_figure
from performance.listing.records import columns_of
from performance.listing.table import Cell, Line, Table, pair_text, table_of

PLACE = ("snapshot", "indicator", "window", "court")


def export_table(user: User, query: QueryDict) -> Export:
    """The ranking table under its window and filter: value, parts and rank of every court."""
    choice = choose(user, query)
    if choice.snapshot is None:
        raise InvalidInput(_("还没有冻结的周报，没有可以导出的内容。"))
    table = table_of(choice, choice.snapshot, selectors.profile(clock.today()))
    names = [court.name for court in table.courts] + [table.total_label]
    heads = [each for name in names for each in _heads(name, table.ranges)]
    kinds = ["text", "text", "text"] + ["text"] * len(heads)
    name = _("周通报 %s") % choice.snapshot.week_ending
    header = [_("指标"), _("口径"), _("省均"), *heads]
    return Export(name, header, kinds, map(_Row(table), table.lines), len(table.lines))  # type: ignore[arg-type]


def _heads(name: str, ranges: bool) -> list[str]:
    heads = [name, _("%s（分子/分母）") % name]
    return heads if ranges else [*heads, _("%s（名次）") % name, _("%s（落后）") % name]


class _Row:
    """A line of the table as cells of a sheet."""

    def __init__(self, table: Table) -> None:
        self.ranges = table.ranges

    def __call__(self, line: Line) -> Sequence[Any]:
        cells = [value for cell in (*line.cells, line.total) for value in self._cells(cell, line)]
        return [str(line.indicator.title), str(line.window.label), _number(line.average), *cells]

    def _cells(self, cell: Cell, line: Line) -> list[Any]:
        pair = pair_text(cell.figure.figure, line.indicator, "/") if cell.figure else ""
        shown = [_value(cell, line.indicator), pair]
        return shown if self.ranges else [*shown, cell.rank, cell.behind or None]


def _number(text: str) -> Decimal | str:
    """The number behind a text of the table; a dash stays one."""
    return text if text == MISSING or not text else Decimal(text.replace(",", ""))


def _value(cell: Cell, indicator: Indicator) -> Any:
    """A number that a sheet can sum and sort; words where there is none."""
    value = cell.figure.value if cell.figure else None
    if value is None or cell.base:
        return cell.base or cell.text
    return int(value) if indicator.is_count else round(value, 2)


def export_records(user: User, query: QueryDict) -> Export:
    """The records of a list of a figure, all pages of it."""
    figure = open_figure(user, _place(query))
    if not figure.may_export:
        raise NotPermitted(_("你的岗位不能导出这些法院的案件。"))
    counts = figure.opened.counts()
    asked = Asked.of(query, counts)
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

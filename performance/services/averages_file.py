"""Reading a table of provincial averages: 指标 周日 省均 来源, in any order, or their English names.

A spreadsheet, a .csv or a .zip of them, as other uploads. A faulty row is named and left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courts.access import SOURCE_LANGUAGE
from enforcement.kernel import clock
from enforcement.kernel.tabular import (
    Cell,
    CellError,
    Column,
    HeaderMatch,
    Kind,
    Sheet,
    TabularRefused,
    Workbook,
    match_columns,
    open_tables,
    read_date,
    read_text,
)
from performance.indicators import BY_CODE, INDICATORS, Indicator

INDICATOR, WEEK, VALUE, SOURCE = "指标", "周日", "省均", "来源"
COLUMNS = (
    Column(INDICATOR, "indicator", True),
    Column(WEEK, "week_ending", True, Kind.DATE),
    Column(VALUE, "value", True),
    Column(SOURCE, "source", True),
)
LABELS: dict[str, Promise] = {
    "indicator": gettext_lazy("指标"),
    "week_ending": gettext_lazy("周日"),
    "value": gettext_lazy("省均"),
    "source": gettext_lazy("来源"),
}
LARGEST = Decimal("99999999.9999")
PERCENT = 100
OVER_PERCENT = frozenset({"recovered_rate"})  # more may come in than was claimed (ruling 16)
LONGEST_SOURCE = 200
WEEK_DAYS = 7
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)

Average = tuple[tuple[str, date], Decimal, str]
Numbered = Iterable[tuple[int, Mapping[str, Cell]]]


@dataclass(frozen=True)
class Fault:
    """Why a row was rejected; `row` as a spreadsheet counts, the head is 1; `column` in English."""

    row: int
    column: str
    message: str

    @property
    def label(self) -> str:
        """The column as the page names it."""
        return str(LABELS[self.column])


class _Rejected(Exception):
    """A cell that cannot be taken."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column, self.message = column, message


def read_averages(content: bytes, name: str, faults: list[Fault]) -> list[Average]:
    """The averages of a file; what is wrong with other rows goes into `faults`.

    Raises TabularRefused for a file that is no such table.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{VALUE}{Path(name).suffix.lower()}"
        path.write_bytes(content)
        with open_tables(path) as workbook:
            sheet, match = _table(workbook)
            return list(_accepted(_cells(sheet, match), faults))


def _table(workbook: Workbook) -> tuple[Sheet, HeaderMatch]:
    """The first sheet with the four columns; beside it a workbook may hold notes."""
    refusals = [TabularRefused(_("工作簿里没有工作表。"))]
    for sheet in workbook.sheets:
        try:
            return sheet, match_columns(sheet.header, COLUMNS, sheet.name)
        except TabularRefused as refusal:
            refusals.append(refusal)
    raise refusals[:2][-1]  # what the first sheet lacks


def _cells(sheet: Sheet, match: HeaderMatch) -> Numbered:
    places = {column.alias_en: match.positions[column.name_zh] for column in COLUMNS}
    return ((n, {name: row[at] for name, at in places.items()}) for n, row in sheet.rows())


def _accepted(rows: Numbered, faults: list[Fault]) -> Iterator[Average]:
    seen: set[tuple[str, date]] = set()
    for number, row in rows:
        try:
            accepted = _average({name: _text(name, row[name]) for name in LABELS})
            if accepted[0] in seen:
                raise _Rejected("indicator", _("同一指标同一周在文件中出现两次，请只留一行。"))
        except _Rejected as refusal:
            faults.append(Fault(number, refusal.column, refusal.message))
            continue
        seen.add(accepted[0])
        yield accepted


def _text(column: str, cell: Cell) -> str:
    """A cell as it is shown; what is too long or an error is a fault of its column."""
    try:
        return read_text(cell, folded=column != "source") or ""
    except CellError as fault:
        raise _Rejected(column, fault.sentence) from None


def _average(cells: Mapping[str, str]) -> Average:
    indicator = _indicator(cells["indicator"])
    week = _sunday(cells["week_ending"])
    return (indicator.code, week), _value(cells["value"], indicator), _source(cells["source"])


def _indicator(text: str) -> Indicator:
    """An indicator given by its code, or by its Chinese name."""
    indicator = BY_CODE.get(text) or _by_name().get(text)
    if indicator is None or indicator.is_count:
        raise _Rejected("indicator", _("没有名为“%s”的指标，请用导入页列出的名称或代码。") % text)
    return indicator


@cache
def _by_name() -> dict[str, Indicator]:
    with translation.override(SOURCE_LANGUAGE):  # the file's words, whoever sends it
        names = [(each, {str(each.name), str(each.title)}) for each in INDICATORS]
    return {name: each for each, both in names for name in both}


def _sunday(text: str) -> date:
    """A Sunday of a week that is over: no average is known before."""
    try:
        day = read_date(text, clock.today(), future_ok=True)
    except CellError as fault:
        raise _Rejected("week_ending", fault.sentence) from None
    if day is None:
        raise _Rejected("week_ending", _("没有填，请写该周周日的日期。"))
    if day.isoweekday() != WEEK_DAYS:
        sunday = day + timedelta(days=WEEK_DAYS - day.isoweekday())
        words = _("%(day)s 不是星期日，请写该周的周日 %(sunday)s。")
        raise _Rejected("week_ending", words % {"day": day, "sunday": sunday})
    if day >= clock.today():
        raise _Rejected("week_ending", _("%s 这一周还没有结束，请在结束后再导入。") % day)
    return day


def _value(text: str, indicator: Indicator) -> Decimal:
    """Percent for rates, with or without its sign (ruling 8)."""
    bare = text.removesuffix("%").strip()
    if not bare:
        raise _Rejected("value", _("没有填，请写平均值，例如 88.60。"))
    if not _NUMBER.fullmatch(bare):
        raise _Rejected("value", _("“%s”不是数，请只写数字，例如 88.60。") % text)
    value = Decimal(bare.replace(",", ""))
    if value < 0:
        raise _Rejected("value", _("%s 是负数，平均值不会小于 0，请核对。") % text)
    if indicator.is_percent and indicator.code not in OVER_PERCENT and value > PERCENT:
        raise _Rejected("value", _("%s 超过 100，这项指标是百分比，不会超过 100，请核对。") % text)
    if value > LARGEST:
        raise _Rejected("value", _("%s 过大，不是可用的平均值，请核对。") % text)
    return value.quantize(Decimal("0.0001"))


def _source(text: str) -> str:
    if not text or len(text) > LONGEST_SOURCE:
        raise _Rejected("source", _("请写明来源，不超过 200 字。"))
    return text

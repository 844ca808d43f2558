"""Writing .xlsx as a stream: one row in memory, real dates and numbers, never a formula."""

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from enforcement.kernel.tabular.errors import TabularRefused
from enforcement.kernel.tabular.limits import MAX_ROW
from enforcement.kernel.tabular.outgoing import SheetOut, as_text, local_wall_time, writable
from enforcement.kernel.tabular.texts import EXACT_DIGITS
from enforcement.kernel.tabular.values import Kind

_LONGEST_TEXT = 32_767  # of a cell, in units of UTF-16
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)  # before it a spreadsheet counts a day that never was
_SECONDS = 86_400
_WIDTHS = {Kind.TEXT: 22, Kind.DATE: 12, Kind.DATETIME: 20, Kind.AMOUNT: 16, Kind.CHOICE: 14}
_USUAL_WIDTH = 10
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# The file carries no hour of writing: equal rows make equal files.
_ALWAYS = datetime(2018, 1, 1)  # noqa: DTZ001 - a property of the format, no moment of ours


class _PlainSheet(Worksheet):
    """Writes every text as a text. The library takes `<r>…</r>` for markup of its own and would
    let it through unescaped, formulas and all.
    """

    def put_text(self, row: int, column: int, text: str) -> None:
        """A text cell, without the detour over references such as `A1`."""
        self._write_string(row, column, text)

    def put_number(self, row: int, column: int, number: float, cell_format: Any = None) -> None:
        """A number cell, without that detour."""
        self._write_number(row, column, number, cell_format)

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        if data.isprintable() and "_x" not in data:
            return data
        escaped: str = Worksheet._escape_control_characters(data)
        return escaped

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        self._xml_inline_string(string, True, attributes)


def write_workbook(target: str | os.PathLike[str] | IO[bytes], sheets: Iterable[SheetOut]) -> None:
    """Write sheets into a path or an open binary file.

    TabularRefused when a sheet has more rows than a spreadsheet can hold, or a text is too
    long for a cell: nothing is cut off silently. The target is then left untouched.
    """
    with tempfile.TemporaryDirectory(prefix="tabular-") as folder:
        book = Workbook(target, {**_OPTIONS, "tmpdir": folder})
        try:
            book.set_properties({"created": _ALWAYS})
            formats = _formats(book)
            for sheet in sheets:
                _SheetWriter(book, sheet, formats).write(sheet.rows)
        except BaseException:
            _abandon(book)
            raise
        book.close()


def _formats(book: Workbook) -> dict[str, Any]:
    return {
        "header": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        "amount": book.add_format({"num_format": "#,##0.00"}),
        "text": book.add_format({"num_format": "@"}),
    }


def _abandon(book: Workbook) -> None:
    """Leave without a file: the library would otherwise write one when it is collected."""
    for sheet in book.worksheets():
        sheet.row_data_fh.close()
    book.fileclosed = 1


class _SheetWriter:
    """Puts the rows of one sheet down, each value by its type."""

    def __init__(self, book: Workbook, sheet: SheetOut, formats: Mapping[str, Any]) -> None:
        self._name = sheet.name
        self._header = sheet.header
        self._formats = formats
        self._sheet = book.add_worksheet(sheet.name, worksheet_class=_PlainSheet)
        self._by_type: dict[type, Callable[[int, int, Any], None]] = {
            str: self._text,
            int: self._integer,
            float: self._float,
            Decimal: self._decimal,
            date: self._date,
            datetime: self._datetime,
        }
        for column, kind in enumerate(sheet.kinds):
            self._sheet.set_column(column, column, _WIDTHS.get(kind, _USUAL_WIDTH))
        self._sheet.freeze_panes(1, 0)
        for column, title in enumerate(sheet.header):
            self._sheet.write_string(0, column, writable(title), formats["header"])

    def write(self, rows: Iterable[Iterable[object]]) -> None:
        """All rows, one at a time."""
        last = 0
        for last, row in enumerate(rows, 1):
            if last >= MAX_ROW:
                raise TabularRefused(
                    _("“%(sheet)s”超过 %(count)d 行，一张工作表放不下，请改用 .csv 导出。")
                    % {"sheet": self._name, "count": MAX_ROW - 1}
                )
            for column, value in enumerate(row):
                if value is not None:
                    self._by_type.get(type(value), self._other)(last, column, value)
        if self._header:
            self._sheet.autofilter(0, 0, max(last, 1), len(self._header) - 1)

    def _text(self, row: int, column: int, text: str) -> None:
        if not text:
            return
        text = writable(text)
        if len(text) > _LONGEST_TEXT // 2 and len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
            raise TabularRefused(
                _("“%(sheet)s”第 %(row)d 行有一格超过 32767 个字，放不下，请改用 .csv 导出。")
                % {"sheet": self._name, "row": row + 1}
            )
        self._sheet.put_text(row, column, text)

    def _integer(self, row: int, column: int, number: int) -> None:
        if abs(number) < 10**EXACT_DIGITS:
            self._sheet.put_number(row, column, number)
        else:
            self._text(row, column, str(number))

    def _float(self, row: int, column: int, number: float) -> None:
        if number - number == 0:
            self._sheet.put_number(row, column, number)
        else:
            self._text(row, column, str(number))

    def _decimal(self, row: int, column: int, number: Decimal) -> None:
        """As a number where a spreadsheet keeps every digit, else as text."""
        if not number.is_finite() or Decimal(f"{number:.15g}") != number:
            self._text(row, column, as_text(number))
            return
        places = -int(number.as_tuple().exponent)
        cell_format = self._formats["amount"] if places == 2 else None
        self._sheet.put_number(row, column, float(number), cell_format)

    def _date(self, row: int, column: int, day: date) -> None:
        if day < _FIRST_DAY:
            self._text(row, column, day.isoformat())
        else:
            serial = day.toordinal() - _DAY_ZERO
            self._sheet.put_number(row, column, serial, self._formats["date"])

    def _datetime(self, row: int, column: int, moment: datetime) -> None:
        moment = local_wall_time(moment)
        if moment.date() < _FIRST_DAY:
            self._text(row, column, as_text(moment))
            return
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        serial = moment.toordinal() - _DAY_ZERO + seconds / _SECONDS
        self._sheet.put_number(row, column, serial, self._formats["datetime"])

    def _other(self, row: int, column: int, value: object) -> None:
        """True and False, words of choices, lazy translations, faults of cells: all are text."""
        self._text(row, column, as_text(value))

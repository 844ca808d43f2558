"""Reading .xlsx: looked through by us, read by calamine, its silences filled in."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from enforcement.kernel.tabular import limits
from enforcement.kernel.tabular.archive import Archive, damaged
from enforcement.kernel.tabular.errors import TabularRefused
from enforcement.kernel.tabular.package import SheetPart, worksheets
from enforcement.kernel.tabular.seen_books import facts_of
from enforcement.kernel.tabular.sheet_scan import check_part, scan_sheet
from enforcement.kernel.tabular.sheet_tags import SheetFacts, too_large
from enforcement.kernel.tabular.tables import Sheet, Workbook
from enforcement.kernel.tabular.values import UNREADABLE, Cell, Row, Rows

# The reader chooses by these endings, we by the content.
_MISLEADING = (".xls", ".xla", ".xlsb", ".ods")


def open_workbook(archive: Archive, path: Path) -> Workbook:
    """The worksheets of an .xlsx. Every sheet is loaded, so that a broken one shows at once.

    TabularRefused as in formats.md and ruling 45.
    """
    facts = facts_of(path, partial(_look_through, archive))
    with _reading():
        book = _calamine(path)
        named = [m.name for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        if named != list(facts):
            raise damaged()
        sheets = [
            Sheet(name, partial(_numbered, book.get_sheet_by_name(name), facts[name]))
            for name in named
        ]
    return Workbook(sheets, (), book.close)


def _look_through(archive: Archive) -> dict[str, SheetFacts]:
    tabs = worksheets(archive)
    if len({tab.name for tab in tabs}) < len(tabs):
        raise damaged()
    if not tabs:
        raise TabularRefused(_("工作簿里没有工作表。"))
    of_sheets = {tab.part.name for tab in tabs}
    for part in archive.parts:
        if part.name not in of_sheets:
            check_part(archive, part)
    return dict(_scanned(archive, tabs))


def _scanned(archive: Archive, tabs: list[SheetPart]) -> Iterator[tuple[str, SheetFacts]]:
    cells = 0
    for tab in tabs:
        facts = scan_sheet(archive, tab.part, tab.name)
        cells += facts.cells
        if cells > limits.MAX_BOOK:
            raise too_large(tab.name)
        yield tab.name, facts


def _calamine(path: Path) -> CalamineWorkbook:
    if path.suffix.lower() in _MISLEADING:
        with path.open("rb") as file:
            return CalamineWorkbook.from_filelike(file)
    return CalamineWorkbook.from_path(path)


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except CalamineError:
        raise damaged() from None
    except BaseException as error:
        if _is_panic(error):
            raise damaged() from None
        raise


def _is_panic(error: BaseException) -> bool:
    """The reader is written in Rust; its assertions arrive as a class that cannot be imported."""
    return type(error).__name__ == "PanicException"


def _numbered(sheet: CalamineSheet, facts: SheetFacts) -> Rows:
    """All rows from 1, blank ones too, with column A first and the faults in their places."""
    left = sheet.start[1] if sheet.start else 0
    rows = enumerate(_rows(sheet), 1)
    if not facts.faults and not left:
        return rows
    return _completed(rows, facts, left)


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """The rows as the reader gives them; one that it cannot give is all faults."""
    rows = sheet.iter_rows()
    while True:
        try:
            yield from rows
        except BaseException as error:
            if not _is_panic(error):
                raise
            yield [UNREADABLE] * sheet.width
        else:
            return


def _completed(rows: Rows, facts: SheetFacts, left: int) -> Rows:
    last = 0
    for last, row in rows:
        yield last, _with_faults([*itertools.repeat("", left), *row], facts, last)
    for number in sorted(row for row in facts.faults if row > last):
        yield number, _with_faults([], facts, number)


def _with_faults(row: list[Cell], facts: SheetFacts, number: int) -> Row:
    for column, fault in facts.faults.get(number, ()):
        if len(row) < column:
            row.extend([""] * (column - len(row)))
        row[column - 1] = fault
    return row

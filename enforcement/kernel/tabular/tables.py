"""An opened workbook, whatever it was on disk: sheets of rows with their spreadsheet numbers."""

import itertools
from collections.abc import Callable, Sequence

from enforcement.kernel.tabular.values import Row, Rows, is_blank


class Sheet:
    """One sheet: its name, its header row, and its rows as often as they are asked for."""

    def __init__(self, name: str, numbered: Callable[[], Rows]) -> None:
        self.name = name
        self._numbered = numbered
        first = next(numbered(), (0, []))
        self.header: Row = first[1] if first[0] == 1 else []

    def rows(self) -> Rows:
        """Data rows with their number in the spreadsheet (header = 1), at least as wide as it.

        Entirely blank rows are left out and counted (ruling 29).
        """
        width = len(self.header)
        for number, row in self._numbered():
            if number == 1 or not row or (is_blank(row[0]) and all(map(is_blank, row))):
                continue
            if len(row) < width:
                row = [*row, *itertools.repeat("", width - len(row))]
            yield number, row

    def let_go(self) -> None:
        """Give the memory of its cells back: there are no rows any more."""
        self._numbered = _no_rows


def _no_rows() -> Rows:
    return iter(())


class Workbook:
    """The sheets of one upload, in order. Use as a context manager."""

    def __init__(
        self, sheets: Sequence[Sheet], ignored: Sequence[str], close: Callable[[], None]
    ) -> None:
        self.sheets = tuple(sheets)
        self.ignored = tuple(ignored)  # names of files in a folder or zip that are no .csv
        self._close = close

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names as they stand on the tabs."""
        return tuple(sheet.name for sheet in self.sheets)

    def __getitem__(self, name: str) -> Sheet:
        return {sheet.name: sheet for sheet in self.sheets}[name]

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back the file and the memory."""
        self._close()

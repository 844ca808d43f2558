"""The cells of a sheet's rows, read by the readers of its fields."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from enforcement.kernel.sheets import MISSING, CellReader, Import, Outcome, Rows, Sheet
from enforcement.kernel.tabular.cells import CellError
from enforcement.kernel.tabular.values import Cell, Row


def reader_of(sheet: Sheet, run: Import) -> "RowReader":
    """The reader of a sheet: one for the whole file, for what it remembers."""
    if sheet.name not in run.readers:
        run.readers[sheet.name] = RowReader(sheet, run.positions[sheet.name], run.today)
    reader: RowReader = run.readers[sheet.name]
    return reader


class _Readings(dict[Cell, Any]):
    """What cells of a column mean, each looked at once: days, causes, words of closed lists."""

    MOST = 50_000  # a column that repeats as little as that is not worth the room

    def __init__(self, read: CellReader, today: date) -> None:
        super().__init__()
        self.read, self.today = read, today

    def __missing__(self, cell: Cell) -> Any:
        if len(self) >= self.MOST:
            self.clear()
        value = self[cell] = self.read(cell, self.today)
        return value


class _Slot(NamedTuple):
    slot: int
    place: int
    read: CellReader
    required: bool
    blank: Any
    name: str
    readings: _Readings | None


class RowReader:
    """Reads the cells of one sheet's rows as the file has them."""

    def __init__(self, sheet: Sheet, positions: Mapping[str, int], today: date) -> None:
        self.sheet, self.today = sheet.name, today
        self.absent = [MISSING if f.name not in positions else None for f in sheet.fields]
        self.has_gaps = MISSING in self.absent
        self.slots = [
            _Slot(
                slot, positions[f.name], f.read, f.must_be_filled, f.blank, f.name,
                _Readings(f.read, today) if f.is_repeated else None,
            )
            for slot, f in enumerate(sheet.fields)
            if slot and f.name in positions  # slot 0 is the key, read before grouping
        ]  # fmt: skip

    def read(self, cells: Row, number: int, outcome: Outcome) -> list[Any] | None:
        """Values in the order of the sheet's fields (the key's place stays None).

        None when a cell is faulty: every faulty cell has its error then (ruling 29).
        """
        values, today, faulty = self.absent.copy(), self.today, False
        for slot, place, read, required, blank, name, _readings in self.slots:
            try:
                value = read(cells[place], today)
            except CellError as error:
                outcome.error(self.sheet, number, name, error.sentence)
                faulty = True
                continue
            if value is None:
                if required:
                    outcome.error(self.sheet, number, name, _("必填，不能空白。"))
                    faulty = True
                value = blank
            values[slot] = value
        return None if faulty else values

    def read_all(self, rows: Rows, outcome: Outcome) -> list[list[Any] | None]:
        """`read` for many rows, without the key's place.

        A column at a time, a fifth cheaper; faulty rows once more for their errors.
        """
        if not rows:
            return []
        cells = list(zip(*[row for _number, row in rows], strict=False))
        columns: list[Iterable[Any]] = [repeat(absent, len(rows)) for absent in self.absent]
        faulty: set[int] = set()
        for slot in self.slots:
            columns[slot.slot] = self._read_column(slot, cells[slot.place], faulty)
        values: list[list[Any] | None] = list(map(list, zip(*columns[1:], strict=True)))
        for place in sorted(faulty):
            self.read(rows[place][1], rows[place][0], outcome)
            values[place] = None
        return values

    def _read_column(self, slot: _Slot, cells: Sequence[Cell], faulty: set[int]) -> list[Any]:
        """Values of a column; where there is none the row is `faulty`."""
        try:
            values = self._values(slot, cells)
        except CellError:
            values = self._values_one_by_one(slot, cells, faulty)
        if None in values:
            if slot.required:
                faulty.update(place for place, value in enumerate(values) if value is None)
            elif slot.blank is not None:
                return [slot.blank if value is None else value for value in values]
        return values

    def _values(self, slot: _Slot, cells: Sequence[Cell]) -> list[Any]:
        # True and 1 are one key of a dict, but not one meaning.
        if slot.readings is not None and bool not in set(map(type, cells)):
            return list(map(slot.readings.__getitem__, cells))
        return list(map(slot.read, cells, repeat(self.today)))

    def _values_one_by_one(self, slot: _Slot, cells: Sequence[Cell], faulty: set[int]) -> list[Any]:
        values: list[Any] = []
        for place, cell in enumerate(cells):
            try:
                values.append(slot.read(cell, self.today))
            except CellError:
                values.append(slot.blank)
                faulty.add(place)
        return values

"""Reading the XML of a sheet tag by tag: positions of cells, formulas without a result, errors."""

import re
from xml.parsers import expat

from django.utils.translation import gettext as _

from enforcement.kernel.tabular import limits
from enforcement.kernel.tabular.archive import damaged
from enforcement.kernel.tabular.errors import TabularRefused
from enforcement.kernel.tabular.package import foreign_entities
from enforcement.kernel.tabular.values import NO_RESULT, CellFault

_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_SHOWN_LENGTH = 40

Attributes = dict[str, str]
Place = tuple[int, int]  # row and column, both from 1


class SheetFacts:
    """The cells of a sheet without a usable value: row → [(column, fault)], from 1."""

    def __init__(self) -> None:
        self.faults: dict[int, list[tuple[int, CellFault]]] = {}
        self._count = 0

    def add(self, fault: CellFault, first: Place, last: Place, sheet: str) -> None:
        """Note the same fault for a rectangle of cells. TabularRefused for very many."""
        self._count += (last[0] - first[0] + 1) * (last[1] - first[1] + 1)
        if self._count > limits.MAX_FAULTS:
            raise TabularRefused(
                _("工作表“%(sheet)s”有大量公式没有结果，请在表格软件中打开并保存一次后再上传。")
                % {"sheet": sheet}
            )
        for row in range(first[0], last[0] + 1):
            cells = self.faults.setdefault(row, [])
            cells.extend((column, fault) for column in range(first[1], last[1] + 1))


class SoundnessParser:
    """Feeds XML through expat, which fetches nothing. Document types are refused."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = _refuse_declaration

    def feed(self, chunk: bytes, last: bool = False) -> None:
        """Take the next bytes. TabularRefused when they are not sound XML."""
        try:
            self._parser.Parse(chunk, last)
        except (expat.ExpatError, ValueError, LookupError):
            raise damaged() from None

    def finish(self) -> None:
        """That was all. TabularRefused when something is still open."""
        self.feed(b"", last=True)


class SheetParser(SoundnessParser):
    """Also follows the cells of one sheet, counting rows and columns as a spreadsheet does."""

    def __init__(self, sheet: str) -> None:
        super().__init__()
        self._sheet = sheet
        self._facts = SheetFacts()
        self._place: Place = (0, 0)
        self._reach: Place = (0, 0)
        self._cell: Attributes | None = None
        self._formula: Attributes | None = None
        self._value: str | None = None
        self._in_value = False
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def result(self) -> SheetFacts:
        """The facts, once all was fed. TabularRefused when the cells reach too far."""
        self.finish()
        if self._reach[0] * self._reach[1] > limits.MAX_AREA:
            raise TabularRefused(
                _("工作表“%(sheet)s”占用的范围过大，请删去表格以外的内容。")
                % {"sheet": self._sheet}
            )
        return self._facts

    def _start(self, tag: str, attributes: Attributes) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "row":
            self._open_row(attributes.get("r"))
        elif self._cell is not None and tag == "f":
            self._formula = attributes
        elif self._cell is not None and tag in ("v", "is"):
            self._value, self._in_value = "", True

    def _text(self, data: str) -> None:
        if self._in_value and self._value is not None and len(self._value) < _SHOWN_LENGTH:
            self._value += data

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c" and self._cell is not None:
            self._close_cell(self._cell)
        elif tag in ("v", "is"):
            self._in_value = False

    def _open_row(self, number: str | None) -> None:
        if number is not None and not (number.isdecimal() and len(number) <= 7):
            raise damaged()
        self._place = (int(number) if number else self._place[0] + 1, 0)

    def _open_cell(self, attributes: Attributes) -> None:
        self._cell, self._formula, self._value = attributes, None, None
        reference = attributes.get("r")
        row, column = self._place
        self._place = place_of(reference) if reference is not None else (row, column + 1)
        if self._place[0] > limits.MAX_ROW or self._place[1] > limits.MAX_COLUMN:
            raise damaged()

    def _close_cell(self, cell: Attributes) -> None:
        fault = self._fault(cell)
        if fault:
            last = self._array_end() if fault is NO_RESULT else self._place
            self._facts.add(fault, self._place, last, self._sheet)
        elif self._value is not None:
            self._reach = (
                max(self._reach[0], self._place[0]),
                max(self._reach[1], self._place[1]),
            )
        self._cell = None

    def _fault(self, cell: Attributes) -> CellFault | None:
        """Ruling 38: a formula with a stored result counts by it, and an empty text is one."""
        kind = cell.get("t")
        if kind == "e":
            return CellFault((self._value or "").strip() or "#N/A")
        if self._formula is None or self._value or (self._value == "" and kind == "str"):
            return None
        return NO_RESULT

    def _array_end(self) -> Place:
        """The last cell that the formula fills: all of them are as blank as the first."""
        area = (self._formula or {}).get("ref", "")
        if (self._formula or {}).get("t") not in ("array", "dataTable") or ":" not in area:
            return self._place
        last = place_of(area.partition(":")[2])
        return (max(last[0], self._place[0]), max(last[1], self._place[1]))


def place_of(reference: str) -> Place:
    """`C5` → (5, 3). TabularRefused for what is no cell."""
    found = _PLACE.fullmatch(reference)
    if found is None:
        raise damaged()
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _refuse_declaration(*_details: object) -> None:
    raise foreign_entities()

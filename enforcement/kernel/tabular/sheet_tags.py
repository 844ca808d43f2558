"""Reading the XML of a sheet tag by tag: positions of cells, formulas without a result, errors."""

import re
from functools import lru_cache
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
    """What a sheet holds: how many cells at the most, and those without a usable value."""

    def __init__(self, cells: int = 0) -> None:
        self.cells = cells
        self.faults: dict[int, list[tuple[int, CellFault]]] = {}  # row → [(column, fault)], from 1
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
    """Also follows the cells of one sheet, counting rows and columns as a spreadsheet does.

    Only opening tags are looked at, for speed: a cell is judged when the next one begins.
    """

    def __init__(self, sheet: str) -> None:
        super().__init__()
        self._sheet = sheet
        self._facts = SheetFacts()
        self._place: Place = (0, 0)
        self._last_row = self._last_column = self._tags = 0
        self._cell: Attributes | None = None
        self._formula: Attributes | None = None
        self._value: str | None = None
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start

    def result(self) -> SheetFacts:
        """The facts, once all was fed. TabularRefused when the cells reach too far."""
        self.finish()
        self._judge()
        self._facts.cells = max(self._facts.cells, self._last_row * self._last_column)
        return self._facts

    def _start(self, tag: str, attributes: Attributes) -> None:
        self._tags += 1
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            self._judge()
            self._open_cell(attributes)
        elif tag == "row":
            self._judge()
            self._open_row(attributes.get("r"))
        else:
            self._enter(tag, attributes)

    def _enter(self, tag: str, attributes: Attributes) -> None:
        """Inside a cell: a formula, a stored value, a text."""
        self._parser.CharacterDataHandler = None
        if tag == "f":
            self._formula = attributes
        elif tag == "v":
            self._value = ""
            self._parser.CharacterDataHandler = self._text
        elif tag == "is":
            self._value = "text"
        elif self._tags > limits.MAX_TAGS:
            raise too_large(self._sheet)

    def _text(self, data: str) -> None:
        self._value = ((self._value or "") + data.strip())[:_SHOWN_LENGTH]

    def _open_row(self, number: str | None) -> None:
        if number is not None and not (number.isdecimal() and len(number) <= 7):
            raise damaged()
        self._place = (int(number) if number else self._place[0] + 1, 0)

    def _open_cell(self, attributes: Attributes) -> None:
        self._cell, self._formula, self._value = attributes, None, None
        reference = attributes.get("r")
        row, column = self._place
        self._place = place_of(reference) if reference is not None else (row, column + 1)
        self._facts.cells += 1
        if self._place[0] > limits.MAX_ROW or self._place[1] > limits.MAX_COLUMN:
            raise damaged()
        if self._facts.cells > limits.MAX_CELLS:
            raise too_large(self._sheet)

    def _judge(self) -> None:
        """The cell that was open is complete."""
        if self._cell is None:
            return
        fault = self._fault(self._cell)
        if fault:
            last = self._array_end() if fault is NO_RESULT else self._place
            self._facts.add(fault, self._place, last, self._sheet)
        elif self._value is not None:
            row, column = self._place
            if row > self._last_row:
                self._last_row = row
            if column > self._last_column:
                self._last_column = column
        self._cell = None

    def _fault(self, cell: Attributes) -> CellFault | None:
        """Ruling 38: a formula with a stored result counts by it, and an empty text is one."""
        kind = cell.get("t")
        if kind == "e":
            return CellFault(self._value or "#N/A")
        if self._formula is None or self._value or (self._value == "" and kind == "str"):
            return None
        return NO_RESULT

    def _array_end(self) -> Place:
        """The last cell that the formula fills: all of them are as blank as the first."""
        formula = self._formula or {}
        area = formula.get("ref", "")
        if formula.get("t") not in ("array", "dataTable") or ":" not in area:
            return self._place
        last = place_of(area.partition(":")[2])
        return (max(last[0], self._place[0]), max(last[1], self._place[1]))


def too_large(sheet: str) -> TabularRefused:
    """The refusal of cells so many or so far apart that reading them would burst the machine."""
    return TabularRefused(
        _("工作表“%(sheet)s”占用的范围过大，请删去表格以外的内容。") % {"sheet": sheet}
    )


def place_of(reference: str) -> Place:
    """`C5` → (5, 3). TabularRefused for what is no cell."""
    found = _PLACE.fullmatch(reference)
    if found is None:
        raise damaged()
    return int(found[2]), _column_number(found[1])


@lru_cache(maxsize=1024)
def _column_number(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column


def _refuse_declaration(*_details: object) -> None:
    raise foreign_entities()

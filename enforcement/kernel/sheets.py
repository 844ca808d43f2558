"""The sheets of the ledger workbook, offered by the apps that own what is in them (joint 5).

Sheets that go in whole or not at all together form a group: the cases with all their rows, the
petitions one by one. The desk reads a file, sorts its rows by the group's key and hands them over
batch by batch; a group's session checks, compares and, unless asked not to, writes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol

from django.utils.functional import Promise

from enforcement.kernel.tabular.headers import Column
from enforcement.kernel.tabular.values import Cell, Kind, Row

MISSING = object()
"""Value of a column that the file does not have: what is stored stays (ruling 34)."""

CellReader = Callable[[Cell, date], Any]
Rows = list[tuple[int, Row]]  # (number in the spreadsheet, cells in the order of the file)


@dataclass(frozen=True)
class Field:
    """A column of a sheet and what its cells mean. `read` gets the cell and today's date."""

    column: Column
    read: CellReader
    blank: Any = None
    blank_ok: bool = False  # for a column that has to be there: its cells may be blank
    is_private: bool = False  # exported only to who may reveal identity numbers
    repeats: bool = False  # a text that comes again and again, as a cause does

    @property
    def name(self) -> str:
        """The Chinese name of the column, also in errors (ruling 29)."""
        return self.column.name_zh

    @property
    def must_be_filled(self) -> bool:
        """A blank cell is a fault."""
        return self.column.required and not self.blank_ok

    @property
    def is_dated(self) -> bool:
        """Whether its cells may be dates."""
        return self.column.kind in (Kind.DATE, Kind.DATETIME)

    @property
    def is_repeated(self) -> bool:
        """Whether many of its cells are alike."""
        return self.repeats or self.column.kind in (Kind.DATE, Kind.CHOICE)


class Fault(NamedTuple):
    """What is wrong with a cell, or merely worth saying. `row` as in the spreadsheet."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass
class Counts:
    """What became of the rows of one sheet."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0

    def as_json(self) -> dict[str, int]:
        """The object of design 8."""
        return dict(vars(self))

    def add(self, other: "Counts") -> None:
        """Add the figures of another batch."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass
class Outcome:
    """What became of a batch: counts and sentences by sheet, and the rows that were rejected."""

    counts: dict[str, Counts] = field(default_factory=dict)
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    rejected: dict[str, dict[int, Row]] = field(default_factory=dict)
    _said: dict[int, tuple[Promise, str]] = field(default_factory=dict)

    def of(self, sheet: str) -> Counts:
        """Counts of a sheet."""
        return self.counts.setdefault(sheet, Counts())

    def error(self, sheet: str, row: int, column: str, message: str) -> None:
        """A faulty cell. The row is rejected by `reject`, once."""
        self.errors.append(Fault(sheet, row, column, message))

    def warn(self, sheet: str, row: int, column: str, message: str | Promise) -> None:
        """Something to look at; never rejects. A lazy sentence is put into words once."""
        if isinstance(message, Promise):
            if id(message) not in self._said:
                self._said[id(message)] = message, str(message)
            message = self._said[id(message)][1]
        self.warnings.append(Fault(sheet, row, column, message))

    def reject(self, sheet: str, row: int, cells: Row) -> None:
        """The row stays out."""
        self.of(sheet).rejected += 1
        self.rejected.setdefault(sheet, {})[row] = cells

    def merge(self, other: "Outcome") -> None:
        """Add what became of another batch."""
        for sheet, counts in other.counts.items():
            self.of(sheet).add(counts)
        self.errors += other.errors
        self.warnings += other.warnings
        for sheet, rows in other.rejected.items():
            self.rejected.setdefault(sheet, {}).update(rows)


@dataclass
class Import:
    """One run over one file: who, when, which courts, where each column stands.

    `courts` None: no limit (the command line). `event` is the import's own audit event.
    """

    today: date
    by: Any = None
    courts: frozenset[str] | None = None
    writes: bool = True
    positions: dict[str, dict[str, int]] = field(default_factory=dict)  # sheet → column → index
    event: int | None = None
    open_event: Callable[[], int] | None = None
    readers: dict[str, Any] = field(default_factory=dict)  # see row_reading.reader_of

    def parent_event(self) -> int | None:
        """The import's own event, written with the first change; events of records hang on it."""
        if self.event is None and self.open_event is not None:
            self.event = self.open_event()
        return self.event

    def has(self, sheet: str) -> bool:
        """Whether the file has this sheet."""
        return sheet in self.positions


class Keyed(NamedTuple):
    """All rows of one key (a case, a petition) by the name of their sheet.

    `content` is a hash over their cells, None where nobody took it.
    """

    key: str
    rows: dict[str, Rows]
    content: bytes | None = None


class Session(Protocol):
    """A group at work on one file. `spelled` are texts whose key is known by now."""

    @property
    def spelled(self) -> Mapping[str, str]: ...

    def key(self, cell: Cell) -> str:
        """The key that a cell names, in its one spelling. CellError when it names none."""

    def run(self, batch: Sequence[Keyed]) -> Outcome:
        """Take a batch in, inside the caller's transaction; in dry runs compare only."""


class Sheet(Protocol):
    """A sheet of the workbook. The first field is the key of its group."""

    @property
    def name(self) -> str: ...

    @property
    def alias(self) -> str: ...

    @property
    def group(self) -> str: ...

    @property
    def order(self) -> int: ...

    @property
    def fields(self) -> tuple[Field, ...]: ...

    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        """Rows of what was chosen, cells in the order of `fields`; private ones as None."""


@dataclass(frozen=True)
class Group:
    """Sheets that go in together. `session` begins work on a file."""

    name: str
    order: int
    session: Callable[[Import], Session]


_groups: dict[str, Group] = {}
_sheets: dict[str, Sheet] = {}


def register_group(group: Group) -> None:
    """Offer a group; `AppConfig.ready()` of the app that owns its key."""
    _groups[group.name] = group


def register(sheet: Sheet) -> None:
    """Offer a sheet; `AppConfig.ready()` of the app that owns its rows."""
    _sheets[sheet.name] = sheet


def groups() -> list[Group]:
    """All groups in the order in which they go in."""
    return sorted(_groups.values(), key=lambda group: group.order)


def all_sheets() -> list[Sheet]:
    """All sheets in the order of the workbook."""
    return sorted(_sheets.values(), key=lambda sheet: sheet.order)


def of_group(name: str) -> list[Sheet]:
    """The sheets of a group in order: each may rely on those before it."""
    return [sheet for sheet in all_sheets() if sheet.group == name]

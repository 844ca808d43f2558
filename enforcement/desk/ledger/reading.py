"""Opening a ledger: which sheet is which, where each column stands, rows sorted by their key."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from enforcement.kernel import sheets
from enforcement.kernel.row_reading import reader_of
from enforcement.kernel.sheets import Import, Keyed, Outcome, Rows, Session
from enforcement.kernel.tabular import (
    CellError,
    TabularRefused,
    Workbook,
    match_columns,
    open_tables,
    plain_name,
)
from enforcement.kernel.tabular import Sheet as Table
from enforcement.kernel.tabular.contents import Contents, row_writer
from enforcement.kernel.tabular.values import Row

REASON = "原因"  # the column that our own rejects workbook adds


@dataclass
class OfGroup:
    """The rows of a group: by sheet and key, and a hash over those of each key."""

    rows: dict[str, dict[str, Rows]] = field(default_factory=dict)
    contents: Contents = field(default_factory=Contents)

    def take_out(self, key: str) -> Keyed:
        """What a key has; it is forgotten here."""
        rows = {name: of_key.pop(key) for name, of_key in self.rows.items() if key in of_key}
        return Keyed(key, rows, self.contents.pop(key).digest())


@dataclass
class Ledger:
    """A file read into memory, headers as they were."""

    groups: dict[str, OfGroup] = field(default_factory=dict)
    headers: dict[str, Row] = field(default_factory=dict)
    total: int = 0

    def batches(self, group: str, size: int) -> Iterator[list[Keyed]]:
        """The keys of a group in order, some at a time; what was handed out is forgotten."""
        of_group = self.groups.get(group, OfGroup())
        keys = sorted(of_group.contents)
        for start in range(0, len(keys), size):
            yield [of_group.take_out(key) for key in keys[start : start + size]]


def open_ledger(path: str | os.PathLike[str]) -> Workbook:
    """Open the file. TabularRefused, one sentence, for what is no ledger (ruling 45)."""
    return open_tables(path)


def match_sheets(book: Workbook, run: Import, outcome: Outcome) -> dict[str, Table]:
    """The tables of the file by the names of our sheets; positions go into the run.

    TabularRefused when no sheet is known, when one comes twice or lacks a required column
    (ruling 33). Unknown sheets and columns are warnings.
    """
    known = {plain_name(n): s for s in sheets.all_sheets() for n in (s.name, s.alias)}
    found: dict[str, Table] = {}
    for table in book.sheets:
        sheet = known.get(plain_name(table.name))
        if sheet is None:
            outcome.warn(table.name, 1, "", _("不认识工作表“%s”，已忽略。") % table.name)
            continue
        if sheet.name in found:
            raise TabularRefused(_("工作表“%s”出现了两次，请合并成一张。") % sheet.name)
        found[sheet.name] = table
        columns = [each.column for each in sheet.fields]
        match = match_columns(table.header, columns, sheet.name)
        run.positions[sheet.name] = match.positions
        for warning in match.warnings:
            if warning.column != REASON:
                outcome.warn(sheet.name, 1, warning.column, warning.sentence)
    for name in book.ignored:
        outcome.warn(name, 1, "", _("文件“%s”不是 .csv，已忽略。") % name)
    if not found:
        names = "、".join(sheet.name for sheet in sheets.all_sheets())
        raise TabularRefused(_("没有台账的工作表，表名应为：%s。") % names)
    return found


def read_rows(
    tables: dict[str, Table], run: Import, sessions: dict[str, Any], outcome: Outcome
) -> Ledger:
    """All rows by their key. Rows whose key cannot be read are rejected here."""
    ledger = Ledger(headers={name: table.header for name, table in tables.items()})
    shared: dict[str, str] = {}  # of texts that come again and again one copy in memory
    for sheet in sheets.all_sheets():
        if sheet.name in tables:
            of_group = ledger.groups.setdefault(sheet.group, OfGroup())
            session = sessions[sheet.group]
            ledger.total += _read_sheet(
                sheet, tables[sheet.name], session, of_group, (run, outcome, shared)
            )
            tables[sheet.name].let_go()
    return ledger


def _read_sheet(
    sheet: sheets.Sheet,
    table: Table,
    session: Session,
    of_group: OfGroup,
    about: tuple[Import, Outcome, dict[str, str]],
) -> int:
    run, outcome, shared = about
    positions, name, count = run.positions[sheet.name], sheet.name, 0
    place, key_of, spelled = positions[sheet.fields[0].name], session.key, session.spelled
    of_key, contents = of_group.rows.setdefault(name, {}), of_group.contents
    write = row_writer(name, [positions[f.name] for f in _there(sheet, run) if f.is_dated])
    alike, share = (
        [positions[f.name] for f in _there(sheet, run) if f.is_repeated],
        shared.setdefault,
    )
    for number, row in table.rows():
        count += 1
        cell = row[place]
        key = spelled.get(cell) if cell.__class__ is str else None
        if key is None:
            try:
                key = key_of(cell)
            except CellError as error:
                outcome.of(name).rows += 1
                outcome.error(name, number, sheet.fields[0].name, error.sentence)
                reader_of(sheet, run).read(row, number, outcome)
                outcome.reject(name, number, row)
                continue
        contents[key].update(write(row))
        cells = list(row)
        for at in alike:
            if (text := cells[at]).__class__ is str:
                cells[at] = share(text, text)
        if key in of_key:
            of_key[key].append((number, cells))
        else:
            of_key[key] = [(number, cells)]
    return count


def _there(sheet: sheets.Sheet, run: Import) -> list[sheets.Field]:
    """The fields of a sheet whose columns the file has."""
    return [each for each in sheet.fields if each.name in run.positions[sheet.name]]

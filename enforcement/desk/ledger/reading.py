"""Opening a ledger: which sheet is which, where each column stands, rows sorted by their key."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from enforcement.kernel import sheets
from enforcement.kernel.sheets import Import, Keyed, Outcome, RowReader, Rows, Session
from enforcement.kernel.tabular import (
    CellError,
    TabularRefused,
    Workbook,
    match_columns,
    open_tables,
    plain_name,
)
from enforcement.kernel.tabular import Sheet as Table
from enforcement.kernel.tabular.values import Row

REASON = "原因"  # the column that our own rejects workbook adds
SHARED = 20  # texts up to this length come again and again: one copy in memory


@dataclass
class Ledger:
    """A file read into memory: rows by group and key, headers as they were."""

    rows: dict[str, dict[str, dict[str, Rows]]] = field(default_factory=dict)
    headers: dict[str, Row] = field(default_factory=dict)
    total: int = 0

    def batches(self, group: str, size: int) -> Iterator[list[Keyed]]:
        """The keys of a group in order, some at a time; what was handed out is forgotten."""
        keyed = self.rows.get(group, {})
        keys = sorted(keyed)
        for start in range(0, len(keys), size):
            yield [Keyed(key, keyed.pop(key)) for key in keys[start : start + size]]


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
    shared: dict[str, str] = {}
    for sheet in sheets.all_sheets():
        if sheet.name in tables:
            keyed = ledger.rows.setdefault(sheet.group, {})
            session = sessions[sheet.group]
            ledger.total += _read_sheet(
                sheet, tables[sheet.name], session, keyed, (run, outcome, shared)
            )
    return ledger


def _read_sheet(
    sheet: sheets.Sheet,
    table: Table,
    session: Session,
    keyed: dict[str, dict[str, Rows]],
    about: tuple[Import, Outcome, dict[str, str]],
) -> int:
    run, outcome, shared = about
    positions, name, count = run.positions[sheet.name], sheet.name, 0
    place, faulty = positions[sheet.fields[0].name], RowReader(sheet, positions, run.today)
    share, spelled, key_of = shared.setdefault, session.spelled, session.key
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
                faulty.read(row, number, outcome)
                outcome.reject(name, number, row)
                continue
        cells = [share(c, c) if c.__class__ is str and len(c) <= SHARED else c for c in row]
        of_key = keyed.get(key)
        if of_key is None:
            of_key = keyed[key] = {}
        if name in of_key:
            of_key[name].append((number, cells))
        else:
            of_key[name] = [(number, cells)]
    return count

"""Writes the demonstration as a ledger workbook, one sheet after another, in flat memory."""

from collections.abc import Iterator
from pathlib import Path

from enforcement.desk.demo import cells
from enforcement.desk.demo.bureau import Plan, stream
from enforcement.kernel.tabular import SheetOut, write_workbook


def write_ledger(plan: Plan, target: Path) -> None:
    """The workbook of formats.md. Each sheet runs the stream anew: nothing is kept."""
    write_workbook(
        target,
        [SheetOut(name, header, rows(plan, name)) for name, header in cells.COLUMNS.items()],
    )


def rows(plan: Plan, sheet: str) -> Iterator[cells.Row]:
    """All rows of one sheet."""
    for batch in stream(plan):
        if sheet == cells.PETITIONS:
            yield from map(cells.petition_row, batch.petitions)
        else:
            for case in batch.cases:
                yield from cells.ROWS[sheet](case)

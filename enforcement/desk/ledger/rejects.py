"""The rejects workbook: the rows that stayed out, each with its reasons (ruling 44)."""

import os
from collections import defaultdict
from collections.abc import Iterator
from typing import IO

from enforcement.desk.ledger.reading import REASON
from enforcement.desk.ledger.reports import Report
from enforcement.kernel import sheets
from enforcement.kernel.tabular import SheetOut, write_workbook


def write_rejects(target: str | os.PathLike[str] | IO[bytes], report: Report) -> None:
    """Same sheets and headers plus 原因; texts and values only, so that it can be mended and
    imported again.
    """
    write_workbook(target, _sheets(report))


def _sheets(report: Report) -> Iterator[SheetOut]:
    reasons: dict[tuple[str, int], list[str]] = defaultdict(list)
    for fault in report.outcome.errors:
        reasons[fault.sheet, fault.row].append(f"{fault.column}：{fault.message}")
    for sheet in sheets.all_sheets():
        if sheet.name in report.headers:
            yield _sheet(report, sheet.name, reasons)


def _sheet(report: Report, name: str, reasons: dict[tuple[str, int], list[str]]) -> SheetOut:
    header = [str(cell) if cell is not None else "" for cell in report.headers[name]]
    places = [place for place, title in enumerate(header) if title.strip() != REASON]
    rows = (
        [*(cells[place] for place in places), " ".join(reasons[name, number])]
        for number, cells in sorted(report.outcome.rejected.get(name, {}).items())
    )
    return SheetOut(name, [*(header[place] for place in places), REASON], rows)

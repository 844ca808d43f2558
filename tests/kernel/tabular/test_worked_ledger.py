"""The worked ledger reads whole: as a workbook, and as a folder of .csv in Chinese encoding."""

import csv
import io
import json
from datetime import date

import pytest

from enforcement.kernel.tabular import (
    CellError,
    open_tables,
    read_amount,
    read_date,
    read_datetime,
    read_yes_no,
    write_csv,
)
from enforcement.kernel.tabular.formulas import defuse
from enforcement.kernel.tabular.outgoing import as_text
from tests.real_data import real_data

TODAY = date(2019, 12, 31)
DATES = {"立案日期", "结案日期", "起", "received_on", "paid_on", "决定日期", "公布日期"}
AMOUNTS = {"申请执行标的", "到位金额", "amount", "paid_amount"}
YES_NO = {"有财产可供执行", "终本合格", "supervised", "resolved", "satisfied"}


def expected_rows():
    counts = json.loads(real_data("worked/import_counts.json").read_text("utf-8"))
    return {name: count["rows"] for name, count in counts.items()}


@pytest.fixture(scope="module")
def ledger():
    with open_tables(real_data("worked/ledger.xlsx")) as book:
        yield book


def test_ledger__row_counts(ledger):
    assert {
        sheet.name: sum(1 for _row in sheet.rows()) for sheet in ledger.sheets
    } == expected_rows()


def _read(title, cell):
    if title in DATES:
        return read_date(cell, TODAY)
    if title in AMOUNTS:
        return read_amount(cell)
    if title in YES_NO:
        return read_yes_no(cell)
    return read_datetime(cell, TODAY) if title == "时间" else None


def test_ledger__no_cell_is_refused(ledger):
    refused, seen = [], set()
    for sheet in ledger.sheets:
        for number, row in sheet.rows():
            for title, cell in zip(sheet.header, row, strict=True):
                try:
                    seen.add(type(_read(title, cell)))
                except CellError as fault:
                    refused.append((sheet.name, number, title, fault.sentence))

    assert refused == []
    assert len(seen) == 5


def test_ledger__the_same_as_a_folder_of_csv(ledger, tmp_path):
    for sheet in ledger.sheets:
        rows = [row for _number, row in sheet.rows()]
        text = b"".join(write_csv(sheet.header, rows)).decode("utf-8-sig")
        (tmp_path / f"{sheet.name}.csv").write_bytes(text.encode("gb18030"))

    with open_tables(tmp_path) as folder:
        assert {s.name: sum(1 for _row in s.rows()) for s in folder.sheets} == expected_rows()
        for sheet in ledger.sheets:
            pairs = zip(sheet.rows(), folder[sheet.name].rows(), strict=True)
            for (_n, there), (_m, here) in pairs:
                for title, left, right in zip(sheet.header, there, here, strict=True):
                    assert _read(title, left) == _read(title, right)


def test_ledger__another_reader_of_csv_agrees(ledger):
    sheet = ledger["进展"]
    rows = [row for _number, row in sheet.rows()]
    text = b"".join(write_csv(sheet.header, rows)).decode("utf-8-sig")

    written = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert written == [[defuse(as_text(cell)) for cell in row] for row in rows]

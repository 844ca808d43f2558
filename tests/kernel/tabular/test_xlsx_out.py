"""Writing workbooks: real dates and numbers, texts that stay texts, memory that stays flat."""

import io
import tempfile
import tracemalloc
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal

import openpyxl
import pytest

from enforcement.kernel.clock import SHANGHAI
from enforcement.kernel.tabular import (
    CellFault,
    Kind,
    SheetOut,
    TabularRefused,
    open_tables,
    write_workbook,
    xlsx_out,
)
from enforcement.kernel.tabular.values import NO_RESULT


def written(tmp_path, *rows, header=("甲", "乙")):
    """The first sheet of what was written, as another library sees it."""
    path = tmp_path / "out.xlsx"
    write_workbook(path, [SheetOut("案件", header, rows)])
    return openpyxl.load_workbook(path)["案件"]


@pytest.mark.parametrize(
    ("value", "shown", "number_format"),
    [
        ("案号", "案号", "General"),
        (date(2018, 7, 2), datetime(2018, 7, 2, tzinfo=UTC).replace(tzinfo=None), "yyyy-mm-dd"),
        (
            datetime(2018, 7, 2, 1, 5, 7, tzinfo=UTC),
            datetime(2018, 7, 2, 9, 5, 7, tzinfo=UTC).replace(tzinfo=None),
            "yyyy-mm-dd hh:mm:ss",
        ),
        (date(1899, 5, 4), "1899-05-04", "General"),
        (date(1900, 2, 28), "1900-02-28", "General"),
        (datetime(1899, 5, 4, 3, tzinfo=SHANGHAI), "1899-05-04 03:00:00", "General"),
        (Decimal("1234.50"), 1234.5, "#,##0.00"),
        (Decimal("-0.01"), -0.01, "#,##0.00"),
        (Decimal("0.000175"), 0.000175, "General"),
        (Decimal(12), 12, "General"),
        (Decimal("12345678901234.56"), "12345678901234.56", "General"),
        (Decimal("NaN"), "NaN", "General"),
        (7, 7, "General"),
        (10**15, "1000000000000000", "General"),
        (1.5, 1.5, "General"),
        (float("nan"), "nan", "General"),
        (True, "是", "General"),
        (False, "否", "General"),
        (None, None, "General"),
        ("", None, "General"),
        (time(9, 5), "09:05:00", "General"),
        (Kind.TEXT, "text", "General"),
        (NO_RESULT, "（公式无结果）", "General"),
        (CellFault("#N/A"), "#N/A", "General"),
    ],
)
def test_write_workbook__a_value_becomes(tmp_path, value, shown, number_format):
    cell = written(tmp_path, ["x", value])["B2"]

    assert cell.value == shown
    assert cell.number_format == number_format


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "{=SUM(A1)}",
        "+1",
        "-1",
        "@A1",
        "\t=1",
        "http://example.invalid/",
        "<r><t>x</t></r>",
        '<r></is></c><c r="C2"><f>1+1</f></c><c><is></r>',
        "_x0041_",
        "<&>\"'",
        "123",
        "2018-07-02",
        "TRUE",
        "  案  ",
        "a\nb\r\nc",
    ],
)
def test_write_workbook__a_text_stays_a_text(tmp_path, text):
    write_workbook(tmp_path / "out.xlsx", [SheetOut("案件", ["甲"], [[text]])])

    with zipfile.ZipFile(tmp_path / "out.xlsx") as bundle:
        xml = bundle.read("xl/worksheets/sheet1.xml")
        assert not [name for name in bundle.namelist() if "sheet1.xml.rels" in name]
    assert b"<f>" not in xml
    assert xml.count(b"<c ") == 2
    with open_tables(tmp_path / "out.xlsx") as book:
        assert list(book["案件"].rows()) == [(2, [text])]


def test_write_workbook__what_no_file_can_carry_is_left_out(tmp_path):
    assert written(tmp_path, ["a\x00b\x1fc\ud800d\ufffee", "x"])["A2"].value == "abcde"


def test_write_workbook__sheets_headers_and_widths(tmp_path):
    path = tmp_path / "out.xlsx"
    sheets = [
        SheetOut("案件", ["案号", "=立案日期"], [["a", date(2018, 7, 2)]], [Kind.TEXT, Kind.DATE]),
        SheetOut("案款", ["案号"], []),
        SheetOut("空", [], []),
    ]
    write_workbook(path, sheets)

    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["案件", "案款", "空"]
    assert [cell.value for cell in book["案件"][1]] == ["案号", "=立案日期"]
    assert book["案件"]["B1"].data_type == "s"
    assert book["案件"].freeze_panes == "A2"
    assert book["案件"].auto_filter.ref == "A1:B2"
    assert book["案件"].column_dimensions["B"].width > 11


def test_write_workbook__into_an_open_file_and_always_the_same_bytes():
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        write_workbook(file, [SheetOut("案件", ["案号"], [["a", 1], ["b", 2]])])

    assert files[0].getvalue() == files[1].getvalue()


def test_write_workbook__too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_out, "MAX_ROW", 4)
    path = tmp_path / "out.xlsx"

    write_workbook(path, [SheetOut("案件", ["甲"], [["x"]] * 3)])
    assert path.exists()
    path.unlink()
    with pytest.raises(TabularRefused, match="“案件”超过 3 行"):
        write_workbook(path, [SheetOut("案件", ["甲"], [["x"]] * 4)])
    assert not path.exists()


@pytest.mark.parametrize(
    ("text", "fits"),
    [("案" * 32_767, True), ("案" * 32_768, False), ("😀" * 16_383, True), ("😀" * 16_384, False)],
)
def test_write_workbook__too_long_a_text_is_refused(tmp_path, text, fits):
    sheets = [SheetOut("案件", ["甲"], [[text]])]
    if not fits:
        with pytest.raises(TabularRefused, match="第 2 行有一格超过 32767 个字"):
            write_workbook(tmp_path / "out.xlsx", sheets)
        return
    write_workbook(tmp_path / "out.xlsx", sheets)
    with open_tables(tmp_path / "out.xlsx") as book:
        assert list(book["案件"].rows()) == [(2, [text])]


def test_write_workbook__a_source_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    def rows():
        yield ["a"]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="went away"):
        write_workbook(tmp_path / "out.xlsx", [SheetOut("案件", ["甲"], rows())])
    assert [path.name for path in tmp_path.iterdir()] == ["temporary"]
    assert list((tmp_path / "temporary").iterdir()) == []


def _growth(count):
    """Most memory that Python held at once while so many rows were written."""
    rows = ([f"（2018）赣0302执{n}号", date(2018, 7, 2), Decimal(n), "执行"] for n in range(count))
    tracemalloc.start()
    write_workbook(io.BytesIO(), [SheetOut("案件", ["案号", "日期", "标的", "方式"], rows)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.slow
def test_write_workbook__memory_does_not_grow_with_rows():
    small, large = _growth(500), _growth(5_000)

    assert large - small < 1_000_000

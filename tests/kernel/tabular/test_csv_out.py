"""Writing .csv: bytes with a mark, formulas defused, streamed, and read back the same."""

import codecs
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from enforcement.kernel.tabular import CellFault, Kind, SheetOut, write_csv, write_csv_zip
from enforcement.kernel.tabular.values import NO_RESULT


def lines(*rows, header=("甲",)):
    content = b"".join(write_csv(header, rows))
    assert content.startswith(codecs.BOM_UTF8)
    return content.decode("utf-8-sig").split("\r\n")[:-1]


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("案号", "案号"),
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("'=1", "''=1"),
        ("\x00=1", "'=1"),
        ('a,"b"', '"a,""b"""'),
        (Decimal("-5.00"), "-5.00"),
        (Decimal("1234567.50"), "1234567.50"),
        (-7, "-7"),
        (1.5, "1.5"),
        (3.0, "3"),
        (1e20, "100000000000000000000"),
        (float("nan"), "nan"),
        (Decimal("1E+3"), "1000"),
        (date(2018, 7, 2), "2018-07-02"),
        (datetime(2018, 7, 2, 1, 5, 7, tzinfo=UTC), "2018-07-02 09:05:07"),
        (True, "是"),
        (False, "否"),
        (None, '""'),
        (Kind.TEXT, "text"),
        (NO_RESULT, "（公式无结果）"),
        (CellFault("=x"), "'=x"),
        ("a\ud800\x07b", "ab"),
    ],
)
def test_write_csv__a_value_becomes(value, field):
    assert lines([value]) == ["甲", field]


def test_write_csv__headers_are_defused_too():
    assert lines(header=["=甲", "乙"]) == ["'=甲,乙"]


def test_write_csv__streams():
    taken = []

    def rows():
        for number in range(2_000):
            taken.append(number)
            yield [number]

    pieces = write_csv(["甲"], rows())
    assert next(pieces) == codecs.BOM_UTF8
    assert next(pieces).startswith("甲\r\n0\r\n".encode())
    assert len(taken) == 500
    assert len(list(pieces)) == 4


def test_write_csv_zip__one_file_per_sheet_and_always_the_same_bytes():
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        write_csv_zip(file, [SheetOut("案件", ["案号"], [["a"]]), SheetOut("案款", ["案号"], [])])

    assert files[0].getvalue() == files[1].getvalue()
    with zipfile.ZipFile(files[0]) as bundle:
        assert bundle.namelist() == ["案件.csv", "案款.csv"]
        assert bundle.read("案件.csv").decode("utf-8-sig") == "案号\r\na\r\n"

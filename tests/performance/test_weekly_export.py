"""The week as a sheet: numbers in columns of numbers, and what they are figures of."""

import csv
import io
import re
from datetime import date, datetime
from urllib.parse import unquote

import pytest
from django.urls import reverse

from enforcement.kernel.tabular import open_tables
from tests.performance.records import make_case

pytestmark = pytest.mark.django_db
URL = reverse("performance:weekly_export")
COURT = "萍乡市安源区人民法院"


@pytest.fixture
def week(courts, freeze):
    """Six cases at 安源, five closed of which one 终本; three at 莲花: under the minimum base."""
    for number in range(6):
        closed = date(2018, 7, 18) if number < 5 else None
        make_case(filed_on=date(2018, 1, 19), closed_on=closed, has_property=True)
    for _number in range(3):
        make_case("赣0321", closed_on=date(2018, 7, 18), has_property=True)
    return freeze()


def as_csv(web, **query):
    response = web.get(URL, {"format": "csv", **query})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return response, list(csv.DictReader(io.StringIO(text)))


def as_workbook(web, tmp_path):
    response = web.get(URL)
    path = tmp_path / "week.xlsx"
    path.write_bytes(b"".join(response.streaming_content))
    with open_tables(path) as book:
        return response, [
            (sheet.name, sheet.header, [r for _n, r in sheet.rows()]) for sheet in book.sheets
        ]


def test_csv__numerator_and_denominator_in_columns(web, week):
    _response, rows = as_csv(web)

    [rate] = [row for row in rows if row["指标"] == "结案率"]
    assert (rate[COURT], rate[f"{COURT}（分子）"], rate[f"{COURT}（分母）"]) == ("83.33", "5", "6")
    assert (rate[f"{COURT}（名次）"], rate[f"{COURT}（未排名）"]) == ("1", "")
    [count] = [row for row in rows if row["指标"] == "受理"]
    assert (count[f"{COURT}（分子）"], count[f"{COURT}（分母）"]) == ("6", "")


def test_csv__under_the_minimum_base_the_value_is_empty(web, week):
    _response, rows = as_csv(web)

    other = "莲花县人民法院"
    [rate] = [row for row in rows if row["指标"] == "结案率"]
    name = next(key for key in rate if key.endswith(other))
    assert (rate[name], rate[f"{name}（分子）"], rate[f"{name}（分母）"]) == ("", "3", "3")
    assert (rate[f"{name}（名次）"], rate[f"{name}（未排名）"]) == ("", "是")


def test_csv__no_cell_that_a_spreadsheet_takes_for_a_day(web, week):
    _response, rows = as_csv(web)

    cells = [cell for row in rows for name, cell in row.items() if name not in ("指标", "口径")]
    assert [cell for cell in cells if cell and not re.fullmatch(r"-?\d+(\.\d+)?|是", cell)] == []


def test_workbook__the_same_columns_and_a_sheet_of_notes(web, week, tmp_path):
    _response, rows = as_csv(web)

    response, [table, notes] = as_workbook(web, tmp_path)

    assert list(table[1]) == list(rows[0])
    assert [row[0] for row in table[2]] == [row["指标"] for row in rows]
    said = {row[0]: row[1] for row in notes[2]}
    assert notes[0] == "说明"
    assert said["封印"] == week.seal
    assert (said["法院代字"], said["版本"], said["口径"]) == ("赣03", 1, "年初至今")
    day = said["周日"]
    assert (day.date() if isinstance(day, datetime) else day) == date(2018, 7, 22)
    assert response["Content-Disposition"].endswith(".xlsx")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({}, "周通报 2018-07-22 年初至今 第1版.csv"),
        ({"window": "week"}, "周通报 2018-07-22 本周 第1版.csv"),
    ],
)
def test_the_name_says_week_window_and_version(web, week, query, name):
    response, _rows = as_csv(web, **query)

    assert name in unquote(response["Content-Disposition"])

"""What we write we read back: texts to the letter, dates, moments and sums to the cent."""

import io
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enforcement.kernel.clock import SHANGHAI
from enforcement.kernel.tabular import (
    SheetOut,
    open_tables,
    read_amount,
    read_date,
    read_datetime,
    read_integer,
    read_yes_no,
    write_csv_zip,
    write_workbook,
)
from enforcement.kernel.tabular.values import is_blank

TODAY = date(2018, 7, 22)
TRICKY = st.text(st.sampled_from("=+-@'\"\t\r\n ,;<>&_x0041案＝\u200b\ufeff\u2028\x85😀\u202e"))
TEXTS = (
    st.one_of(TRICKY, st.text(st.characters(exclude_categories=["Cs", "Cc"])))
    .map(lambda text: text.replace("\ufffe", "").replace("\uffff", ""))
    .filter(lambda text: not is_blank(text))
)
DAYS = st.dates(date(1990, 1, 1), TODAY)
MOMENTS = st.datetimes(datetime(1992, 1, 1), datetime(2018, 7, 22)).map(  # noqa: DTZ001 - strategy
    lambda moment: moment.replace(microsecond=0, tzinfo=SHANGHAI)
)
AMOUNTS = st.decimals(-(10**13) + 1, 10**13 - 1, places=2).map(lambda amount: amount + 0)
ROWS = st.lists(
    st.tuples(TEXTS, DAYS, MOMENTS, AMOUNTS, st.integers(0, 10**9), st.booleans(), TEXTS),
    min_size=1,
    max_size=5,
)
HEADER = ["文", "日", "时", "额", "数", "是", "末"]
READERS = [
    lambda cell: cell,
    lambda cell: read_date(cell, TODAY),
    lambda cell: read_datetime(cell, TODAY),
    lambda cell: read_amount(cell, negative_ok=True),
    read_integer,
    read_yes_no,
    lambda cell: cell,
]


def read_back(path):
    with open_tables(path) as book:
        sheet = book["案件"]
        assert sheet.header == HEADER
        return [
            tuple(read(cell) for read, cell in zip(READERS, row, strict=True))
            for _number, row in sheet.rows()
        ]


@pytest.mark.slow
@pytest.mark.parametrize("write", [write_workbook, write_csv_zip])
@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS)
def test_round_trip(tmp_path, write, rows):
    file = io.BytesIO()
    write(file, [SheetOut("案件", HEADER, rows)])
    path = tmp_path / "out"
    path.write_bytes(file.getvalue())

    assert read_back(path) == rows

"""The hash by which a second import knows that a row is that of last time."""

from datetime import date, datetime, time
from itertools import combinations

import pytest

from enforcement.kernel.tabular.contents import Contents, row_writer
from enforcement.kernel.tabular.values import NO_RESULT, CellFault, Row

DAY, MOMENT = date(2018, 7, 22), datetime(2018, 7, 22)  # noqa: DTZ001 -- as a reader gives it
ROWS: list[Row] = [
    ["（2018）赣0302执1号", DAY, 1.0],
    ["（2018）赣0302执1号", MOMENT, 1.0],
    ["（2018）赣0302执1号", "2018-07-22", 1.0],
    ["（2018）赣0302执1号", DAY, "1.0"],
    ["（2018）赣0302执1号", DAY, 1.5],
    ["（2018）赣0302执1号", DAY, True],
    ["（2018）赣0302执1号", DAY, None],
    ["（2018）赣0302执1号", DAY, ""],
    ["（2018）赣0302执1号", "", 1.0],
    ["（2018）赣0302执2号", DAY, 1.0],
    ["（2018）赣0302执1号", DAY, time(9, 30)],
    ["（2018）赣0302执1号", NO_RESULT, 1.0],
    ["（2018）赣0302执1号", CellFault("#N/A"), 1.0],
    ["（2018）赣0302执1号", DAY, DAY],
]


@pytest.mark.parametrize("row", ROWS, ids=repr)
def test_equal_cells__equal_bytes(row: Row) -> None:
    write = row_writer("案件", [1])
    assert write(row) == write(list(row))
    assert write(row) == row_writer("案件", [1])(
        ["".join(c) if isinstance(c, str) else c for c in row]
    )


@pytest.mark.parametrize(("one", "other"), list(combinations(ROWS, 2)))
def test_other_cells__other_bytes(one: Row, other: Row) -> None:
    write = row_writer("案件", [1])
    assert write(one) != write(other)


def test_sheet_and_order_count() -> None:
    found = Contents()
    first, second = (row_writer(sheet, [1])(ROWS[0]) for sheet in ("案件", "当事人"))
    for key, rows in {"a": [first, second], "b": [second, first], "c": [first, first]}.items():
        for row in rows:
            found[key].update(row)
    assert len({found[key].digest() for key in found}) == 3

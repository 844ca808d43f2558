"""Rows read a column at a time, and rows read one by one, say the same."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from enforcement.kernel.row_reading import RowReader, reader_of
from enforcement.kernel.sheets import MISSING, Field, Import, Outcome
from enforcement.kernel.tabular.cells import YES_NO, read_amount, read_choice, read_date, read_text
from enforcement.kernel.tabular.headers import Column
from enforcement.kernel.tabular.values import NO_RESULT, Kind, Row

TODAY = date(2026, 9, 24)


class Things:
    """A sheet of nothing in particular."""

    name, alias, group, order = "物", "things", "things", 1
    fields = (
        Field(Column("号", "number", True), lambda cell, _today: read_text(cell)),
        Field(Column("日", "day", True, Kind.DATE), lambda cell, today: read_date(cell, today)),
        Field(
            Column("可", "ok", False, Kind.CHOICE), lambda cell, _today: read_choice(cell, YES_NO)
        ),
        Field(Column("额", "sum", False, Kind.AMOUNT), lambda cell, _today: read_amount(cell), 0),
        Field(Column("由", "cause"), lambda cell, _today: read_text(cell), "", repeats=True),
    )

    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        """Nothing."""
        return iter(())


DAY = date(2018, 7, 22)
ROWS = [
    ["1", DAY, "是", 12.5, "买卖"],
    ["2", "2018-07-22", "否", "3", " 买卖 "],
    ["3", "", "是", 1.0, "缺日"],
    ["4", DAY, "", "", ""],
    ["5", "昨天", "也许", "两元", "三处"],
    ["6", DAY, 1.0, 1.0, "一"],
    ["7", DAY, True, 1.0, 1.0],
    ["8", DAY, "是", True, True],
    ["9", NO_RESULT, "是", 1.0, NO_RESULT],
    ["10", DAY, "是", -1.0, "负"],
]
WHOLE = {"号": 0, "日": 1, "可": 2, "额": 3, "由": 4}


@pytest.mark.parametrize("positions", [WHOLE, {"号": 0, "日": 1, "由": 4}, {"号": 0, "日": 1}])
@pytest.mark.parametrize("rows", [ROWS, ROWS[:2], ROWS[6:7], ROWS[::-1], []])
def test_read_all__as_row_by_row(rows: list[Row], positions: dict[str, int]) -> None:
    numbered = list(enumerate(rows, start=2))
    one_by_one, at_once = Outcome(), Outcome()
    expected = [
        RowReader(Things(), positions, TODAY).read(row, number, one_by_one)
        for number, row in numbered
    ]
    found = RowReader(Things(), positions, TODAY).read_all(numbered, at_once)
    assert found == [None if values is None else values[1:] for values in expected]
    assert [list(map(type, values)) for values in found if values] == [
        list(map(type, values[1:])) for values in expected if values
    ]
    assert at_once.errors == one_by_one.errors


def test_read_all__missing_columns_and_blanks() -> None:
    rows = [(2, ["1", DAY, "", "", ""])]
    assert RowReader(Things(), {"号": 0, "日": 1}, TODAY).read_all(rows, Outcome()) == [
        [DAY, MISSING, MISSING, MISSING]
    ]
    assert RowReader(Things(), WHOLE, TODAY).read_all(rows, Outcome()) == [[DAY, None, 0, ""]]


def test_reader__one_for_the_whole_file() -> None:
    run = Import(TODAY, positions={"物": WHOLE})
    assert reader_of(Things(), run) is reader_of(Things(), run)

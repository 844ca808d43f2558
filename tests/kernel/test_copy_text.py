"""Columns as COPY wants them: the quick way and the way value by value say the same."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from enforcement.kernel import copy_text

A, B = date(2018, 7, 22), date(2019, 1, 1)
MOMENT = datetime(2018, 7, 22, 9, 30, tzinfo=UTC)
COLUMNS = {
    "texts": ["刘伟", "", "一\t二", "a\\b", "行\n行", "半\x00角"],
    "clean texts": ["刘伟", "王芳"],
    "numbers": [1, -2, 2**62],
    "numbers and blanks": [1, None, 0],
    "days": [A, B, A],
    "days and blanks": [A, None, A],
    "truths": [True, False],
    "truths and blanks": [True, None, False],
    "truths and numbers": [True, 1, 0, False],
    "blanks": [None, None],
    "amounts": [Decimal("1.00"), Decimal("0.10")],
    "moments": [MOMENT, MOMENT],
    "bytes": [b"\x00\xff", b""],
}


@pytest.mark.parametrize("name", COLUMNS)
def test_column__says_what_its_values_say(name: str) -> None:
    values = COLUMNS[name]
    assert list(copy_text.of_column(values)) == [copy_text.of_value(value) for value in values]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, r"\N"),
        (True, "t"),
        ("a\\b\tc\n", r"a\\b\tc\n"),
        ("半\x00角", "半角"),
        (b"\x00\xff", r"\\x00ff"),
        (A, "2018-07-22"),
        (Decimal("1.10"), "1.10"),
    ],
)
def test_value__as_copy_reads_it(value: object, text: str) -> None:
    assert copy_text.of_value(value) == text

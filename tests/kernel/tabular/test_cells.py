"""Closed lists, yes and no, and that no reader ever fails in another way."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.kernel.tabular import (
    CellError,
    Choices,
    read_amount,
    read_choice,
    read_date,
    read_datetime,
    read_integer,
    read_text,
    read_yes_no,
)
from enforcement.kernel.tabular.values import NO_RESULT, CellFault

TODAY = date(2018, 7, 22)
MODES = Choices({"执行完毕": 1, "终结本次执行程序（终本）": 2, "Ｙ型": 3})


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("是", True),
        ("否", False),
        ("Y", True),
        ("N", False),
        ("y", True),
        ("n", False),
        ("Ｙ", True),
        ("1", True),
        ("0", False),
        ("１", True),
        (1.0, True),
        (0.0, False),
        (1, True),
        (True, True),
        (False, False),
        ("TRUE", True),
        ("false", False),
        (" 是 ", True),
        ("", None),
        ("\u3000", None),
        (None, None),
    ],
)
def test_read_yes_no(cell, answer):
    assert read_yes_no(cell) is answer


@pytest.mark.parametrize(
    "cell", ["有", "√", "yes", "2", 2.0, 0.5, date(2018, 7, 2), float("nan"), NO_RESULT, "#N/A"]
)
def test_read_yes_no__refused(cell):
    with pytest.raises(CellError):
        read_yes_no(cell)


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ("执行完毕", 1),
        (" 执行 完毕 ", 1),
        ("终结本次执行程序（终本）", 2),
        ("终结本次执行程序(终本)", 2),
        ("y型", 3),
        ("", None),
        (None, None),
    ],
)
def test_read_choice__width_spaces_and_case_alike(cell, meaning):
    assert read_choice(cell, MODES) == meaning


def test_read_choice__a_number_is_read_as_shown():
    assert read_choice(2.0, Choices({"1": "a", "2": "b"})) == "b"


def test_read_choice__refused_with_the_list():
    with pytest.raises(CellError, match="“完毕”不在可填的范围内：执行完毕、终结本次"):
        read_choice("完毕", MODES)


def test_read_choice__a_long_list_is_not_recited():
    many = Choices({str(n): n for n in range(100)}, listed=3)
    with pytest.raises(CellError, match="范围内：0、1、2。"):
        read_choice("x", many)


ANY_CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=10**300),
    st.floats(),
    st.decimals(),
    st.text(),
    st.text("0123456789-/.年月日: ，,元eE+%"),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.builds(CellFault, st.text()),
    st.binary(),
    st.just(object()),
)
READERS = {
    "date": (lambda cell: read_date(cell, TODAY), date),
    "far date": (lambda cell: read_date(cell, TODAY, future_ok=True, years_ahead=9000), date),
    "datetime": (lambda cell: read_datetime(cell, TODAY), datetime),
    "amount": (lambda cell: read_amount(cell, negative_ok=True), Decimal),
    "integer": (read_integer, int),
    "yes_no": (read_yes_no, bool),
    "text": (read_text, str),
    "folded": (lambda cell: read_text(cell, folded=True, max_length=20), str),
    "choice": (lambda cell: read_choice(cell, MODES), int),
}


EXTREMES = [
    datetime.max.replace(tzinfo=UTC),
    datetime.min.replace(tzinfo=UTC),
    date.max,
    date.min,
    time.max,
    timedelta.max,
    timedelta.min,
]


def outcome(name, cell):
    """The value, or the sentence of the refusal."""
    read, kind = READERS[name]
    try:
        value = read(cell)
    except CellError as refusal:
        return refusal.sentence
    return "value。" if value is None or isinstance(value, kind) else "another type"


@pytest.mark.parametrize("name", READERS)
@settings(deadline=None)
@given(cell=ANY_CELL)
def test_readers__a_value_or_a_sentence_whatever_the_cell(name, cell):
    assert outcome(name, cell).endswith("。")


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("cell", EXTREMES)
def test_readers__extremes(name, cell):
    assert outcome(name, cell).endswith("。")

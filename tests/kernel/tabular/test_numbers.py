"""Amounts and whole numbers of cells: formats.md, ruling 38."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from enforcement.kernel.tabular import MAX_AMOUNT, CellError, read_amount, read_integer
from enforcement.kernel.tabular.values import NO_RESULT

NEVER_A_NUMBER = [
    "1234.56元",
    "￥1234.56",
    "12%",
    "1e5",
    "1E5",
    "一千",
    "无",
    "1 234",
    "1,23.45",
    "1,2345",
    ",123",
    "1.2.3",
    "12.",
    ".5",
    "--5",
    "(5.00)",
    "=1+1",
    "0x10",
    "1_000",
    "٣",
    "#N/A",
    "nan",
    "inf",
    "9" * 5000,
    float("nan"),
    float("inf"),
    float("-inf"),
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("Infinity"),
    True,
    False,
    date(2018, 7, 2),
    time(9, 5),
    timedelta(days=1),
    NO_RESULT,
    b"5",
    object(),
]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (1234.56, "1234.56"),
        (1234.0, "1234.00"),
        (0.0, "0.00"),
        (-0.0, "0.00"),
        (0.1 + 0.2, "0.30"),
        (1234.5600000000001, "1234.56"),
        (1.1 * 3, "3.30"),
        (9999999999999.99, "9999999999999.99"),
        (36652, "36652.00"),
        (Decimal("36652.75"), "36652.75"),
        ("36652.75", "36652.75"),
        ("36652.7", "36652.70"),
        ("36652", "36652.00"),
        ("36,652.75", "36652.75"),
        ("1,036,652.75", "1036652.75"),
        ("６９７３.４９", "6973.49"),
        ("６，９７３．４９", "6973.49"),
        (" 3382.14 ", "3382.14"),
        ("\u30003382.14\n", "3382.14"),
        ("+5", "5.00"),
        ("-0", "0.00"),
        ("0.00", "0.00"),
        ("007", "7.00"),
        ("1234.5600000000001", "1234.56"),
        ("0.30000000000000004", "0.30"),
    ],
)
def test_read_amount(cell, amount):
    found = read_amount(cell)

    assert str(found) == amount


@pytest.mark.parametrize("cell", [None, "", "  ", "\u3000"])
def test_read_amount__blank(cell):
    assert read_amount(cell) is None
    assert read_integer(cell) is None


@pytest.mark.parametrize("cell", NEVER_A_NUMBER, ids=lambda cell: repr(cell)[:20])
def test_read_amount__no_amount(cell):
    with pytest.raises(CellError):
        read_amount(cell)


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (1234.567, "小数超过两位"),
        ("1234.567", "小数超过两位"),
        ("12.500", "小数超过两位"),
        ("0.1234567890123456", "小数超过两位"),
        (0.001, "小数超过两位"),
        (1e-9, "小数超过两位"),
        (1e13, "过大"),
        (1e300, "过大"),
        (10**400, "过大"),
        ("10000000000000", "过大"),
        ("-10000000000000", "过大"),
        (-0.01, "不能为负数"),
        ("-5", "不能为负数"),
    ],
)
def test_read_amount__out_of_bounds(cell, fault):
    with pytest.raises(CellError, match=fault):
        read_amount(cell)


def test_read_amount__negative_where_it_may_be():
    assert read_amount("-1,234.50", negative_ok=True) == Decimal("-1234.50")
    assert read_amount(-0.01, negative_ok=True) == Decimal("-0.01")


def test_read_amount__own_limit():
    assert read_amount("100", limit=Decimal(100)) == 100
    with pytest.raises(CellError, match="过大"):
        read_amount("100.01", limit=Decimal(100))
    assert read_amount(str(MAX_AMOUNT)) == MAX_AMOUNT


@pytest.mark.parametrize(
    ("cell", "number"),
    [(3.0, 3), (3, 3), ("3", 3), ("３", 3), (" 3 ", 3), ("1,000", 1000), ("3.0", 3), (0.0, 0)],
)
def test_read_integer(cell, number):
    found = read_integer(cell)

    assert found == number
    assert type(found) is int


@pytest.mark.parametrize("cell", NEVER_A_NUMBER, ids=lambda cell: repr(cell)[:20])
def test_read_integer__no_number(cell):
    with pytest.raises(CellError):
        read_integer(cell)


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (3.5, "不是整数"),
        ("3.5", "不是整数"),
        (1e300, "不是整数"),
        (10**400, "不是整数"),
        (0, "小于 1"),
        ("-1", "小于 1"),
        (13, "大于 12"),
    ],
)
def test_read_integer__out_of_bounds(cell, fault):
    with pytest.raises(CellError, match=fault):
        read_integer(cell, minimum=1, maximum=12)

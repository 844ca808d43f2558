"""Dates and times of cells: formats.md, rulings 38 and 42."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from enforcement.kernel.clock import SHANGHAI
from enforcement.kernel.tabular import CellError, read_date, read_datetime
from enforcement.kernel.tabular.values import NO_RESULT, UNREADABLE

TODAY = date(2018, 7, 22)
DAY = date(2018, 7, 2)


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime(2018, 7, 2, tzinfo=SHANGHAI),
        datetime(2018, 7, 2, 16, 30, tzinfo=SHANGHAI).replace(tzinfo=None),
        "2018-07-02",
        "2018-7-2",
        "2018/07/02",
        "2018/7/2",
        "2018.7.2",
        "2018年7月2日",
        "2018年07月02日",
        "20180702",
        20180702,
        20180702.0,
        " ２０１８－０７－０２ ",
        "２０１８年７月２日",
        "２０１８／７／２",
        "２０１８．７．２",
        "\u30002018 年 7 月 2 日\n",
        "2018-07-02 00:00:00",
        "2018/7/2 0:00",
        "2018-07-02T00:00:00",
        "\u200b2018-07-02\ufeff",
    ],
)
def test_read_date__every_spelling(cell):
    assert read_date(cell, TODAY) == DAY


@pytest.mark.parametrize("cell", [None, "", " ", "\u3000", "\u200b", "\n"])
def test_read_date__blank(cell):
    assert read_date(cell, TODAY) is None
    assert read_datetime(cell, TODAY) is None


@pytest.mark.parametrize(
    "cell",
    [
        "2018-07",
        "2018年7月",
        "2018-7/2",
        "2018-07-02 10:30",
        "18-07-02",
        "2018-07-02日",
        "7/2/2018",
        "昨天",
        "#N/A",
        "43283",
        43283,
        43283.0,
        43283.5,
        20180702.5,
        2018.0,
        -20180702,
        10**400,
        float("nan"),
        float("inf"),
        -0.0,
        True,
        False,
        time(10, 30),
        timedelta(days=3),
        NO_RESULT,
        UNREADABLE,
        b"2018-07-02",
        object(),
    ],
)
def test_read_date__no_date(cell):
    with pytest.raises(CellError):
        read_date(cell, TODAY)


@pytest.mark.parametrize(
    "cell", ["2018-02-29", "2018-13-01", "20180230", "2018年6月31日", 20180230]
)
def test_read_date__day_that_never_was(cell):
    with pytest.raises(CellError, match="没有"):
        read_date(cell, TODAY)


@pytest.mark.parametrize(
    ("cell", "future_ok", "years_ahead", "fault"),
    [
        ("1989-12-31", True, 1, "早于 1990 年"),
        (date(1900, 1, 1), False, 1, "早于 1990 年"),
        (datetime(1899, 12, 30, tzinfo=UTC), False, 1, "早于 1990 年"),
        ("1990-01-01", False, 1, None),
        ("2018-07-22", False, 1, None),
        ("2018-07-23", False, 1, "晚于今天"),
        ("2018-07-23", True, 1, None),
        ("2019-12-31", True, 1, None),
        ("2020-01-01", True, 1, "晚于 2019 年"),
        ("2020-01-01", False, 1, "晚于 2019 年"),
        ("2021-12-31", True, 3, None),
        ("2022-01-01", True, 3, "晚于 2021 年"),
        (20210722.0, True, 3, None),
    ],
)
def test_read_date__range(cell, future_ok, years_ahead, fault):
    if fault is None:
        assert read_date(cell, TODAY, future_ok=future_ok, years_ahead=years_ahead)
        return
    with pytest.raises(CellError, match=fault):
        read_date(cell, TODAY, future_ok=future_ok, years_ahead=years_ahead)


def _at(*parts):
    return datetime(2018, 7, 2, *parts, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2018-07-02 9:05", _at(9, 5)),
        ("2018-07-02 09:05:07", _at(9, 5, 7)),
        ("2018/7/2 23:59:59", _at(23, 59, 59)),
        ("2018年7月2日 9:05", _at(9, 5)),
        ("2018年7月2日9:05", _at(9, 5)),
        ("20180702 9:05", _at(9, 5)),
        ("2018.7.2   9:05", _at(9, 5)),
        ("2018-07-02T09:05:07", _at(9, 5, 7)),
        (" ２０１８－７－２　９：０５ ", _at(9, 5)),
        ("2018-07-02", _at()),
        ("2018年7月2日", _at()),
        ("20180702", _at()),
        (20180702.0, _at()),
        (DAY, _at()),
        (_at(9, 5, 7), _at(9, 5, 7)),
        (_at(9, 5, 7).replace(tzinfo=None), _at(9, 5, 7)),
        (_at(9, 5, 6, 999_997), _at(9, 5, 7)),
        (_at(9, 5, 7, 3), _at(9, 5, 7)),
        (datetime(2018, 7, 2, 1, 5, tzinfo=UTC), _at(9, 5)),
    ],
)
def test_read_datetime__kept_to_the_second_in_shanghai(cell, moment):
    found = read_datetime(cell, TODAY)

    assert found == moment
    assert found.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    "cell",
    [
        "2018-07-02 24:00",
        "2018-07-02 9:60",
        "2018-07-02 9:05:60",
        "2018-07-02 9时5分",
        "2018-07-02 上午9:05",
        "2018-07-02 9:05:07.5",
        "9:05",
        "2018-02-29 9:05",
        "2018-07-23 0:00",
        "1989-12-31 9:05",
        "T10:00",
        time(9, 5),
        timedelta(hours=9),
        True,
        43283.5,
        float("nan"),
        NO_RESULT,
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_read_datetime__refused(cell):
    with pytest.raises(CellError):
        read_datetime(cell, TODAY)

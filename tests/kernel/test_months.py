"""Month arithmetic at the ends of months and of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.kernel.months import add_months, later

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2018-01-22", 6, "2018-07-22"),
        ("2017-08-31", 6, "2018-02-28"),
        ("2019-08-31", 6, "2020-02-29"),
        ("2018-08-30", 6, "2019-02-28"),
        ("2018-03-31", 3, "2018-06-30"),
        ("2016-02-29", 12, "2017-02-28"),
        ("2016-02-29", 48, "2020-02-29"),
        ("2017-12-31", 2, "2018-02-28"),
        ("2018-12-15", 1, "2019-01-15"),
        ("2018-07-22", -36, "2015-07-22"),
        ("2018-03-31", -1, "2018-02-28"),
        ("2018-01-15", -1, "2017-12-15"),
        ("2018-01-31", 0, "2018-01-31"),
    ],
)
def test_add_months(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(("day", "months"), [(date.max, 1), (date.min, -1)])
def test_add_months__refuses_to_leave_the_calendar(day: date, months: int) -> None:
    with pytest.raises(OverflowError):
        add_months(day, months)


@given(DAYS, st.integers(-60, 60))
def test_add_months__same_day_number_or_the_last_of_the_month(day: date, months: int) -> None:
    end = add_months(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


def test_later__stops_at_the_last_day_of_the_calendar() -> None:
    assert later(date(2018, 12, 31), 1) == date(2019, 1, 1)
    assert later(date(2018, 1, 1), -1) == date(2017, 12, 31)
    assert later(date(9999, 12, 30), 2) == date.max

"""Working days: real years, years not announced, and years before the records."""

import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.kernel.calendar_source import announced_rows
from enforcement.kernel.statutory_days import statutory_days
from enforcement.kernel.workdays import (
    Basis,
    DayKind,
    RowKind,
    SkippedDay,
    WorkCalendar,
)
from tests.real_data import real_data

CALENDAR = WorkCalendar.from_rows(announced_rows())
DAYS = st.dates(date(1998, 1, 1), date(2035, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_golden_years() -> None:
    with real_data("workcalendar_golden.csv").open(encoding="utf-8") as file:
        golden = {int(row["year"]): int(row["workdays"]) for row in csv.DictReader(file)}
    assert list(golden) == list(range(2004, 2027))
    for year, workdays in golden.items():
        counted = CALENDAR.workdays_between(date(year - 1, 12, 31), date(year, 12, 31))
        assert counted == workdays, year


def test_announced_rows__in_order_without_ordinary_weekdays() -> None:
    rows = list(announced_rows())
    assert rows == sorted(rows)
    assert len({row[0] for row in rows}) == len(rows)
    assert all(row[0].isoweekday() > 5 for row in rows if row[1] is RowKind.MAKEUP_WORKDAY)
    assert CALENDAR.final_years == frozenset(range(2004, 2027))


@pytest.mark.parametrize(
    ("text", "is_workday", "kind"),
    [
        ("2018-07-23", True, DayKind.WORKDAY),
        ("2018-07-22", False, DayKind.WEEKEND),
        ("2018-09-29", True, DayKind.MAKEUP_WORKDAY),
        ("2018-10-01", False, DayKind.HOLIDAY),
        ("2018-10-06", False, DayKind.HOLIDAY),  # a Saturday inside the holiday
        ("2018-10-08", True, DayKind.WORKDAY),
        ("2027-02-08", False, DayKind.HOLIDAY),  # provisional year, statutory day
        ("2027-02-07", False, DayKind.HOLIDAY),
        ("2027-02-20", False, DayKind.WEEKEND),
        ("2027-02-22", True, DayKind.WORKDAY),
        ("2003-10-01", True, DayKind.WORKDAY),  # before 2004 weekends alone
        ("2003-10-04", False, DayKind.WEEKEND),
    ],
)
def test_is_workday_and_kind(text: str, is_workday: bool, kind: DayKind) -> None:
    assert CALENDAR.is_workday(day(text)) is is_workday
    assert CALENDAR.kind_of(day(text)) is kind


@pytest.mark.parametrize(
    ("start", "days", "end", "why"),
    [
        ("2018-07-23", 3, "2018-07-26", "plain week"),
        ("2018-07-26", 3, "2018-07-31", "over a weekend"),
        ("2018-09-28", 1, "2018-09-29", "a worked Saturday"),
        ("2018-09-28", 2, "2018-09-30", "a worked Sunday"),
        ("2018-09-28", 3, "2018-10-08", "over National Day"),
        ("2018-07-21", 0, "2018-07-21", "no days: the day itself"),
        ("2018-07-21", 1, "2018-07-23", "from a Saturday"),
    ],
)
def test_add(start: str, days: int, end: str, why: str) -> None:
    assert CALENDAR.add(day(start), days) == day(end), why


def test_add__refuses_to_count_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.add(day("2018-07-23"), -1)


def test_roll__names_the_skipped_days() -> None:
    target, skipped = CALENDAR.roll(day("2018-06-16"))
    assert target == day("2018-06-19")
    assert skipped == (
        SkippedDay(day("2018-06-16"), DayKind.WEEKEND),
        SkippedDay(day("2018-06-17"), DayKind.WEEKEND),
        SkippedDay(day("2018-06-18"), DayKind.HOLIDAY),
    )


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("2018-07-24", "2018-07-24"),
        ("2018-07-21", "2018-07-23"),
        ("2018-02-15", "2018-02-22"),
        ("2018-02-24", "2018-02-24"),  # a worked Saturday holds
        ("2027-01-01", "2027-01-04"),
        ("2027-10-01", "2027-10-06"),
        ("2003-10-04", "2003-10-06"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_roll__targets(text: str, target: str) -> None:
    assert CALENDAR.roll(day(text)).day == day(target)


def test_roll__at_the_end_of_the_calendar_stays_there() -> None:
    closed = WorkCalendar.from_rows([(date.max, RowKind.HOLIDAY)])
    assert closed.roll(date.max).day == date.max


@pytest.mark.parametrize(
    ("text", "basis", "provisional"),
    [
        ("2026-12-31", Basis.ANNOUNCED, False),
        ("2027-01-01", Basis.STATUTORY_DAYS, True),
        ("2004-01-01", Basis.ANNOUNCED, False),
        ("2003-12-31", Basis.WEEKENDS, False),
        ("2150-01-01", Basis.STATUTORY_DAYS, True),
    ],
)
def test_basis(text: str, basis: Basis, provisional: bool) -> None:
    assert CALENDAR.basis(day(text)) is basis
    assert CALENDAR.is_provisional(day(text)) is provisional


def test_an_empty_calendar_estimates_from_2004_on() -> None:
    empty = WorkCalendar()
    assert empty.basis(day("2003-12-31")) is Basis.WEEKENDS
    assert empty.basis(day("2004-01-01")) is Basis.STATUTORY_DAYS
    assert not empty.is_workday(day("2004-01-01"))
    assert empty.is_workday(day("2003-01-01"))


def test_import_of_the_next_year_ends_the_estimate() -> None:
    rows = [
        (day("2027-02-05"), "holiday"),
        (day("2027-02-20"), "makeup_workday"),
        (day("2027-10-01"), "holiday"),
    ]
    calendar = WorkCalendar.from_rows([*announced_rows(), *rows])
    assert not calendar.is_provisional(day("2027-02-20"))
    assert calendar.is_workday(day("2027-02-20"))
    assert calendar.is_workday(day("2027-02-09")), "the estimate no longer holds"


def test_a_row_counts_in_a_provisional_year_and_leaves_it_provisional() -> None:
    rows = [(day("2027-03-01"), "holiday"), (day("2027-12-25"), "makeup_workday")]
    calendar = WorkCalendar.from_rows(rows)
    assert not calendar.is_workday(day("2027-03-01"))
    assert calendar.is_workday(day("2027-12-25"))
    assert not calendar.is_workday(day("2027-10-01"))
    assert calendar.is_provisional(day("2027-03-01"))


def test_final_years_can_be_named() -> None:
    calendar = WorkCalendar.from_rows([], final_years=[2027])
    assert not calendar.is_provisional(day("2027-10-01"))
    assert calendar.is_workday(day("2027-10-01"))


@pytest.mark.parametrize(
    "rows",
    [
        [(date(2027, 2, 5), "feast")],
        [(date(2027, 2, 5), "holiday"), (date(2027, 2, 5), "makeup_workday")],
    ],
)
def test_from_rows__refuses(rows: list[tuple[date, str]]) -> None:
    with pytest.raises(ValueError, match=r"feast|both"):
        WorkCalendar.from_rows(rows)


@pytest.mark.parametrize("year", range(2004, 2027))
def test_statutory_days_are_off_in_every_announced_year(year: int) -> None:
    worked = [each for each in statutory_days(year) if CALENDAR.is_workday(each)]
    assert worked == []
    assert date(year, 10, 1) in statutory_days(year)


def test_statutory_days__none_outside_the_tables() -> None:
    assert statutory_days(2003) == statutory_days(2101) == frozenset()


@given(DAYS, st.integers(1, 40))
def test_add_and_between_are_inverse(start: date, days: int) -> None:
    end = CALENDAR.add(start, days)
    assert CALENDAR.is_workday(end)
    assert CALENDAR.workdays_between(start, end) == days
    assert CALENDAR.workdays_between(end, start) == 0


@given(DAYS)
def test_roll__is_the_first_working_day_from_there(start: date) -> None:
    target, skipped = CALENDAR.roll(start)
    assert CALENDAR.is_workday(target)
    assert [each.day for each in skipped] == [
        start + timedelta(days=n) for n in range((target - start).days)
    ]
    assert not any(CALENDAR.is_workday(each.day) for each in skipped)
    assert CALENDAR.roll(target).day == target


@given(DAYS, DAYS)
def test_roll__keeps_the_order_of_days(one: date, other: date) -> None:
    low, high = sorted((one, other))
    assert CALENDAR.roll_day(low) <= CALENDAR.roll_day(high)

"""The statutory end at its edges: months, deductions, extensions, holidays, closings."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.limit_facts import Deduction, Extension, LimitFacts
from cases.rules.limits import (
    LimitVersion,
    deductions_stopping,
    limit_versions,
    statutory_end_date,
    unrolled_end,
)
from enforcement.kernel.workdays import WorkCalendar
from tests.cases.rules.calendars import CALENDAR, day
from tests.cases.rules.limit_strategies import DAYS, EXTENSIONS, deductions, limit_facts, slow_end

FILED = day("2018-01-22")  # base end: Sunday 2018-07-22
ASKED = day("2018-12-31")


def facts(
    *taken: Deduction | Extension, filed_on: date = FILED, **more: date | int | None
) -> LimitFacts:
    return LimitFacts(
        filed_on,
        6,
        tuple(each for each in taken if isinstance(each, Deduction)),
        tuple(each for each in taken if isinstance(each, Extension)),
    )._replace(**more)


def off(start: str, stop: str | None = None) -> Deduction:
    return Deduction("评估", day(start), day(stop) if stop else None)


def end(given_facts: LimitFacts, asked: date = ASKED) -> date | None:
    return statutory_end_date(given_facts, asked, CALENDAR)


@pytest.mark.parametrize(
    ("filed_on", "expected", "why"),
    [
        ("2018-01-23", "2018-07-23", "same day number, a Monday"),
        ("2018-01-22", "2018-07-23", "Sunday rolls to Monday"),
        ("2017-08-31", "2018-02-28", "no 31 February"),
        ("2018-08-31", "2019-02-28", "the month's last day"),
        ("2019-08-31", "2020-03-02", "leap day, a Saturday, rolls on"),
        ("2017-08-16", "2018-02-22", "over Spring Festival"),
        ("2018-04-01", "2018-10-08", "over National Day"),
        ("2017-08-24", "2018-02-24", "a worked Saturday holds"),
        ("2018-03-29", "2018-09-29", "a worked Saturday holds"),
        ("2026-07-01", "2027-01-04", "into a provisional year"),
        ("2003-04-04", "2003-10-06", "before 2004 National Day is not known"),
    ],
)
def test_base_term(filed_on: str, expected: str, why: str) -> None:
    assert end(facts(filed_on=day(filed_on))) == day(expected), why


@pytest.mark.parametrize(
    ("taken", "expected", "why"),
    [
        ([off("2018-06-04", "2018-06-28"), off("2018-06-21", "2018-07-10")], "2018-08-28",
         "25 + 20 - 8 = 37 days: the overlap counts once"),
        ([off("2018-06-01", "2018-06-01")], "2018-07-23", "one day, both ends inclusive"),
        ([off("2018-06-01", "2018-06-02")], "2018-07-24", "two days"),
        ([off("2018-07-22", "2018-07-31")], "2018-08-01", "begins on the unrolled end: counts"),
        ([off("2018-07-23", "2018-07-31")], "2018-07-23",
         "begins after it, though on the rolled day: adds nothing"),
        ([off("2018-07-22", "2018-07-31"), off("2018-08-01", "2018-08-05")], "2018-08-06",
         "the second begins on the end that the first moved"),
        ([off("2018-07-22", "2018-07-31"), off("2018-08-02", "2018-08-05")], "2018-08-01",
         "a day too late for it"),
        ([off("2018-01-10", "2018-01-22")], "2018-07-23", "up to filing: nothing"),
        ([off("2018-01-10", "2018-01-24")], "2018-07-24", "only the 23rd and 24th count"),
        ([off("2018-06-10", "2018-06-01")], "2018-07-23", "a 止 before its 起 counts nothing"),
        ([Extension(day("2018-07-20"), 3)], "2018-10-22", "months, same day number"),
        ([Extension(day("2018-10-01"), 3)], "2018-10-22", "approved after the old end"),
        ([Extension(day("2018-07-20"), 3), off("2018-10-20", "2018-10-29")], "2018-11-01",
         "months first: the deduction then begins in time"),
        ([off("2018-06-01", "9999-12-31")], "9999-12-31", "the calendar's last day is the end"),
        ([Extension(day("2018-07-20"), 99999)], "9999-12-31", "months past the calendar"),
    ],
)  # fmt: skip
def test_deductions_and_extensions(
    taken: list[Deduction | Extension], expected: str, why: str
) -> None:
    assert end(facts(*taken)) == day(expected), why


def test_extension_months_add_to_the_base_not_to_its_end() -> None:
    extended = facts(Extension(day("2018-02-01"), 3), filed_on=day("2017-08-31"))
    assert end(extended) == day("2018-05-31")


@pytest.mark.parametrize(
    ("asked", "expected", "why"),
    [
        ("2018-05-31", "2018-07-23", "not begun"),
        ("2018-06-01", "2018-07-23", "first day: 07-23, a Monday"),
        ("2018-06-11", "2018-08-02", "eleven days so far"),
        ("2018-12-31", "2019-02-21", "still running: 214 days"),
    ],
)
def test_running_deduction_ends_on_the_day_asked(asked: str, expected: str, why: str) -> None:
    assert end(facts(off("2018-06-01")), day(asked)) == day(expected), why


def test_written_end_counts_whole_once_begun() -> None:
    written = facts(off("2018-06-01", "2018-06-30"))
    assert end(written, day("2018-05-31")) == day("2018-07-23")
    assert end(written, day("2018-06-01")) == day("2018-08-21")


def test_extension_counts_from_its_approval() -> None:
    extended = facts(Extension(day("2018-07-20"), 3))
    assert end(extended, day("2018-07-19")) == day("2018-07-23")
    assert end(extended, day("2018-07-20")) == day("2018-10-22")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("2018-06-05", "2018-07-27"), ("2018-06-10", "2018-08-01"), ("2018-12-31", "2018-08-01")],
)
def test_closing_ends_what_runs_and_what_may_come(asked: str, expected: str) -> None:
    closed = facts(off("2018-06-01"), Extension(day("2018-06-11"), 3), closed_on=day("2018-06-10"))
    assert end(closed, day(asked)) == day(expected)


def test_a_given_end_is_taken_as_written() -> None:
    given_end = facts(off("2018-06-01"), Extension(FILED, 3), given=day("2018-07-22"))
    assert end(given_end) == day("2018-07-22"), "a Sunday, unrolled"


def test_without_a_limit_there_is_no_end() -> None:
    unlimited = facts(off("2018-06-01"), base_months=None)
    assert end(unlimited) is None
    assert limit_versions(unlimited, CALENDAR) == [LimitVersion(FILED, None, None)]
    assert deductions_stopping(unlimited, ASKED) == ()


def test_a_term_in_days() -> None:
    assert end(facts(base_months=0, base_days=15)) == day("2018-02-06")


@given(limit_facts(), DAYS)
def test_agrees_with_the_slow_way(some: LimitFacts, asked: date) -> None:
    slow = slow_end(some, asked)
    assert unrolled_end(some, some.base_months or 0, asked) == slow
    assert end(some, asked) == CALENDAR.roll(slow).day


@given(limit_facts(), DAYS, st.randoms(use_true_random=False))
def test_order_of_facts_does_not_matter(
    some: LimitFacts, asked: date, chance: random.Random
) -> None:
    mixed = list(some.deductions)
    chance.shuffle(mixed)
    shuffled = some._replace(deductions=tuple(mixed), extensions=some.extensions[::-1])
    assert end(shuffled, asked) == end(some, asked)


@given(limit_facts(), DAYS)
def test_a_deduction_twice_counts_once(some: LimitFacts, asked: date) -> None:
    assert end(some._replace(deductions=some.deductions * 2), asked) == end(some, asked)


@given(limit_facts(), EXTENSIONS, DAYS)
def test_an_extension_never_shortens(some: LimitFacts, more: Extension, asked: date) -> None:
    longer = some._replace(extensions=(*some.extensions, more))
    assert unrolled_end(longer, 6, asked) >= unrolled_end(some, 6, asked)


@given(limit_facts(), deductions(), DAYS)
def test_a_deduction_adds_at_most_its_days(some: LimitFacts, more: Deduction, asked: date) -> None:
    """Itself, and what it makes begin in time."""
    before = unrolled_end(some, 6, asked)
    after = unrolled_end(some._replace(deductions=(*some.deductions, more)), 6, asked)
    stops = [each.to_on or asked for each in (*some.deductions, more)]
    lengths = [
        max((stop - each.from_on).days + 1, 0)
        for each, stop in zip((*some.deductions, more), stops, strict=True)
    ]
    assert after <= before + timedelta(days=sum(lengths))


@given(limit_facts(), DAYS, DAYS)
def test_an_open_case_never_gets_an_earlier_end(some: LimitFacts, one: date, two: date) -> None:
    """Facts only join in: a block can grow or begin earlier, never shrink."""
    low, high = sorted((one, two))
    opened = some._replace(closed_on=None)
    assert unrolled_end(opened, 6, low) <= unrolled_end(opened, 6, high)


# Stopped clocks -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "asked", "stopped"),
    [
        ([off("2018-06-01")], "2018-05-31", False),
        ([off("2018-06-01")], "2018-06-01", True),
        ([off("2018-06-01", "2018-06-10")], "2018-06-10", True),
        ([off("2018-06-01", "2018-06-10")], "2018-06-11", False),
        ([off("2018-07-22")], "2018-07-25", True),  # begins on the unrolled end
        ([off("2018-07-23")], "2018-07-25", False),
        ([off("2018-08-01")], "2018-08-15", False),  # began after the end: adds nothing
        ([off("2018-07-01", "2018-07-31"), off("2018-08-01")], "2018-08-15", True),
        ([off("2018-08-01"), Extension(day("2018-07-20"), 3)], "2018-08-15", True),
        ([off("2018-06-01", "2018-06-02"), off("2018-09-01")], "2018-06-02", True),
    ],
)
def test_deductions_stopping(taken: list[Deduction | Extension], asked: str, stopped: bool) -> None:
    assert bool(deductions_stopping(facts(*taken), day(asked))) is stopped


def test_deductions_stopping__names_all_that_are_current() -> None:
    both = facts(off("2018-06-01"), off("2018-06-05", "2018-06-20"), off("2018-06-19"))
    assert deductions_stopping(both, day("2018-06-18")) == both.deductions[:2]


def test_deductions_stopping__a_closed_or_given_case_has_no_clock() -> None:
    running = facts(off("2018-06-01"))
    closed = running._replace(closed_on=day("2018-06-10"))
    assert deductions_stopping(closed, day("2018-06-09"))
    assert not deductions_stopping(closed, day("2018-06-10"))
    assert not deductions_stopping(running._replace(given=day("2018-09-01")), day("2018-06-09"))


# Versions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "more", "versions"),
    [
        ([], {}, [("2018-01-22", None, "2018-07-23", False)]),
        (
            [off("2018-06-01", "2018-06-30"), Extension(day("2018-07-20"), 3)],
            {},
            [
                ("2018-01-22", "2018-05-31", "2018-07-23", False),
                ("2018-06-01", "2018-07-19", "2018-08-21", False),
                ("2018-07-20", None, "2018-11-21", False),
            ],
        ),
        (
            [off("2018-06-04")],
            {},
            [
                ("2018-01-22", "2018-06-03", "2018-07-23", False),
                ("2018-06-04", None, None, True),
            ],
        ),
        (
            [off("2018-06-04")],
            {"closed_on": day("2018-06-30")},
            [
                ("2018-01-22", "2018-06-03", "2018-07-23", False),
                ("2018-06-04", "2018-06-29", None, True),
                ("2018-06-30", None, "2018-08-20", False),
            ],
        ),
        ([off("2018-08-01")], {}, [("2018-01-22", None, "2018-07-23", False)]),
        (
            [off("2018-08-01"), Extension(day("2018-08-10"), 3)],
            {},
            [
                ("2018-01-22", "2018-08-09", "2018-07-23", False),
                ("2018-08-10", None, None, True),
            ],
        ),
        ([off("2018-06-01")], {"given": day("2018-07-22")},
         [("2018-01-22", None, "2018-07-22", False)]),
        ([off("2018-06-01"), off("2018-05-01", "9999-12-31")], {},
         [("2018-01-22", "2018-04-30", "2018-07-23", False),
          ("2018-05-01", None, "9999-12-31", False)]),
    ],
)  # fmt: skip
def test_limit_versions(
    taken: list[Deduction | Extension],
    more: dict[str, date],
    versions: list[tuple[str, str | None, str | None, bool]],
) -> None:
    expected = [
        LimitVersion(day(a), day(b) if b else None, day(c) if c else None, running)
        for a, b, c, running in versions
    ]
    assert limit_versions(facts(*taken, **more), CALENDAR) == expected


@given(limit_facts())
def test_limit_versions__say_for_every_day_what_the_rule_says(some: LimitFacts) -> None:
    versions = limit_versions(some, CALENDAR)
    assert versions[0].asked_from == some.filed_on
    assert versions[-1].asked_to is None
    for one, following in pairwise(versions):
        assert one.asked_to == following.asked_from - timedelta(days=1)
        assert one[2:] != following[2:], "as few as can be"
    for version in versions:
        last = version.asked_to or date(2020, 12, 31)
        for n in range((last - version.asked_from).days + 1):
            asked = version.asked_from + timedelta(days=n)
            assert version.running is (version.end is None)
            assert version.running or version.end == end(some, asked)


@given(limit_facts())
def test_limit_versions__run_only_where_the_end_moves(some: LimitFacts) -> None:
    for version in limit_versions(some, CALENDAR):
        if version.running:
            last = version.asked_to or date(2029, 12, 31)
            assert unrolled_end(some, some.base_months or 0, version.asked_from) < unrolled_end(
                some, some.base_months or 0, last
            )


def test_limit_versions__another_calendar_gives_other_ends() -> None:
    plain = facts(filed_on=day("2018-04-01"))
    assert limit_versions(plain, WorkCalendar(final_years=frozenset({2018})))[0].end == day(
        "2018-10-01"
    )

"""Traffic lights at their edges."""

import pytest

from cases.rules.lights import Clock, Light, LightCode, light, seal_light
from tests.cases.rules.calendars import CALENDAR, day

# 2018-01-01 to 2018-04-11: 100 days.
CLOCK = Clock(day("2018-01-01"), day("2018-04-11"))


@pytest.mark.parametrize(
    ("today", "code", "days"),
    [
        ("2017-12-25", LightCode.GREEN, 107),
        ("2018-01-01", LightCode.GREEN, 100),
        ("2018-03-21", LightCode.GREEN, 21),
        ("2018-03-22", LightCode.YELLOW, 20),  # exactly 20 %
        ("2018-04-10", LightCode.YELLOW, 1),
        ("2018-04-11", LightCode.DUE_TODAY, 0),
        ("2018-04-12", LightCode.RED, 1),
        ("2018-05-11", LightCode.RED, 30),
    ],
)
def test_light__by_share_left(today: str, code: LightCode, days: int) -> None:
    assert light(CLOCK, day(today)) == Light(code, days, 100)


@pytest.mark.parametrize(
    ("today", "code", "days"),
    [
        ("2018-04-10", LightCode.STOPPED, 1),
        ("2018-04-11", LightCode.STOPPED, 0),
        ("2018-04-12", LightCode.RED, 1),
    ],
)
def test_light__a_stopped_clock_is_purple_until_it_is_over(
    today: str, code: LightCode, days: int
) -> None:
    assert light(CLOCK._replace(is_stopped=True), day(today)) == Light(code, days, 100)


@pytest.mark.parametrize(
    ("done", "code", "days"),
    [
        ("2018-02-01", LightCode.DONE, 0),
        ("2018-04-11", LightCode.DONE, 0),
        ("2018-04-12", LightCode.DONE_LATE, 1),
        ("2018-04-21", LightCode.DONE_LATE, 10),
    ],
)
def test_light__done(done: str, code: LightCode, days: int) -> None:
    clock = CLOCK._replace(done=day(done), is_stopped=True)
    assert light(clock, day("2018-12-31")) == Light(code, days, 100)


def test_light__without_a_due_day() -> None:
    waiting = Clock(day("2018-01-01"), None)
    assert light(waiting, day("2018-02-01")) == Light(LightCode.NOT_STARTED)
    done = waiting._replace(done=day("2018-01-05"))
    assert light(done, day("2018-02-01")) == Light(LightCode.DONE)


def test_light__the_reference_picture() -> None:
    clock = Clock(day("2018-01-22"), day("2018-08-28"))
    assert light(clock, day("2018-07-24")) == Light(LightCode.YELLOW, 35, 218)


@pytest.mark.parametrize(
    ("start", "due"), [("2018-07-24", "2018-07-24"), ("2018-07-25", "2018-07-24")]
)
def test_light__a_term_of_no_days(start: str, due: str) -> None:
    clock = Clock(day(start), day(due))
    assert light(clock, day("2018-07-23")).code is LightCode.GREEN
    assert light(clock, day("2018-07-24")).code is LightCode.DUE_TODAY


@pytest.mark.parametrize(
    ("today", "code", "days"),
    [
        ("2018-09-28", LightCode.GREEN, 3),  # two worked weekend days and 8 October
        ("2018-10-01", LightCode.GREEN, 1),  # 1 of 4 working days, all of them holiday between
        ("2018-10-07", LightCode.GREEN, 1),
        ("2018-10-08", LightCode.DUE_TODAY, 0),
        ("2018-10-09", LightCode.RED, 1),
    ],
)
def test_light__working_days(today: str, code: LightCode, days: int) -> None:
    clock = Clock(day("2018-09-27"), day("2018-10-08"))
    assert light(clock, day(today), CALENDAR) == Light(code, days, 4)


def test_light__a_weekend_late_is_late() -> None:
    clock = Clock(day("2018-07-16"), day("2018-07-20"))  # due on a Friday
    assert light(clock, day("2018-07-21"), CALENDAR) == Light(LightCode.RED, 1, 4)
    done = clock._replace(done=day("2018-07-22"))
    assert light(done, day("2018-07-30"), CALENDAR) == Light(LightCode.DONE_LATE, 1, 4)


@pytest.mark.parametrize(
    ("today", "code", "days"),
    [
        ("2018-07-14", LightCode.GREEN, 31),
        ("2018-07-15", LightCode.YELLOW, 30),
        ("2018-08-06", LightCode.YELLOW, 8),
        ("2018-08-07", LightCode.RED, 7),
        ("2018-08-14", LightCode.RED, 0),
        ("2018-08-15", LightCode.RED, -1),
    ],
)
def test_seal_light(today: str, code: LightCode, days: int) -> None:
    assert seal_light(day("2018-08-14"), day(today)) == Light(code, days)


def test_seal_light__no_end() -> None:
    assert seal_light(None, day("2018-08-14")) == Light(LightCode.NOT_STARTED)

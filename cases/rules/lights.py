"""Traffic lights of clocks (ui.md 2): a code and a number of days; words are the page's.

Rules CAS-61 and CAS-62. Shares are compared in whole numbers, never by a rounded percentage.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from enforcement.kernel.workdays import WorkCalendar

YELLOW_DIVISOR = 5  # yellow when a fifth (20 %) of the term or less is left
SEAL_RED_DAYS = 7
SEAL_YELLOW_DAYS = 30


class LightCode(StrEnum):
    """What a light says; `DUE_TODAY` is yellow with no day left."""

    GREEN = "green"
    YELLOW = "yellow"
    DUE_TODAY = "due_today"
    RED = "red"
    STOPPED = "stopped"
    DONE = "done"
    DONE_LATE = "done_late"
    NOT_STARTED = "not_started"


class Light(NamedTuple):
    """A light. `days`: left, or over when red or done late. `term_days`: from start to due."""

    code: LightCode
    days: int = 0
    term_days: int = 0


class Clock(NamedTuple):
    """A clock: from a start to a due day, stopped or done. No due day: not started."""

    start: date
    due: date | None
    is_stopped: bool = False
    done: date | None = None


def light(clock: Clock, today: date, workdays: WorkCalendar | None = None) -> Light:
    """The light of a clock on a day. Rule CAS-61.

    Green while more than 20 % of the term is left, red past due. Give the work calendar for a
    clock that counts working days.
    """
    if clock.due is None:
        # Done with no due day was still done; it cannot be late.
        return Light(LightCode.DONE if clock.done else LightCode.NOT_STARTED)
    term = _days(clock.start, clock.due, workdays)
    if clock.done is not None:
        late = _over(clock.due, clock.done, workdays)
        return Light(LightCode.DONE_LATE if late else LightCode.DONE, late, term)
    if over := _over(clock.due, today, workdays):
        return Light(LightCode.RED, over, term)
    left = _days(today, clock.due, workdays)
    if clock.is_stopped:
        return Light(LightCode.STOPPED, left, term)
    if today == clock.due:
        return Light(LightCode.DUE_TODAY, 0, term)
    is_green = left * YELLOW_DIVISOR > term
    return Light(LightCode.GREEN if is_green else LightCode.YELLOW, left, term)


def seal_light(ends_on: date | None, today: date) -> Light:
    """The light of a seal by days left: a lapse cannot be repaired. Rule CAS-62.

    Over 30 green, 30 to 8 yellow, 7 or fewer red; lapsed: red, with negative days. No end: grey.
    """
    if ends_on is None:
        return Light(LightCode.NOT_STARTED)
    left = (ends_on - today).days
    if left <= SEAL_RED_DAYS:
        return Light(LightCode.RED, left)
    return Light(LightCode.YELLOW if left <= SEAL_YELLOW_DAYS else LightCode.GREEN, left)


def _over(due: date, day: date, workdays: WorkCalendar | None) -> int:
    """Days past due; a day late is late even when no working day lies between."""
    return max(_days(due, day, workdays), 1) if day > due else 0


def _days(start: date, end: date, workdays: WorkCalendar | None) -> int:
    return (end - start).days if workdays is None else workdays.workdays_between(start, end)

"""The statutory end of a case (formats.md, rulings 14 and 15): fast, explained, and by versions.

`statutory_end_date` is the rule. `limit_steps.statutory_end` walks the same way and says why.
"""

from datetime import date, timedelta
from typing import NamedTuple

from cases.rules.limit_facts import (
    Deduction,
    LimitFacts,
    blocks_on,
    counted_interval,
    effective_day,
    months_on,
    term_end,
)
from enforcement.kernel.months import later
from enforcement.kernel.workdays import WorkCalendar

ONE_DAY = timedelta(days=1)


class LimitVersion(NamedTuple):
    """The end for every day asked from `asked_from` to `asked_to` (None: for good).

    `running`: a deduction without 止 moves the end day by day, so `end` is None and is computed
    for the day asked. `end` is also None where law sets no limit.
    """

    asked_from: date
    asked_to: date | None
    end: date | None
    running: bool = False


def statutory_end_date(facts: LimitFacts, asked: date, calendar: WorkCalendar) -> date | None:
    """Last day of the statutory limit as it stood on the day asked. Rules CAS-1 to CAS-7.

    A given end wins, unrolled. None where law sets no limit.
    """
    if facts.given is not None:
        return facts.given
    if facts.base_months is None:
        return None
    return calendar.roll_day(unrolled_end(facts, facts.base_months, asked))


def deductions_stopping(facts: LimitFacts, asked: date) -> tuple[Deduction, ...]:
    """The deductions that stop the clock on the day asked: current, counting, case open.

    One that began after the end adds nothing and so stops nothing (ruling 15).
    """
    if facts.base_months is None or facts.given is not None:
        return ()
    if facts.closed_on is not None and facts.closed_on <= asked:
        return ()
    counting = _counting_block(facts, facts.base_months, asked)
    return tuple(each for each in facts.deductions if counting and _covers(each, facts, asked))


def limit_versions(facts: LimitFacts, calendar: WorkCalendar) -> list[LimitVersion]:
    """The end for every day asked from filing on, as few versions in order without gaps.

    For storage: SQL finds the version of a day and restates no rule (ownership.md).
    """
    is_fixed = facts.given is not None or facts.base_months is None
    if is_fixed or not (facts.deductions or facts.extensions):
        end = statutory_end_date(facts, facts.filed_on, calendar)
        return [LimitVersion(facts.filed_on, None, end)]
    starts = _turning_days(facts)
    stops: list[date | None] = [start - ONE_DAY for start in starts[1:]]
    versions: list[LimitVersion] = []
    for start, stop in zip(starts, [*stops, None], strict=True):
        version = _version(facts, start, stop, calendar)
        if versions and versions[-1][2:] == version[2:]:
            version = version._replace(asked_from=versions.pop().asked_from)
        versions.append(version)
    return versions


def unrolled_end(facts: LimitFacts, base_months: int, asked: date) -> date:
    """The end before the roll: months, then each merged block that begins by the end so far."""
    day = effective_day(facts, asked)
    months = base_months + months_on(facts, day) if facts.extensions else base_months
    end = term_end(facts.filed_on, months, facts.base_days)
    if facts.deductions:
        for start, stop in blocks_on(facts, day):
            if start > end:
                break
            end = later(end, (stop - start).days + 1)
    return end


def _version(
    facts: LimitFacts, start: date, stop: date | None, calendar: WorkCalendar
) -> LimitVersion:
    if _moves(facts, start, stop):
        return LimitVersion(start, stop, None, running=True)
    return LimitVersion(start, stop, statutory_end_date(facts, start, calendar))


def _moves(facts: LimitFacts, start: date, stop: date | None) -> bool:
    """Whether the end depends on the day asked between two turning days.

    Between them only a deduction without 止 can grow, and it can only push the end on; so the
    ends of the first and the last day decide.
    """
    base = facts.base_months
    has_open_end = any(each.to_on is None and each.from_on <= start for each in facts.deductions)
    if base is None or not has_open_end:
        return False
    if stop is None:
        # For good: once past every written 止, one more day shows whether it still grows.
        written = [each.to_on for each in facts.deductions if each.to_on is not None]
        stop = later(max([start, *written]), 1)
    return unrolled_end(facts, base, stop) != unrolled_end(facts, base, start)


def _turning_days(facts: LimitFacts) -> list[date]:
    """Filing, and every later day on which a fact begins to count; the closing is the last."""
    days = {each.from_on for each in facts.deductions}
    days.update(each.approved_on for each in facts.extensions)
    if facts.closed_on is not None:
        days = {day for day in days if day < facts.closed_on} | {facts.closed_on}
    return sorted({day for day in days if day > facts.filed_on} | {facts.filed_on})


def _covers(deduction: Deduction, facts: LimitFacts, day: date) -> bool:
    interval = counted_interval(deduction, facts.filed_on, day)
    return interval is not None and interval.start <= day <= interval.stop


def _counting_block(facts: LimitFacts, base_months: int, day: date) -> bool:
    """Whether the merged block that covers this day begins by the end it may move."""
    end = term_end(facts.filed_on, base_months + months_on(facts, day), facts.base_days)
    for block in blocks_on(facts, day):
        if block.start > end:
            return False
        if block.start <= day <= block.stop:
            return True
        end = later(end, block.days)
    return False

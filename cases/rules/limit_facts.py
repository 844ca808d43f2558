"""What a statutory end is counted from, and which of it stands on the day asked."""

from datetime import date, timedelta
from typing import NamedTuple

from cases.rules.intervals import Interval, merge
from enforcement.kernel.months import add_months, later

ONE_DAY = timedelta(days=1)


class Deduction(NamedTuple):
    """Days that do not count, both inclusive; `to_on` None while it is still running."""

    kind: str
    from_on: date
    to_on: date | None = None


class Extension(NamedTuple):
    """Months added, from the day they were approved."""

    approved_on: date
    months: int


class LimitFacts(NamedTuple):
    """All that the statutory end of a case depends on, apart from the day asked.

    `base_months` None: law sets no limit. `base_days` is for terms in days (执异, 执复).
    `given` is a 法定期限届满日 from the ledger: it wins as written.
    """

    filed_on: date
    base_months: int | None
    deductions: tuple[Deduction, ...] = ()
    extensions: tuple[Extension, ...] = ()
    closed_on: date | None = None
    given: date | None = None
    base_days: int = 0


def effective_day(facts: LimitFacts, asked: date) -> date:
    """The day on which facts stand: the closing date once closed, else the day asked."""
    closed_on = facts.closed_on
    return asked if closed_on is None or closed_on > asked else closed_on


def counted_interval(deduction: Deduction, filed_on: date, day: date) -> Interval | None:
    """The days of a deduction that count on `day`; None when not begun or none are left.

    Once begun a written 止 counts whole, a blank one runs to `day`; days on or before filing
    never count. Ruling 15.
    """
    if deduction.from_on > day:
        return None
    start = deduction.from_on if deduction.from_on > filed_on else filed_on + ONE_DAY
    stop = day if deduction.to_on is None else deduction.to_on
    return Interval(start, stop) if start <= stop else None


def blocks_on(facts: LimitFacts, day: date) -> list[Interval]:
    """The deductions that count on `day`, merged: overlaps are counted once."""
    found = [counted_interval(each, facts.filed_on, day) for each in facts.deductions]
    return merge([interval for interval in found if interval is not None])


def months_on(facts: LimitFacts, day: date) -> int:
    """Months of all extensions approved by `day`."""
    return sum(each.months for each in facts.extensions if each.approved_on <= day)


def term_end(filed_on: date, months: int, days: int = 0) -> date:
    """End of a term before deductions; the calendar's last day where it would leave it."""
    try:
        end = add_months(filed_on, months)
    except OverflowError:
        return date.max
    return later(end, days) if days else end

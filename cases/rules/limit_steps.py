"""The steps by which a statutory end came about: data for a page in either language.

Order of the page: start, term, deductions, extensions, roll, result. Each step carries the days it
adds and the end reached so far; the sum is the same in any order, but whether a deduction begins
in time is judged with the extensions already added (ruling 14), so a bar names that day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.rules.citations import Wording
from cases.rules.intervals import Interval
from cases.rules.limit_facts import Extension
from enforcement.kernel.workdays import Basis, DayKind, SkippedDay


class BarState(StrEnum):
    """What became of a deduction."""

    COUNTED = "counted"
    BEGAN_AFTER_END = "began_after_end"  # adds nothing
    NOT_BEGUN = "not_begun"  # begins after the day asked
    NO_DAYS = "no_days"  # all of it on or before the day of filing


@dataclass(frozen=True)
class StartStep:
    """Filing; the day of filing does not count."""

    filed_on: date
    counts_from: date
    cited: Wording


@dataclass(frozen=True)
class TermStep:
    """The base term from filing."""

    months: int
    days: int
    days_added: int
    end: date
    cited: Wording | None


@dataclass(frozen=True)
class Bar:
    """One deduction as drawn; `to_on` None while it has no end.

    `start` to `stop`: its days after filing up to the day asked, None when there are none.
    """

    kind: str
    from_on: date
    to_on: date | None
    state: BarState
    start: date | None
    stop: date | None
    days: int
    measured_against: date | None  # the end by which it had to begin
    cited: Wording | None


@dataclass(frozen=True)
class DeductionStep:
    """All deductions; `days_added` = sum of counted bars − `overlap_days`."""

    bars: tuple[Bar, ...]
    blocks: tuple[Interval, ...]
    overlaps: tuple[Interval, ...]
    bar_days: int
    overlap_days: int
    days_added: int
    end: date
    cited: Wording


@dataclass(frozen=True)
class ExtensionStep:
    """Extensions that count, and those approved after the day asked."""

    counted: tuple[Extension, ...]
    later: tuple[Extension, ...]
    months: int
    days_added: int
    end: date
    cited: Wording


@dataclass(frozen=True)
class RollStep:
    """The roll to a working day: what was skipped, what kind of day it ends on."""

    unrolled: date
    skipped: tuple[SkippedDay, ...]
    lands_on: DayKind
    basis: Basis
    days_added: int
    end: date
    cited: Wording


@dataclass(frozen=True)
class ResultStep:
    """The end that holds; `days_added` counts from filing."""

    end: date | None
    days_added: int
    is_given: bool


LimitStep = StartStep | TermStep | DeductionStep | ExtensionStep | RollStep | ResultStep


@dataclass(frozen=True)
class LimitEnd:
    """A statutory end with its reasons.

    `day` is the day on which facts were taken: the closing date once closed. `basis` is what the
    work calendar knew (None for a given end, or where law sets no limit). `difference_days` =
    given − computed.
    """

    end: date | None
    computed: date | None
    given: date | None
    difference_days: int | None
    day: date
    basis: Basis | None
    steps: tuple[LimitStep, ...]

    @property
    def provisional(self) -> bool:
        """Whether make-up days still to be announced may move it (ruling 47)."""
        return self.basis is Basis.STATUTORY_DAYS

"""The explained end: same as the fast one, and steps that add up."""

from datetime import date, timedelta
from typing import TypeVar

import pytest
from hypothesis import given

from cases.enums import LimitEventKind
from cases.rules.limit_explained import DEDUCTION_RULES, statutory_end
from cases.rules.limit_facts import Deduction, Extension, LimitFacts
from cases.rules.limit_steps import (
    BarState,
    DeductionStep,
    ExtensionStep,
    LimitEnd,
    ResultStep,
    RollStep,
    StartStep,
    TermStep,
)
from cases.rules.limits import statutory_end_date
from enforcement.kernel.workdays import Basis, DayKind
from tests.cases.rules.calendars import CALENDAR, day
from tests.cases.rules.limit_strategies import DAYS, limit_facts

S = TypeVar("S")
ASKED = day("2018-07-24")
# The case of the reference picture: 25 + 20 - 8 = 37 days.
PICTURE = LimitFacts(
    filed_on=day("2018-01-22"),
    base_months=6,
    deductions=(
        Deduction("中止执行", day("2018-06-21"), day("2018-07-10")),
        Deduction("评估", day("2018-06-04"), day("2018-06-28")),
    ),
)


def explained(facts: LimitFacts, asked: date = ASKED) -> LimitEnd:
    return statutory_end(facts, asked, CALENDAR)


def step_of(end: LimitEnd, kind: type[S]) -> S:
    return next(step for step in end.steps if isinstance(step, kind))


def test_the_picture() -> None:
    end = explained(PICTURE)
    start, term, deductions, extensions, roll, result = end.steps
    assert isinstance(start, StartStep)
    assert start.counts_from == day("2018-01-23")
    assert start.cited.zh == "《严格执行案件审理期限制度的若干规定》第八条"
    assert isinstance(term, TermStep)
    assert (term.months, term.days_added, term.end) == (6, 181, day("2018-07-22"))
    assert term.cited is not None
    assert term.cited.document.number == "法发〔2006〕35号"
    assert term.cited.article == "1"
    assert isinstance(deductions, DeductionStep)
    assert [(bar.kind, bar.days, bar.state) for bar in deductions.bars] == [
        ("评估", 25, BarState.COUNTED),
        ("中止执行", 20, BarState.COUNTED),
    ]
    assert (deductions.bar_days, deductions.overlap_days, deductions.days_added) == (45, 8, 37)
    assert deductions.overlaps == ((day("2018-06-21"), day("2018-06-28")),)
    assert deductions.blocks == ((day("2018-06-04"), day("2018-07-10")),)
    assert deductions.end == day("2018-08-28")
    assert [bar.cited.article for bar in deductions.bars if bar.cited] == ["9(8)", "9(9)"]
    assert isinstance(extensions, ExtensionStep)
    assert (extensions.counted, extensions.months, extensions.days_added) == ((), 0, 0)
    assert isinstance(roll, RollStep)
    assert (roll.skipped, roll.lands_on, roll.days_added) == ((), DayKind.WORKDAY, 0)
    assert result == ResultStep(day("2018-08-28"), 218, is_given=False)
    assert (end.end, end.basis, end.provisional) == (day("2018-08-28"), Basis.ANNOUNCED, False)


def test_extension_is_shown_after_deductions_but_judged_before() -> None:
    late = Deduction("拍卖", day("2018-09-01"), day("2018-09-10"))
    facts = PICTURE._replace(
        deductions=(late,),
        extensions=(Extension(day("2018-08-01"), 3), Extension(day("2018-12-01"), 1)),
    )
    end = explained(facts, day("2018-10-01"))
    deductions, extensions = step_of(end, DeductionStep), step_of(end, ExtensionStep)
    assert deductions.bars[0].measured_against == day("2018-10-22")
    assert (deductions.days_added, deductions.end) == (10, day("2018-08-01"))
    assert (extensions.months, extensions.days_added) == (3, 92)
    assert extensions.later == (Extension(day("2018-12-01"), 1),)
    assert extensions.end == end.end == day("2018-11-01")


@pytest.mark.parametrize(
    ("deduction", "asked", "state", "span"),
    [
        (("2018-08-01", "2018-08-10"), "2018-09-01", BarState.BEGAN_AFTER_END, 10),
        (("2018-08-01", "2018-08-10"), "2018-07-24", BarState.NOT_BEGUN, 0),
        (("2018-08-01", None), "2018-07-24", BarState.NOT_BEGUN, 0),
        (("2018-01-01", "2018-01-22"), "2018-07-24", BarState.NO_DAYS, 0),
        (("2018-07-01", None), "2018-07-24", BarState.COUNTED, 24),
        (("2018-01-01", "2018-01-24"), "2018-07-24", BarState.COUNTED, 2),
    ],
)
def test_bars_say_what_became_of_a_deduction(
    deduction: tuple[str, str | None], asked: str, state: BarState, span: int
) -> None:
    start, stop = deduction
    taken = Deduction("请示", day(start), day(stop) if stop else None)
    steps = step_of(explained(PICTURE._replace(deductions=(taken,)), day(asked)), DeductionStep)
    (bar,) = steps.bars
    assert (bar.state, bar.days) == (state, span)
    assert steps.days_added == (span if state is BarState.COUNTED else 0)


def test_a_block_is_measured_by_the_end_that_the_one_before_moved() -> None:
    taken = (
        Deduction("评估", day("2018-07-22"), day("2018-07-31")),
        Deduction("拍卖", day("2018-08-01"), day("2018-08-05")),
        Deduction("变卖", day("2018-08-08"), day("2018-08-09")),
    )
    step = step_of(explained(PICTURE._replace(deductions=taken), day("2018-12-31")), DeductionStep)
    assert [(bar.measured_against, bar.state) for bar in step.bars] == [
        (day("2018-07-22"), BarState.COUNTED),
        (day("2018-08-01"), BarState.COUNTED),
        (day("2018-08-06"), BarState.BEGAN_AFTER_END),
    ]
    assert (step.days_added, step.end) == (15, day("2018-08-06"))


def test_roll_over_a_holiday_names_the_days() -> None:
    roll = step_of(explained(LimitFacts(day("2017-08-16"), 6)), RollStep)
    assert (roll.unrolled, roll.end, roll.days_added) == (
        day("2018-02-16"),
        day("2018-02-22"),
        6,
    )
    assert len(roll.skipped) == 6
    assert (roll.cited.article, roll.cited.zh) == ("82", "《民事诉讼法》第八十二条")


def test_roll_onto_a_worked_saturday() -> None:
    roll = step_of(explained(LimitFacts(day("2018-03-29"), 6)), RollStep)
    assert (roll.end, roll.lands_on) == (day("2018-09-29"), DayKind.MAKEUP_WORKDAY)


@pytest.mark.parametrize(
    ("filed_on", "basis", "provisional"),
    [
        ("2026-06-30", Basis.ANNOUNCED, False),  # ends Wednesday 2026-12-30
        ("2026-07-01", Basis.STATUTORY_DAYS, True),  # rolls 2027-01-01 to 01-04
        ("2026-10-01", Basis.STATUTORY_DAYS, True),
        ("2003-04-04", Basis.WEEKENDS, False),
    ],
)
def test_basis(filed_on: str, basis: Basis, provisional: bool) -> None:
    end = explained(LimitFacts(day(filed_on), 6))
    assert (end.basis, end.provisional) == (basis, provisional)


def test_a_given_end_stands_beside_the_computed_one() -> None:
    end = explained(PICTURE._replace(given=day("2018-09-02")))
    assert (end.end, end.computed, end.difference_days) == (
        day("2018-09-02"),
        day("2018-08-28"),
        5,
    )
    assert end.provisional is False
    assert step_of(end, ResultStep) == ResultStep(day("2018-09-02"), 223, is_given=True)


@pytest.mark.parametrize("given_end", [None, day("2018-09-02")])
def test_without_a_limit(given_end: date | None) -> None:
    end = explained(PICTURE._replace(base_months=None, given=given_end))
    assert (end.end, end.computed, end.basis) == (given_end, None, None)
    assert [type(step) for step in end.steps] == [StartStep, ResultStep]


def test_a_term_no_rule_knows_is_not_cited() -> None:
    assert step_of(explained(LimitFacts(day("2018-01-22"), 4)), TermStep).cited is None


def test_a_closed_case_is_counted_at_its_closing() -> None:
    end = explained(PICTURE._replace(closed_on=day("2018-06-20")))
    assert end.day == day("2018-06-20")
    assert [bar.state for bar in step_of(end, DeductionStep).bars] == [
        BarState.COUNTED,
        BarState.NOT_BEGUN,
    ]


def test_every_kind_of_deduction_has_an_article() -> None:
    assert set(DEDUCTION_RULES) == set(LimitEventKind.values) - {LimitEventKind.EXTENSION}


@given(limit_facts(), DAYS)
def test_same_end_as_the_fast_way(facts: LimitFacts, asked: date) -> None:
    assert explained(facts, asked).end == statutory_end_date(facts, asked, CALENDAR)


@given(limit_facts(), DAYS)
def test_steps_add_up(facts: LimitFacts, asked: date) -> None:
    """Each step starts where the one before ended, and the days sum to the whole."""
    end = explained(facts, asked)
    reached, added = facts.filed_on, 0
    for step in end.steps:
        if isinstance(step, TermStep | DeductionStep | ExtensionStep | RollStep):
            assert step.end == reached + timedelta(days=step.days_added)
            reached, added = step.end, added + step.days_added
    assert step_of(end, ResultStep) == ResultStep(reached, added, is_given=False)


@given(limit_facts(), DAYS)
def test_bars_and_blocks_agree(facts: LimitFacts, asked: date) -> None:
    step = step_of(explained(facts, asked), DeductionStep)
    assert len(step.bars) == len(facts.deductions)
    assert sum(block.days for block in step.blocks) == step.days_added
    counted = [bar for bar in step.bars if bar.state is BarState.COUNTED]
    assert sum(bar.days for bar in counted) == step.bar_days
    assert step.overlap_days == step.bar_days - step.days_added >= 0
    assert bool(step.overlaps) == (step.overlap_days > 0)

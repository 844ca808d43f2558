"""The statutory end of a case with every step of its counting. Rules CAS-1 to CAS-19."""

from datetime import date, timedelta

from cases.rules import register
from cases.rules.citations import Rule
from cases.rules.intervals import Interval, merge, overlaps
from cases.rules.limit_facts import (
    Deduction,
    LimitFacts,
    counted_interval,
    effective_day,
    months_on,
    term_end,
)
from cases.rules.limit_steps import (
    Bar,
    BarState,
    DeductionStep,
    ExtensionStep,
    LimitEnd,
    ResultStep,
    RollStep,
    StartStep,
    TermStep,
)
from cases.rules.terms import term_rule
from enforcement.kernel.months import later
from enforcement.kernel.workdays import Basis, WorkCalendar

ONE_DAY = timedelta(days=1)

DEDUCTION_RULES: dict[str, Rule] = {
    "管辖异议": register.JURISDICTION,
    "审计": register.AUDIT_APPRAISAL,
    "评估": register.AUDIT_APPRAISAL,
    "资产清理": register.AUDIT_APPRAISAL,
    "中止执行": register.SUSPENSION,
    "暂缓执行": register.DEFERRAL,
    "拍卖": register.AUCTION_SALE,
    "变卖": register.AUCTION_SALE,
    "公告送达": register.PUBLIC_NOTICE,
    "鉴定": register.EXPERT_OPINION,
    "请示": register.INSTRUCTIONS_ASKED,
    "执行争议协调": register.COURTS_DISPUTE,
}


def statutory_end(facts: LimitFacts, asked: date, calendar: WorkCalendar) -> LimitEnd:
    """The last day of the statutory limit as it stood on the day asked, and why.

    The same end as `limits.statutory_end_date`. A given end wins and is shown with the computed
    one. Formats.md "The statutory end, exactly"; rulings 14, 15, 47.
    """
    day = effective_day(facts, asked)
    start = StartStep(
        facts.filed_on, later(facts.filed_on, 1), register.START_DAY.at(facts.filed_on)
    )
    if facts.base_months is None:
        result = ResultStep(facts.given, _days(facts.filed_on, facts.given), bool(facts.given))
        return LimitEnd(facts.given, None, facts.given, None, day, None, (start, result))
    term = _term_step(facts, facts.base_months)
    extended = term_end(facts.filed_on, facts.base_months + months_on(facts, day), facts.base_days)
    deductions = _deduction_step(facts, day, term.end, extended)
    extensions = _extension_step(facts, day, extended - term.end, deductions.end)
    roll = _roll_step(extensions.end, calendar)
    end = roll.end if facts.given is None else facts.given
    result = ResultStep(end, _days(facts.filed_on, end), facts.given is not None)
    return LimitEnd(
        end=end,
        computed=roll.end,
        given=facts.given,
        difference_days=None if facts.given is None else (facts.given - roll.end).days,
        day=day,
        basis=roll.basis if facts.given is None else None,
        steps=(start, term, deductions, extensions, roll, result),
    )


def _days(filed_on: date, end: date | None) -> int:
    return 0 if end is None else (end - filed_on).days


def _term_step(facts: LimitFacts, base_months: int) -> TermStep:
    end = term_end(facts.filed_on, base_months, facts.base_days)
    rule = term_rule(base_months, facts.base_days)
    return TermStep(
        months=base_months,
        days=facts.base_days,
        days_added=(end - facts.filed_on).days,
        end=end,
        cited=rule.at(facts.filed_on) if rule else None,
    )


def _deduction_step(facts: LimitFacts, day: date, base_end: date, extended: date) -> DeductionStep:
    """Deductions as drawn; judged against the extended end, added to the base end."""
    intervals = [counted_interval(each, facts.filed_on, day) for each in facts.deductions]
    measured = _measured(merge(each for each in intervals if each is not None), extended)
    counted = [block for block, against in measured if block.start <= against]
    added = sum(block.days for block in counted)
    bars = tuple(
        _bar(deduction, interval, measured, day)
        for deduction, interval in sorted(
            zip(facts.deductions, intervals, strict=True), key=lambda pair: pair[0].from_on
        )
    )
    drawn = [
        (bar.start, bar.stop)
        for bar in bars
        if bar.state is BarState.COUNTED and bar.start and bar.stop
    ]
    bar_days = sum(Interval(*each).days for each in drawn)
    return DeductionStep(
        bars=bars,
        blocks=tuple(counted),
        overlaps=tuple(overlaps(drawn)),
        bar_days=bar_days,
        overlap_days=bar_days - added,
        days_added=added,
        end=later(base_end, added),
        cited=register.DEDUCTIONS_MERGED.at(facts.filed_on),
    )


def _measured(blocks: list[Interval], end: date) -> list[tuple[Interval, date]]:
    """Each block with the end by which it has to begin; a counting one moves that end."""
    measured = []
    for block in blocks:
        measured.append((block, end))
        if block.start <= end:
            end = later(end, block.days)
    return measured


def _bar(
    deduction: Deduction,
    interval: Interval | None,
    measured: list[tuple[Interval, date]],
    day: date,
) -> Bar:
    rule = DEDUCTION_RULES.get(deduction.kind)
    state, against = _verdict(deduction, interval, measured, day)
    return Bar(
        kind=deduction.kind,
        from_on=deduction.from_on,
        to_on=deduction.to_on,
        state=state,
        start=interval.start if interval else None,
        stop=interval.stop if interval else None,
        days=interval.days if interval else 0,
        measured_against=against,
        cited=rule.at(deduction.from_on) if rule else None,
    )


def _verdict(
    deduction: Deduction,
    interval: Interval | None,
    measured: list[tuple[Interval, date]],
    day: date,
) -> tuple[BarState, date | None]:
    """What became of a deduction, and the end by which its block had to begin."""
    if interval is None:
        return (BarState.NOT_BEGUN if deduction.from_on > day else BarState.NO_DAYS), None
    block, against = next(each for each in measured if interval.start <= each[0].stop)
    return (BarState.COUNTED if block.start <= against else BarState.BEGAN_AFTER_END), against


def _extension_step(facts: LimitFacts, day: date, added: timedelta, end: date) -> ExtensionStep:
    ordered = sorted(facts.extensions)
    return ExtensionStep(
        counted=tuple(each for each in ordered if each.approved_on <= day),
        later=tuple(each for each in ordered if each.approved_on > day),
        months=months_on(facts, day),
        days_added=added.days,
        end=later(end, added.days),
        cited=register.EXTENSION.at(facts.filed_on),
    )


def _roll_step(unrolled: date, calendar: WorkCalendar) -> RollStep:
    end, skipped = calendar.roll(unrolled)
    # A roll over New Year rests on the less certain of the two years.
    basis = max(calendar.basis(unrolled), calendar.basis(end), key=list(Basis).index)
    return RollStep(
        unrolled=unrolled,
        skipped=skipped,
        lands_on=calendar.kind_of(end),
        basis=basis,
        days_added=(end - unrolled).days,
        end=end,
        cited=register.HOLIDAY_ROLL.at(unrolled),
    )

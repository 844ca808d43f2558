"""Random limit facts, and the statutory end computed the slow and obvious way."""

from datetime import date, timedelta

from hypothesis import strategies as st

from cases.rules.limit_facts import Deduction, Extension, LimitFacts
from enforcement.kernel.months import add_months

FIRST, LAST = date(2016, 1, 1), date(2019, 6, 30)
DAYS = st.dates(FIRST, LAST)
KINDS = ("评估", "中止执行", "拍卖", "延期审理")


@st.composite
def deductions(draw: st.DrawFn) -> Deduction:
    from_on = draw(DAYS)
    length = draw(st.none() | st.integers(-2, 200))
    to_on = None if length is None else from_on + timedelta(days=length)
    return Deduction(draw(st.sampled_from(KINDS)), from_on, to_on)


EXTENSIONS = st.builds(Extension, DAYS, st.integers(1, 4))


@st.composite
def limit_facts(draw: st.DrawFn) -> LimitFacts:
    filed_on = draw(st.dates(FIRST, date(2018, 6, 30)))
    closed_on = draw(st.none() | st.integers(0, 900).map(lambda n: filed_on + timedelta(days=n)))
    return LimitFacts(
        filed_on=filed_on,
        base_months=draw(st.sampled_from([3, 6, 0])),
        deductions=tuple(draw(st.lists(deductions(), max_size=4))),
        extensions=tuple(draw(st.lists(EXTENSIONS, max_size=2))),
        closed_on=closed_on,
        base_days=draw(st.sampled_from([0, 15])),
    )


def slow_end(facts: LimitFacts, asked: date) -> date:
    """The unrolled end by formats.md, on sets of days: no merging, no shared code."""
    day = asked if facts.closed_on is None else min(asked, facts.closed_on)
    off = set()
    for each in facts.deductions:
        if each.from_on <= day:
            stop = day if each.to_on is None else each.to_on
            off |= {each.from_on + timedelta(days=n) for n in range((stop - each.from_on).days + 1)}
    off = {each for each in off if each > facts.filed_on}
    months = facts.base_months or 0
    months += sum(each.months for each in facts.extensions if each.approved_on <= day)
    end = add_months(facts.filed_on, months) + timedelta(days=facts.base_days)
    # A block begins where the day before it counts; it moves the end when it begins by it.
    for start in sorted(each for each in off if each - timedelta(days=1) not in off):
        if start <= end:
            length = 1
            while start + timedelta(days=length) in off:
                length += 1
            end += timedelta(days=length)
    return end

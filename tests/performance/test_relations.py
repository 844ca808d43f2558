"""What the SQL of the facts relies on."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.rules.limit_facts import Deduction, Extension, LimitFacts
from cases.rules.limits import limit_versions, statutory_end_date
from enforcement.kernel.workdays import WorkCalendar

CALENDAR = WorkCalendar()
days = st.integers(0, 700).map(lambda n: date(2017, 1, 1) + timedelta(days=n))
deductions = st.builds(
    lambda start, length: Deduction("中止执行", start, None if length is None else start + length),
    days,
    st.none() | st.integers(0, 90).map(timedelta),
)


@given(
    days,
    st.lists(deductions, max_size=4),
    st.lists(st.builds(Extension, days, st.integers(1, 4)), max_size=2),
    st.integers(0, 500),
)
def test_an_end_that_a_running_deduction_moves_lies_ahead(filed_on, stops, longer, wait):
    """Where no end is stored for a day, it is later than that day: nothing has expired."""
    facts = LimitFacts(filed_on, 6, tuple(stops), tuple(longer))
    asked = filed_on + timedelta(days=wait)
    versions = limit_versions(facts, CALENDAR)
    version = next(each for each in reversed(versions) if each.asked_from <= asked)

    if version.end is None:
        assert statutory_end_date(facts, asked, CALENDAR) > asked

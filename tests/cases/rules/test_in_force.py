"""Terms by day: the day on which a term starts chooses its length, and nothing else does."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.derived import CaseFacts, derive
from cases.rules.documents import SINCE_MAY_2017
from cases.rules.in_force import BY_LAW, Terms, value_on
from cases.rules.money import DEFAULT_TERMS, PayoutTerms
from cases.rules.node_table import ASSIGN, CLUE_CHECK, NETWORK_QUERY, NODE_RULES, NOTICE
from cases.selectors.terms import CODES
from courts.parameters import CATALOGUE
from tests.cases.rules.test_nodes import CALENDAR

CHANGE = date(2026, 9, 1)
CHANGED = Terms(
    enforcement_months=((date.min, 6), (CHANGE, 4)),
    administrative_months=((date.min, 3), (CHANGE, 2)),
    assign_days=((date.min, 7), (CHANGE, 1)),
    notice_days=((date.min, 3), (CHANGE, 8), (date(2026, 9, 15), 1)),
    payout_days=((date.min, 30), (CHANGE, 20)),
    deferral_days=((date.min, 10), (CHANGE, 5)),
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date.min, 6), (CHANGE - timedelta(1), 6), (CHANGE, 4), (date(2028, 2, 29), 4),
    ],
)  # fmt: skip
def test_value_on(day, value):
    assert value_on(CHANGED.enforcement_months, day) == value


def test_by_law__is_what_the_tables_and_the_catalogue_say():
    assert BY_LAW.rules_of("执") == NODE_RULES
    assert BY_LAW.payout(CHANGE) == DEFAULT_TERMS
    shipped = {field: CATALOGUE[code].default for field, code in CODES.items()}
    assert {field: getattr(BY_LAW, field)[0][1] for field in CODES} == shipped


@pytest.mark.parametrize(
    ("filed_on", "cause", "months"),
    [
        (CHANGE - timedelta(1), "", 6), (CHANGE, "", 4),
        (CHANGE - timedelta(1), "行政非诉执行", 3), (CHANGE, "行政非诉执行", 2),
    ],
)  # fmt: skip
def test_base_months__of_the_day_of_filing(filed_on, cause, months):
    assert CHANGED.base_months(cause, "", filed_on) == months


def facts(filed_on, **done):
    days = {name: day for name, day in done.items()}
    return CaseFacts(filed_on, None, None, "", "", "", (), days, "执")


def dues(terms, filed_on, **done):
    derived = derive(facts(filed_on, **done), date(2026, 9, 30), CALENDAR, terms)
    return {each.node: each.due for each in derived.nodes}


@pytest.mark.parametrize(
    ("assigned", "due", "why"),
    [
        (date(2026, 8, 31), date(2026, 9, 3), "before the change: three days"),
        (CHANGE, date(2026, 9, 9), "on its day: eight"),
        (date(2026, 9, 14), date(2026, 9, 22), "the day before the next: eight"),
        (date(2026, 9, 15), date(2026, 9, 16), "the next: one"),
    ],
)
def test_nodes__of_the_day_of_their_start(assigned, due, why):
    found = dues(CHANGED, date(2026, 8, 20), **{ASSIGN: assigned})
    assert found[NOTICE] == due, why
    assert found[ASSIGN] == date(2026, 8, 27), "filed before the change"


def test_nodes__newest_rule_alone_and_its_day_in_force():
    longer = Terms(clue_days=((date.min, 7), (date(2010, 1, 1), 9)))
    old, *newest = longer.rules_of("执")[CLUE_CHECK]
    assert old.days == 5
    assert [(each.days, each.since) for each in newest] == [
        (7, SINCE_MAY_2017),
        (9, SINCE_MAY_2017),
    ]


def test_nodes__of_other_types_of_case():
    others = CHANGED.rules_of("执保")
    assert NOTICE not in others
    assert NETWORK_QUERY not in others
    assert [each.days for each in others[ASSIGN]] == [7, 1]


@pytest.mark.parametrize(
    ("received_on", "deferred_until", "days"),
    [
        (CHANGE - timedelta(1), None, PayoutTerms(30, 10)),
        (CHANGE, None, PayoutTerms(20, 5)),
        (CHANGE - timedelta(1), CHANGE, PayoutTerms(30, 5)),
        (CHANGE - timedelta(9), CHANGE - timedelta(1), PayoutTerms(30, 10)),
    ],
)
def test_payout__of_the_days_of_arrival_and_of_the_end_of_a_deferral(
    received_on, deferred_until, days
):
    assert CHANGED.payout(received_on, deferred_until) == days


@given(
    filed_on=st.dates(date(2010, 1, 1), date(2030, 12, 31)),
    change=st.dates(date(2010, 1, 1), date(2030, 12, 31)),
    months=st.integers(1, 36),
    days=st.integers(1, 365),
)
def test_a_change_never_moves_what_started_before_it(filed_on, change, months, days):
    changed = Terms(
        enforcement_months=((date.min, 6), (change, months)),
        assign_days=((date.min, 7), (change, days)),
    )
    before, after = (
        derive(facts(filed_on), filed_on, CALENDAR, terms) for terms in (BY_LAW, changed)
    )
    if filed_on < change:
        assert before == after
    else:
        alone = Terms(enforcement_months=((date.min, months),), assign_days=((date.min, days),))
        assert after == derive(facts(filed_on), filed_on, CALENDAR, alone)

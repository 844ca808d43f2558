"""The demonstration bureau as a stream: the same for the same plan, and without a fault."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from cases.enums import LimitEventKind
from cases.reference import cause_names
from cases.rules.node_table import NODE_NAMES
from cases.rules.seals import check_term
from cases.sheets.case import MODES
from courts.enums import Role
from enforcement.desk.demo import cells, roster
from enforcement.desk.demo.bureau import Plan, stream
from enforcement.kernel.identity import check_for_import
from enforcement.kernel.synthetic import AREA

AS_OF = date(2026, 9, 24)
PLAN = Plan(cases=1500, seed=7, as_of=AS_OF)
SHOWN, SHOWN_COURT, PAGE = "刘志远", "赣0302", 50


@pytest.fixture(scope="module")
def cases():
    return _cases(PLAN)


@pytest.fixture(scope="module")
def petitions():
    return [row for batch in stream(PLAN) for row in batch.petitions]


def _cases(plan):
    return [case for batch in stream(plan) for case in batch.cases]


def _rows(plan, size):
    return [
        (case.number, [list(rows(case)) for rows in cells.ROWS.values()])
        for batch in stream(plan, size)
        for case in batch.cases
    ]


def test_the_same_plan_makes_the_same_rows_whatever_the_batch():
    plan = PLAN._replace(cases=120)

    assert _rows(plan, 1000) == _rows(plan, 7)


def test_another_seed_makes_other_rows():
    plan = PLAN._replace(cases=120)

    assert _rows(plan, 1000) != _rows(plan._replace(seed=8), 1000)


@pytest.mark.parametrize("count", [1, 7, 333, 1500])
def test_as_many_cases_as_asked(count):
    cases = _cases(PLAN._replace(cases=count))

    assert len({case.number for case in cases}) == count
    assert [case.filed_on for case in cases] == sorted(case.filed_on for case in cases)


def test_numbers_run_without_gaps_in_each_series(cases):
    series = defaultdict(list)
    for case in cases:
        series[case.court, case.type_word, case.year].append(case.serial)

    assert all(found == list(range(1, len(found) + 1)) for found in series.values())


def test_nothing_lies_ahead_of_the_last_day(cases, petitions):
    for case in cases:
        facts = [case.filed_on, case.closed_on]
        facts += [entry.at.date() for entry in case.entries]
        facts += [day for row in case.receipts for day in (row.received_on, row.paid_on)]
        facts += [row.from_on for row in case.seals] + [row.from_on for row in case.limit_rows]
        facts += [day for row in case.listings for day in (row.published_on, row.removed_on)]
        assert max(day for day in facts if day) <= AS_OF
    assert all(day <= AS_OF for row in petitions for day in (row.received_on, row.done_on) if day)


def test_closings_follow_filing_with_a_mode_of_the_type(cases):
    for case in cases:
        assert bool(case.closed_on) == bool(case.close_mode)
        if case.closed_on:
            assert case.closed_on >= case.filed_on
            assert case.close_mode in MODES[case.type_word]


def test_words_are_those_of_the_closed_lists(cases):
    causes = cause_names()

    assert {entry.node for case in cases for entry in case.entries} <= {*NODE_NAMES, ""}
    assert {row.kind for case in cases for row in case.limit_rows} <= set(LimitEventKind.values)
    assert all(case.cause in causes for case in cases)


def test_money_is_never_paid_out_before_or_beyond_what_arrived(cases):
    for row in (row for case in cases for row in case.receipts):
        assert row.amount > 0
        if row.paid_on:
            assert row.paid_on >= row.received_on
            assert row.paid_amount <= row.amount


def test_no_seal_is_longer_than_the_law_allows(cases):
    for row in (row for case in cases for row in case.seals):
        assert check_term(row.kind, row.from_on, row.to_on).fault is None


def test_people_do_not_exist_and_their_numbers_check(cases):
    people = [p for case in cases for p in case.parties if p.kind == "自然人" and p.number]

    assert len(people) > 1000
    assert all(person.number.startswith(AREA) for person in people)
    assert not any(check_for_import(person.number, AS_OF)[1] for person in people)


def test_listed_debtors_are_debtors_of_age_with_ordered_dates(cases):
    listed = [(case, row) for case in cases for row in case.listings]

    assert len(listed) > 100
    for case, row in listed:
        assert row.debtor in case.debtors
        assert row.decided_on <= row.published_on
        assert row.removed_on is None or row.removed_on >= row.published_on


def test_petitions_are_numbered_in_order_and_done_after_they_came(petitions):
    series = defaultdict(list)
    for row in petitions:
        series[row.court, row.received_on.year].append(row.number)

    assert len(petitions) > 30
    assert [row.received_on for row in petitions] == sorted(row.received_on for row in petitions)
    assert all(numbers == sorted(numbers) for numbers in series.values())
    assert all(row.done_on >= row.received_on for row in petitions if row.done_on)


@pytest.mark.parametrize("count", [1, 40, 2000, 20000])
def test_the_demonstration_officer_has_an_open_case_on_the_first_page(count):
    of_court = [c for c in _cases(PLAN._replace(cases=count)) if c.court == SHOWN_COURT]

    assert any(case.officer == SHOWN and not case.closed_on for case in of_court[-PAGE:])


def test_the_demonstration_officer_has_an_end_today_and_others_within_days():
    desk = [c for c in _cases(PLAN._replace(cases=2000)) if c.officer == SHOWN and not c.closed_on]

    assert [case.given_limit_end for case in desk if case.given_limit_end] == [AS_OF]
    assert len(desk) > 8


def test_some_seals_end_within_each_warning(cases):
    left = [(r.to_on - AS_OF).days for c in cases if not c.closed_on for r in c.seals]

    assert [sum(0 <= days <= limit for days in left) > 0 for limit in (7, 15, 30)] == [True] * 3


def test_xiangdong_closes_fewest_within_six_months():
    shares = {court: Counter() for court in roster.SHORT}
    for case in _cases(PLAN._replace(cases=6000)):
        age = ((case.closed_on or AS_OF) - case.filed_on).days
        if case.type_word == "执" and (case.closed_on or age > 183):
            shares[case.court][bool(case.closed_on) and age <= 183] += 1
    rates = {court: found[True] / found.total() for court, found in shares.items()}

    assert min(rates, key=rates.get) == "赣0313"


def test_every_role_is_held_at_every_court_and_names_are_unique_there():
    members = roster.members()
    held = {(member.court, member.role) for member in members}

    assert held == {(c, r) for c in roster.SHORT for r in Role.values if r != "agency"}
    assert len({member.username for member in members}) == len(members)
    assert len({(member.court, member.name) for member in members}) == len(members)

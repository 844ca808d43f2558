"""What is stored of the nodes of a case: the page of the case and the desk tell the same days."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.rules.derived import CaseFacts, Derived, derive
from cases.rules.in_force import BY_LAW, Terms
from cases.rules.node_table import (
    DUTIES,
    DUTY_STARTS,
    KEY_NODES,
    NODE_NAMES,
    NODE_RULES,
    STARTING_NODES,
)
from cases.rules.nodes import NodeDue, NodeFacts, all_nodes
from tests.cases.rules.calendars import CALENDAR, day

TODAY = date(2026, 11, 24)
CLUE, INVESTIGATION, PRICE, ARCHIVE = "线索核查", "完成传统查控", "启动评估", "归档"


def facts(done: dict[str, date], closed_on: date | None = None, type_word: str = "执") -> CaseFacts:
    return CaseFacts(date(2026, 3, 2), closed_on, None, "", "", "", (), done, type_word)


def derived(
    done: dict[str, str], closed_on: str | None = None, type_word: str = "执", terms: Terms = BY_LAW
) -> Derived:
    days = {node: day(text) for node, text in done.items()}
    closed = day(closed_on) if closed_on else None
    return derive(facts(days, closed, type_word), TODAY, CALENDAR, terms)


def others(found: Derived) -> dict[str, tuple[str | None, str | None]]:
    """Due and done days of nodes beside the key ones."""
    return {
        each.node: (each.due and str(each.due), each.done and str(each.done))
        for each in found.nodes
        if each.node not in KEY_NODES
    }


@pytest.mark.parametrize(
    ("done", "duty", "due", "why"),
    [
        ({"启动查封": "2026-03-12"}, PRICE, "2026-04-13", "30 days: a Saturday rolls to Monday"),
        ({"启动查封": "2026-03-11"}, PRICE, "2026-04-10", "30 days: a Friday"),
        ({"启动扣押": "2026-09-01"}, PRICE, "2026-10-08", "30 days: over National Day"),
        ({"启动扣押": "2026-03-20", "启动查封": "2026-03-11"}, PRICE, "2026-04-10", "the earlier"),
        ({"启动查封": "2018-08-31", "启动扣押": "2026-03-11"}, PRICE, None, "older than the rule"),
        ({"启动冻结": "2026-03-11"}, PRICE, None, "a frozen deposit is not appraised"),
        ({"传统查控": "2026-01-30"}, INVESTIGATION, "2026-02-28", "a month: a worked Saturday"),
        ({"传统查控": "2026-03-31"}, INVESTIGATION, "2026-04-30", "a month ends with the month"),
        ({"传统查控": "2024-01-31"}, INVESTIGATION, "2024-02-29", "a leap year"),
        ({"终本线索": "2026-03-11"}, CLUE, "2026-03-18", "7 days"),
        ({"终本线索": "2017-04-20"}, CLUE, "2017-04-25", "5 days before May 2017"),
        ({"": "2026-03-11", "分案": "2026-03-04"}, CLUE, None, "nothing starts it"),
        ({"启动查封": "2026-03-11", "送达评估报告": "2026-05-06"}, PRICE, None, "appraised"),
        ({"启动查封": "2026-03-11", "启动拍卖": "2026-05-06"}, PRICE, None, "at auction"),
        ({"启动查封": "2026-03-11", "以物抵债确定": "2026-05-06"}, PRICE, None, "taken in kind"),
        ({"启动查封": "2026-03-11", "财产控制": "2026-05-06"}, PRICE, "2026-04-10", "seized more"),
    ],
)
def test_duty__due_by_its_start(done: dict[str, str], duty: str, due: str | None, why: str) -> None:
    expected = None if due is None else (due, None)
    assert others(derived(done)).get(duty) == expected, why


@pytest.mark.parametrize("late", ["2026-04-10", "2026-04-11", "2026-03-01"])
def test_duty__done_keeps_its_due_day_and_waits_no_more(late: str) -> None:
    found = derived({"启动查封": "2026-03-11", PRICE: late})
    assert others(found) == {"启动查封": (None, "2026-03-11"), PRICE: ("2026-04-10", late)}
    assert found.next_node != PRICE


def test_duty__done_without_a_start_has_no_due_day() -> None:
    assert others(derived({PRICE: "2026-04-11"})) == {PRICE: (None, "2026-04-11")}


def test_duty__goes_with_the_closing() -> None:
    done = {"启动查封": "2026-03-11", "终本线索": "2026-03-11", CLUE: "2026-03-16"}
    found = derived(done, closed_on="2026-06-01")
    assert set(others(found)) == set(done), "neither 启动评估 nor 归档 is anybody's overdue work"
    assert others(found)[CLUE] == ("2026-03-18", "2026-03-16")
    assert (found.next_node, found.next_due_on) == ("", None)


def test_duty__of_a_closed_case_once_done() -> None:
    found = derived({ARCHIVE: "2026-07-01"}, closed_on="2026-06-01")
    assert others(found) == {ARCHIVE: ("2026-09-01", "2026-07-01")}


@pytest.mark.parametrize(("type_word", "is_due"), [("执", True), ("执恢", True), ("执保", False)])
def test_price__only_where_something_is_sold(type_word: str, is_due: bool) -> None:
    found = derived({"启动查封": "2026-03-11"}, type_word=type_word)
    assert (PRICE in others(found)) is is_due


def test_extension__is_a_last_chance_and_never_due() -> None:
    assert "申请延长执行期限" not in others(derived({}))
    done = {"申请延长执行期限": "2026-08-01"}
    assert others(derived(done)) == {"申请延长执行期限": (None, "2026-08-01")}


@pytest.mark.parametrize(
    ("done", "following"),
    [
        ({}, ("分案", "2026-03-09")),
        ({"分案": "2026-03-04", "启动查封": "2026-03-05"}, ("执行通知", "2026-03-09")),
        ({"分案": "2026-03-04", "执行通知": "2026-03-05", "网络查控": "2026-03-05",
          "启动查封": "2026-03-11"}, (PRICE, "2026-04-10")),
        ({"分案": "2026-03-04", "执行通知": "2026-03-05", "网络查控": "2026-03-05",
          "启动查封": "2026-03-11", "终本线索": "2026-03-30"}, (CLUE, "2026-04-07")),
        ({"分案": "2026-03-04", "执行通知": "2026-03-05", "网络查控": "2026-03-05",
          "启动查封": "2026-08-20"}, ("结案", "2026-09-02")),
    ],
)  # fmt: skip
def test_next__the_one_due_first(done: dict[str, str], following: tuple[str, str]) -> None:
    found = derived(done)
    assert (found.next_node, str(found.next_due_on)) == following


def test_clue__of_the_parameter_that_holds_on_its_start() -> None:
    longer = Terms(clue_days=((date.min, 7), (date(2026, 3, 11), 14)))
    days = {
        start: others(derived({"终本线索": start}, terms=longer))[CLUE][0]
        for start in ("2026-03-10", "2026-03-11")
    }
    assert days == {"2026-03-10": "2026-03-17", "2026-03-11": "2026-03-25"}


DAYS = st.dates(date(2017, 1, 1), date(2027, 12, 31))
ENTRIES = st.dictionaries(
    st.sampled_from(sorted({*DUTY_STARTS, *DUTIES, *KEY_NODES} - {"结案"}))
    | st.sampled_from(NODE_NAMES),
    DAYS,
    max_size=8,
)


@settings(deadline=None)  # holidays of a year are worked out once
@given(DAYS, ENTRIES, st.none() | DAYS, st.none() | DAYS, st.sampled_from(["执", "执恢", "执保"]))
def test_stored_days_are_those_of_the_page(
    filed_on: date,
    entries: dict[str, date],
    closed_on: date | None,
    given_end: date | None,
    type_word: str,
) -> None:
    case = CaseFacts(filed_on, closed_on, given_end, "", "", "", (), entries, type_word)
    found = derive(case, TODAY, CALENDAR, BY_LAW)
    done = {each.node: each.done for each in found.nodes if each.done}
    page = all_nodes(
        NodeFacts(filed_on, done, found.limit_end, {}), CALENDAR, BY_LAW.rules_of(type_word)
    )

    waiting = {
        each.node
        for each in page
        if each.due and not each.done and each.rule and each.rule.is_duty and closed_on is None
    }
    stored = {each.node: each for each in found.nodes}
    assert len(stored) == len(found.nodes)
    assert set(stored) == {*KEY_NODES, *done, *waiting}
    for each in page:
        if each.node in {*KEY_NODES, *DUTIES} & stored.keys():
            assert stored[each.node] == NodeDue(each.node, each.due, each.done)
        elif each.node in stored:
            assert stored[each.node] == NodeDue(each.node, None, each.done)
    undone = [each.due for each in found.nodes if each.due and not each.done]
    assert found.next_due_on == (None if closed_on else min(undone, default=None))


@settings(deadline=None)  # holidays of a year are worked out once
@given(DAYS, ENTRIES, st.none() | DAYS)
def test_key_nodes_stand_first_whatever_else_is_due(
    filed_on: date, entries: dict[str, date], closed_on: date | None
) -> None:
    case = CaseFacts(filed_on, closed_on, None, "", "", "", (), entries, "执")
    alone = {node: when for node, when in entries.items() if node in KEY_NODES}
    keys = derive(case, TODAY, CALENDAR, BY_LAW).nodes[: len(KEY_NODES)]
    assert keys == derive(case._replace(done=alone), TODAY, CALENDAR, BY_LAW).nodes


@pytest.mark.parametrize(
    ("officer_name", "is_imported", "following"),
    [("刘志远", True, "结案"), ("", True, "分案"), ("刘志远", False, "分案")],
)
def test_next_node__a_ledger_that_names_the_officer_leaves_nothing_to_be_assigned(
    officer_name: str, is_imported: bool, following: str
) -> None:
    case = facts({})._replace(officer_name=officer_name, is_imported=is_imported)
    found = derive(case, TODAY, CALENDAR, BY_LAW)
    assert found.next_node == following
    assert "分案" in {each.node for each in found.nodes if each.done is None}


def test_duties__are_those_that_facts_of_the_case_start() -> None:
    assert {name: sorted(starts) for name, starts in DUTIES.items()} == {
        INVESTIGATION: ["传统查控"],
        CLUE: ["终本线索"],
        PRICE: ["启动扣押", "启动查封"],
        ARCHIVE: ["结案"],
    }
    assert DUTY_STARTS | {"分案"} == STARTING_NODES
    assert all(rule.is_duty for name in DUTIES for rule in NODE_RULES[name])

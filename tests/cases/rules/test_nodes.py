"""Due days of nodes: the four key ones, and every node explained."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.in_force import BY_LAW
from cases.rules.node_table import (
    ASSIGN,
    CLOSE,
    KEY_NODES,
    NETWORK_QUERY,
    NODE_CODES,
    NODE_NAMES,
    NODE_RULES,
    NOTICE,
    Start,
    with_days,
)
from cases.rules.nodes import NodeDeadline, NodeDue, NodeFacts, all_nodes, key_nodes
from enforcement.kernel.workdays import DayKind
from tests.cases.rules.calendars import CALENDAR, day

DAYS = st.dates(date(2015, 1, 1), date(2018, 12, 31))


def dues(done: dict[str, str], filed_on: str = "2018-07-02") -> dict[str, str | None]:
    found = key_nodes(
        day(filed_on), {n: day(d) for n, d in done.items()}, day("2019-01-02"), CALENDAR
    )
    return {each.node: str(each.due) if each.due else None for each in found}


def test_key_nodes__before_assignment_two_wait() -> None:
    assert dues({}) == {
        ASSIGN: "2018-07-09",
        NOTICE: None,
        NETWORK_QUERY: None,
        CLOSE: "2019-01-02",
    }


@pytest.mark.parametrize(
    ("assigned", "notice", "query", "why"),
    [
        ("2018-07-03", "2018-07-06", "2018-07-13", "plain days"),
        ("2018-07-04", "2018-07-09", "2018-07-16", "Saturdays roll to Monday"),
        ("2018-09-26", "2018-09-29", "2018-10-08", "a worked Saturday; over National Day"),
        ("2018-09-27", "2018-09-30", "2018-10-08", "a worked Sunday"),
    ],
)
def test_key_nodes__after_assignment(assigned: str, notice: str, query: str, why: str) -> None:
    found = dues({ASSIGN: assigned})
    assert (found[NOTICE], found[NETWORK_QUERY]) == (notice, query), why


def test_key_nodes__the_end_is_taken_as_it_stands() -> None:
    (*_, close) = key_nodes(day("2018-01-22"), {}, day("2018-07-22"), CALENDAR)
    assert close == NodeDue(CLOSE, day("2018-07-22"), None)  # a Sunday, given


def test_key_nodes__without_a_limit_the_end_has_no_due_day() -> None:
    done = {CLOSE: day("2018-03-01")}
    (*_, close) = key_nodes(day("2018-01-22"), done, None, CALENDAR)
    assert close == NodeDue(CLOSE, None, day("2018-03-01"))


def test_key_nodes__of_a_case_older_than_the_rule() -> None:
    assert dues({}, filed_on="1998-03-02")[ASSIGN] == "1998-03-09"


def test_key_nodes__days_and_keys_are_parameters() -> None:
    rules = with_days({NOTICE: [(date.min, 5)]})
    done = {ASSIGN: day("2018-07-03")}
    found = key_nodes(day("2018-07-02"), done, None, CALENDAR, rules, (NOTICE, "启动三拍"))
    assert found == [NodeDue(NOTICE, day("2018-07-09"), None), NodeDue("启动三拍", None, None)]
    assert NODE_RULES[NOTICE][0].days == 3


def explained(
    name: str, done: dict[str, str] | None = None, events: dict[str, str] | None = None
) -> NodeDeadline:
    facts = NodeFacts(
        filed_on=day("2018-07-02"),
        done={n: day(d) for n, d in (done or {}).items()},
        limit_end=day("2019-01-02"),
        events={n: day(d) for n, d in (events or {}).items()},
    )
    return next(each for each in all_nodes(facts, CALENDAR) if each.node == name)


@pytest.mark.parametrize(
    ("node", "done", "events", "due", "rule_id", "article"),
    [
        ("立案", {}, {Start.APPLIED: "2018-06-26"}, "2018-07-03", "CAS-35", "6"),
        (ASSIGN, {}, {}, "2018-07-09", "CAS-21", "2"),
        (NOTICE, {ASSIGN: "2018-07-03"}, {}, "2018-07-06", "CAS-22", "4"),
        (NETWORK_QUERY, {ASSIGN: "2018-07-03"}, {}, "2018-07-13", "CAS-23", ""),
        (CLOSE, {}, {}, "2019-01-02", "CAS-24", "1"),
        ("传统查控", {}, {Start.INVESTIGATION_ASKED: "2018-07-03"}, "2018-07-13", "CAS-25", "6"),
        ("完成传统查控", {"传统查控": "2018-07-12"}, {}, "2018-08-13", "CAS-26", "6"),
        ("线索核查", {"终本线索": "2018-07-12"}, {}, "2018-07-19", "CAS-28", "2"),
        ("线索核查", {}, {Start.CLUE_RECEIVED: "2017-04-20"}, "2017-04-25", "CAS-27", "6"),
        ("线索核查", {}, {Start.CLUE_RECEIVED: "2017-05-01"}, "2017-05-08", "CAS-28", "2"),
        ("启动评估", {"启动查封": "2018-09-01"}, {}, "2018-10-08", "CAS-29", "1"),
        ("启动评估", {"启动扣押": "2018-09-04", "启动查封": "2018-09-10"}, {}, "2018-10-08",
         "CAS-29", "1"),
        ("启动二拍", {}, {Start.FIRST_AUCTION_FAILED: "2018-07-03"}, "2018-08-02", "CAS-30", "26"),
        ("拍卖/抵债移交", {}, {Start.TRANSFER_SERVED: "2018-07-03"}, "2018-07-18", "CAS-31", "30"),
        ("拍卖/抵债移交", {}, {Start.TRANSFER_SERVED: "2021-07-01"}, "2021-07-16", "CAS-31", "27"),
        ("完成款物支付", {}, {Start.PAYOUT_DUE: "2018-07-22"}, "2018-07-22", "CAS-32", "10"),
        ("归档", {CLOSE: "2018-07-31"}, {}, "2018-10-31", "CAS-33", ""),
        ("申请延长执行期限", {}, {}, "2018-12-28", "CAS-36", "1"),
        ("终本网络查控次数", {}, {Start.ZHONGBEN_CLOSED: "2018-07-31"}, "2019-01-31", "CAS-34",
         "9"),
    ],
)  # fmt: skip
def test_all_nodes__due_by_rule(
    node: str, done: dict[str, str], events: dict[str, str], due: str, rule_id: str, article: str
) -> None:
    found = explained(node, done, events)
    assert found.rule is not None
    assert found.cited is not None
    assert (found.due, found.rule.rule.id, found.cited.article) == (day(due), rule_id, article)


@pytest.mark.parametrize(
    ("node", "done", "events", "why"),
    [
        ("启动评估", {"启动查封": "2018-08-31"}, {}, "the rule on prices came a day later"),
        ("启动评估", {"启动冻结": "2018-09-03"}, {}, "a frozen deposit is not appraised"),
        ("启动二拍", {}, {Start.FIRST_AUCTION_FAILED: "2016-12-31"}, "before online auctions"),
        (NOTICE, {}, {}, "not assigned yet"),
        ("启动三拍", {}, {}, "law names no term"),
    ],
)
def test_all_nodes__no_due_day(
    node: str, done: dict[str, str], events: dict[str, str], why: str
) -> None:
    assert explained(node, done, events).due is None, why


def test_all_nodes__explains_the_roll() -> None:
    found = explained(NETWORK_QUERY, {ASSIGN: "2018-09-26"})
    assert (found.started_by, found.start) == (ASSIGN, day("2018-09-26"))
    assert (found.unrolled, found.due) == (day("2018-10-06"), day("2018-10-08"))
    assert [each.day for each in found.skipped] == [day("2018-10-06"), day("2018-10-07")]
    assert {each.kind for each in found.skipped} == {DayKind.HOLIDAY}
    assert found.lands_on is DayKind.WORKDAY
    assert not found.provisional


def test_all_nodes__make_up_day_and_provisional_year() -> None:
    assert explained(NOTICE, {ASSIGN: "2018-09-26"}).lands_on is DayKind.MAKEUP_WORKDAY
    assert explained(NOTICE, {ASSIGN: "2026-12-30"}).provisional
    assert explained(NOTICE, {ASSIGN: "2027-03-01"}).provisional
    # Nothing rolls, so nothing can still move.
    assert not explained("完成款物支付", {}, {Start.PAYOUT_DUE: "2027-03-01"}).provisional


def test_all_nodes__a_waiting_node_says_what_for() -> None:
    waiting = explained(NOTICE)
    assert waiting.rule is not None
    assert waiting.rule.starts == (ASSIGN,)
    assert explained("申请延长执行期限").rule is not None
    assert [rule.is_duty for rule in NODE_RULES["申请延长执行期限"]] == [False]


def test_the_table_has_the_forty_nodes() -> None:
    assert len(NODE_NAMES) == len(set(NODE_NAMES)) == 40
    assert (NODE_CODES["立案"], NODE_CODES["终本网络查控次数"]) == ("203001001", "203001040")
    assert (NODE_CODES["结案"], NODE_CODES["启动拍卖"]) == ("203001031", "203001021")
    assert set(NODE_RULES) <= set(NODE_NAMES)
    known = set(NODE_NAMES) | set(Start)
    assert all(set(rule.starts) <= known for rules in NODE_RULES.values() for rule in rules)


def test_all_nodes__in_the_order_of_the_table() -> None:
    facts = NodeFacts(day("2018-07-02"), {}, None, {})
    assert tuple(each.node for each in all_nodes(facts, CALENDAR)) == NODE_NAMES


@given(DAYS, st.dictionaries(st.sampled_from(NODE_NAMES), DAYS, max_size=6), st.none() | DAYS)
def test_key_nodes_agree_with_the_explained_ones(
    filed_on: date, done: dict[str, date], limit_end: date | None
) -> None:
    nodes = all_nodes(NodeFacts(filed_on, done, limit_end, {}), CALENDAR)
    expected = [NodeDue(each.node, each.due, each.done) for each in nodes]
    found = key_nodes(filed_on, done, limit_end, CALENDAR)
    assert found == [each for each in expected if each.node in KEY_NODES]


@pytest.mark.parametrize(
    ("type_word", "with_due"),
    [
        ("执", [ASSIGN, NOTICE, NETWORK_QUERY, CLOSE]),
        ("执恢", [ASSIGN, NOTICE, NETWORK_QUERY, CLOSE]),
        ("执保", [ASSIGN, CLOSE]),
        ("执异", [ASSIGN, CLOSE]),
    ],
)
def test_key_nodes__of_a_type_of_case(type_word, with_due):
    done = {ASSIGN: date(2026, 3, 3)}

    nodes = key_nodes(
        date(2026, 3, 2), done, date(2026, 9, 2), CALENDAR, BY_LAW.rules_of(type_word)
    )

    assert [each.node for each in nodes] == list(KEY_NODES)
    assert [each.node for each in nodes if each.due] == with_due

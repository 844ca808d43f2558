"""The 40 nodes of a case (domain 2.9) and the rules that give some of them a due day.

Law names a term for few nodes; the others have none and are shown without a light. Where a
newer rule replaced an older one, both are here and the day of the start event decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cases.rules import register
from cases.rules.citations import Rule
from cases.rules.documents import SINCE_EVER, SINCE_MAY_2017

CODE_PREFIX = "203001"


class Start(StrEnum):
    """Start events that are no nodes."""

    APPLIED = "applied"  # the application arrived at the filing window
    FILED = "filed"
    LIMIT_END = "limit_end"
    INVESTIGATION_ASKED = "investigation_asked"
    CLUE_RECEIVED = "clue_received"
    FIRST_AUCTION_FAILED = "first_auction_failed"
    TRANSFER_SERVED = "transfer_served"  # ruling on transfer served on the buyer
    PAYOUT_DUE = "payout_due"  # of the earliest receipt not paid out, see money.payout_due
    ZHONGBEN_CLOSED = "zhongben_closed"


ASSIGN, NOTICE, NETWORK_QUERY, CLOSE = "分案", "执行通知", "网络查控", "结案"
CLUE_CHECK, PRICE = "线索核查", "启动评估"
KEY_NODES = (ASSIGN, NOTICE, NETWORK_QUERY, CLOSE)  # ruling 12; a parameter

NODE_NAMES: tuple[str, ...] = (
    "立案",
    ASSIGN,
    NOTICE,
    NETWORK_QUERY,
    "传统查控",
    "完成传统查控",
    "终本约谈",
    "终本线索",
    CLUE_CHECK,
    "恢复执行",
    "财产控制",
    "启动查封",
    "启动扣押",
    "启动冻结",
    "银行存款网络冻结",
    "启动扣划",
    "启动评估",
    "送达评估报告",
    "评估异议提起",
    "评估异议审查",
    "启动拍卖",
    "拍卖成功确认",
    "启动二拍",
    "启动三拍",
    "以物抵债确定",
    "启动变卖",
    "拍卖/抵债移交",
    "办理款物支付手续",
    "完成款物支付",
    "执行制裁措施启动",
    CLOSE,
    "归档",
    "有财产案件进入程序",
    "无财产案件进入程序",
    "启动终本程序",
    "足额财产报结",
    "网络查控次数",
    "申请延长执行期限",
    "执行文书",
    "终本网络查控次数",
)
NODE_CODES: dict[str, str] = {
    name: f"{CODE_PREFIX}{number:03}" for number, name in enumerate(NODE_NAMES, 1)
}


@dataclass(frozen=True)
class NodeRule:
    """When a node is due: a term after the earliest of its start events.

    `since`: start events of that day or later. `is_rolled`: a due day on a holiday moves to the
    next working day. `is_duty` False: a last chance, not something that can be overdue.
    """

    rule: Rule
    starts: tuple[str, ...]
    days: int = 0
    months: int = 0
    since: date = SINCE_EVER
    is_rolled: bool = True
    is_duty: bool = True


def _since_rule(rule: Rule, *starts: str, days: int = 0, months: int = 0) -> NodeRule:
    """A term that holds from the day its rule came into force."""
    return NodeRule(rule, starts, days, months, since=rule.wordings[0].since)


NodeRules = Mapping[str, tuple[NodeRule, ...]]

NODE_RULES: NodeRules = {
    "立案": (_since_rule(register.NODE_FILING, Start.APPLIED, days=7),),
    # Ruling 12 measures the key nodes of every case, also of one older than the rule.
    ASSIGN: (NodeRule(register.NODE_ASSIGN, (Start.FILED,), days=7),),
    NOTICE: (NodeRule(register.NODE_NOTICE, (ASSIGN,), days=3),),
    NETWORK_QUERY: (NodeRule(register.NODE_NETWORK_QUERY, (ASSIGN,), days=10),),
    CLOSE: (NodeRule(register.NODE_CLOSE, (Start.LIMIT_END,), is_rolled=False),),
    "传统查控": (_since_rule(register.NODE_INVESTIGATE, Start.INVESTIGATION_ASKED, days=10),),
    "完成传统查控": (_since_rule(register.NODE_INVESTIGATED, "传统查控", months=1),),
    CLUE_CHECK: (
        _since_rule(register.NODE_CLUE_2006, "终本线索", Start.CLUE_RECEIVED, days=5),
        NodeRule(
            register.NODE_CLUE, ("终本线索", Start.CLUE_RECEIVED), days=7, since=SINCE_MAY_2017
        ),
    ),
    # Frozen deposits are taken over, not appraised: 启动冻结 starts no clock.
    PRICE: (_since_rule(register.NODE_PRICE, "启动查封", "启动扣押", days=30),),
    "启动二拍": (_since_rule(register.NODE_SECOND_AUCTION, Start.FIRST_AUCTION_FAILED, days=30),),
    "拍卖/抵债移交": (_since_rule(register.NODE_HAND_OVER, Start.TRANSFER_SERVED, days=15),),
    # The receipt's own clock is the due day; ruling 13 never rolls it.
    "完成款物支付": (NodeRule(register.NODE_PAYOUT, (Start.PAYOUT_DUE,), is_rolled=False),),
    "归档": (NodeRule(register.NODE_ARCHIVE, (CLOSE,), months=3),),
    # Counted backwards from the end, so a roll forward would come too late.
    "申请延长执行期限": (
        NodeRule(
            register.NODE_EXTENSION, (Start.LIMIT_END,), days=-5, is_rolled=False, is_duty=False
        ),
    ),
    "终本网络查控次数": (_since_rule(register.NODE_RECHECK, Start.ZHONGBEN_CLOSED, months=6),),
}
_IN_THE_FILE = frozenset({*NODE_NAMES, Start.FILED, Start.LIMIT_END})


def _starts_in_the_file(name: str) -> frozenset[str]:
    """Start events of a node that a case's own facts hold."""
    return frozenset(each for rule in NODE_RULES[name] for each in rule.starts) & _IN_THE_FILE


DUTIES: dict[str, frozenset[str]] = {
    name: starts
    for name, versions in NODE_RULES.items()
    if name not in KEY_NODES and versions[-1].is_duty and (starts := _starts_in_the_file(name))
}
"""Nodes beside the key ones that the facts of a case make due, with what starts them.

Not 完成款物支付, which its receipts list, nor what an event starts that is nowhere recorded.
"""
DUTY_STARTS = frozenset().union(*DUTIES.values())
# Whoever sells has a price, however it was found (法释〔2018〕15号 art. 2: agreed, set, asked, appraised).
OVERTAKEN_BY: dict[str, frozenset[str]] = {
    PRICE: frozenset(
        {
            "送达评估报告", "启动拍卖", "拍卖成功确认", "启动二拍", "启动三拍", "以物抵债确定",
            "启动变卖", "拍卖/抵债移交",
        }
    ),
}  # fmt: skip
"""Nodes that make an undone one a thing of the past: it waits for nobody any more."""
STARTING_NODES = frozenset(NODE_NAMES).intersection(
    each for rules in NODE_RULES.values() for rule in rules for each in rule.starts
)


def with_days(histories: Mapping[str, Sequence[tuple[date, int]]]) -> NodeRules:
    """The table with other numbers of days from given days on, as dated parameters set them.

    They take the place of the newest rule of a node; rules that law replaced stay as they were.
    """
    changed = {
        name: (*NODE_RULES[name][:-1], *_dated(NODE_RULES[name][-1], history))
        for name, history in histories.items()
    }
    return {**NODE_RULES, **changed}


def _dated(rule: NodeRule, history: Sequence[tuple[date, int]]) -> list[NodeRule]:
    (_day, first), *rest = history
    versions = [replace(rule, days=first)]
    for since, days in rest:
        versions.append(replace(rule, days=days, since=max(since, rule.since)))
    return versions


# 法发〔2006〕35号 speaks of cases that enforce: a preservation or a review sends no notice to perform
# and makes no first network query (domain 1.3, classes of cases). 法释〔2018〕15号 art. 1 asks for a
# price of what must be sold: a preservation seizes and sells nothing.
ENFORCING = frozenset({"执", "执恢"})
OF_ENFORCEMENT_ALONE = frozenset({NOTICE, NETWORK_QUERY, PRICE})

"""Due days of nodes. Rules CAS-21 to CAS-36, ruling 12.

`key_nodes` and `other_nodes` are for bulk work, `all_nodes` explains every node for the page of the
case. Tests hold them against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cases.rules.citations import Wording
from cases.rules.node_table import (
    CLOSE,
    DUTIES,
    DUTY_STARTS,
    KEY_NODES,
    NODE_CODES,
    NODE_NAMES,
    NODE_RULES,
    OVERTAKEN_BY,
    NodeRule,
    NodeRules,
    Start,
)
from enforcement.kernel.months import add_months, later
from enforcement.kernel.workdays import DayKind, SkippedDay, WorkCalendar


class NodeDue(NamedTuple):
    """A node with its due day (None: not due yet) and the day it was done."""

    node: str
    due: date | None
    done: date | None


@dataclass(frozen=True)
class NodeFacts:
    """What the clocks of nodes start from.

    `done`: the day of the first progress entry of each node, in Asia/Shanghai; under 结案 the
    closing date, whatever an entry says. `events`: start events that are no nodes.
    """

    filed_on: date
    done: Mapping[str, date]
    limit_end: date | None
    events: Mapping[str, date]


@dataclass(frozen=True)
class NodeDeadline:
    """A node explained: start event, term, article, days skipped by the roll, due and done.

    Without a rule, before its start event, or overtaken by a node behind it, `due` is None. A
    provisional 结案 is the statutory end's own affair.
    """

    node: str
    code: str
    due: date | None
    done: date | None
    rule: NodeRule | None = None
    cited: Wording | None = None
    started_by: str | None = None
    start: date | None = None
    unrolled: date | None = None
    skipped: tuple[SkippedDay, ...] = ()
    lands_on: DayKind | None = None
    provisional: bool = False
    is_overtaken: bool = False


def key_nodes(
    filed_on: date,
    done: Mapping[str, date],
    limit_end: date | None,
    calendar: WorkCalendar,
    rules: NodeRules = NODE_RULES,
    keys: tuple[str, ...] = KEY_NODES,
) -> list[NodeDue]:
    """Due and done days of the key nodes of a case, as node_overdue_avg counts them. Ruling 12.

    分案 filing + 7 days, 执行通知 and 网络查控 3 and 10 days after 分案 was done (no due day
    until then), 结案 the statutory end as it stands. `done[结案]` is the closing date. Both the
    table and which nodes are key are parameters.
    """
    starts = _starts(filed_on, done, limit_end)
    return [_node_due(name, starts, done, calendar, rules) for name in keys]


def other_nodes(
    filed_on: date,
    done: Mapping[str, date],
    limit_end: date | None,
    calendar: WorkCalendar,
    rules: NodeRules = NODE_RULES,
) -> list[NodeDue]:
    """Nodes beside the key ones: those that were done, then duties that wait. Rules CAS-26 to CAS-29.

    An open case alone has waiting duties. Of a closed one only 归档 is left: the page of the case
    shows it, but no officer's clock hangs on it, and a ledger that records no 归档 would put each
    of its closed cases on somebody's desk.
    """
    starts = _starts(filed_on, done, limit_end)
    names = [name for name in done if name not in KEY_NODES]
    if CLOSE not in done and not DUTY_STARTS.isdisjoint(starts):
        names += [name for name in DUTIES if name not in done and not is_overtaken(name, done)]
    nodes = [
        _node_due(name, starts, done, calendar, rules)
        if name in DUTIES
        else NodeDue(name, None, done[name])
        for name in names
    ]
    return [each for each in nodes if each.done or each.due]


def all_nodes(
    facts: NodeFacts, calendar: WorkCalendar, rules: NodeRules = NODE_RULES
) -> list[NodeDeadline]:
    """Every node of the case in the order of the node table, explained. Domain 2.1, 2.9."""
    starts = {**_starts(facts.filed_on, facts.done, facts.limit_end), **facts.events}
    return [_deadline(name, starts, facts.done, calendar, rules) for name in NODE_NAMES]


def is_overtaken(name: str, done: Mapping[str, date]) -> bool:
    """Whether an undone node waits no longer, because one behind it was done."""
    return name in OVERTAKEN_BY and name not in done and not OVERTAKEN_BY[name].isdisjoint(done)


def _starts(filed_on: date, done: Mapping[str, date], limit_end: date | None) -> dict[str, date]:
    """The days from which terms run that the facts of a case hold."""
    starts = {**done, Start.FILED: filed_on}
    if limit_end is not None:
        starts[Start.LIMIT_END] = limit_end
    return starts


def _node_due(
    name: str,
    starts: Mapping[str, date],
    done: Mapping[str, date],
    calendar: WorkCalendar,
    rules: NodeRules,
) -> NodeDue:
    found = started(rules.get(name, ()), starts)
    if found is None:
        return NodeDue(name, None, done.get(name))
    rule, _, start = found
    due = _term_end(rule, start)
    return NodeDue(name, calendar.roll_day(due) if rule.is_rolled else due, done.get(name))


def _deadline(
    name: str,
    starts: Mapping[str, date],
    done: Mapping[str, date],
    calendar: WorkCalendar,
    rules: NodeRules,
) -> NodeDeadline:
    versions = rules.get(name, ())
    code, done_on = NODE_CODES[name], done.get(name)
    found, is_past = started(versions, starts), is_overtaken(name, done)
    if found is None or is_past:
        # The newest rule says what the node waits for.
        rule = versions[-1] if versions else None
        return NodeDeadline(name, code, None, done_on, rule, is_overtaken=is_past)
    rule, started_by, start = found
    unrolled = _term_end(rule, start)
    due, skipped = calendar.roll(unrolled) if rule.is_rolled else (unrolled, ())
    return NodeDeadline(
        node=name,
        code=code,
        due=due,
        done=done_on,
        rule=rule,
        cited=rule.rule.at(start),
        started_by=started_by,
        start=start,
        unrolled=unrolled,
        skipped=skipped,
        lands_on=calendar.kind_of(due),
        provisional=rule.is_rolled
        and (calendar.is_provisional(unrolled) or calendar.is_provisional(due)),
    )


def started(
    versions: tuple[NodeRule, ...], starts: Mapping[str, date]
) -> tuple[NodeRule, str, date] | None:
    """The rule that holds for the earliest start event that happened, with that event."""
    if len(versions) == 1 and len(versions[0].starts) == 1:  # the key nodes, in bulk work
        rule, event = versions[0], versions[0].starts[0]
        start = starts.get(event)
        return None if start is None or start < rule.since else (rule, event, start)
    for rule in reversed(versions):
        happened = [(starts[each], each) for each in rule.starts if each in starts]
        if happened and min(happened)[0] >= rule.since:
            start, started_by = min(happened)
            return rule, started_by, start
    return None


def _term_end(rule: NodeRule, start: date) -> date:
    end = add_months(start, rule.months) if rule.months else start
    return later(end, rule.days) if rule.days else end

"""What follows from the facts of a case: its end by law, nodes, status, what is due next.

Pure. Services store the result with the facts; SQL compares stored results and restates no rule.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cases.rules.in_force import Terms
from cases.rules.limit_facts import Deduction, Extension, LimitFacts
from cases.rules.limits import LimitVersion, deductions_stopping, limit_versions, statutory_end_date
from cases.rules.node_table import ASSIGN, CLOSE
from cases.rules.nodes import NodeDue, key_nodes, other_nodes
from enforcement.kernel.workdays import WorkCalendar

EXTENSION = "延长"
CLOSED, UNDER_WAY, ASSIGNED, FILED = "closed", "under_way", "assigned", "filed"


class LimitRow(NamedTuple):
    """A row of 期限事项: a deduction, or an extension in months."""

    kind: str
    from_on: date
    to_on: date | None
    months: int | None


class CaseFacts(NamedTuple):
    """The facts of one case that its derived values rest on.

    `done`: day of the first progress entry of each node, in Asia/Shanghai; entries without a
    node stand under "". `is_imported`: a ledger brought the case.
    """

    filed_on: date
    closed_on: date | None
    given_limit_end: date | None
    cause: str
    basis_number: str
    officer_name: str
    limit_rows: Sequence[LimitRow]
    done: Mapping[str, date]
    type_word: str
    is_imported: bool = False


class Derived(NamedTuple):
    """Derived values. `limit_end` is of the closing day, or of today for an open case.

    `limit_running`: a deduction covers the day, so the clock stands still.
    """

    limit_end: date | None
    limit_running: bool
    limit_provisional: bool
    next_node: str
    next_due_on: date | None
    status: str
    nodes: list[NodeDue]
    versions: list[LimitVersion]


def derive(facts: CaseFacts, today: date, calendar: WorkCalendar, terms: Terms) -> Derived:
    """All derived values of a case as they stand today."""
    limits = limit_facts(facts, terms)
    if facts.limit_rows:
        versions = limit_versions(limits, calendar)
    else:  # one version, the same for every day: most cases of a ledger
        end = statutory_end_date(limits, facts.filed_on, calendar)
        versions = [LimitVersion(facts.filed_on, None, end)]
    asked = facts.closed_on or today
    current = _version_of(versions, asked)
    end = statutory_end_date(limits, asked, calendar) if current.running else current.end
    nodes = case_nodes(facts, end, calendar, terms)
    following = _next_node(facts, nodes)
    return Derived(
        limit_end=end,
        limit_running=bool(facts.limit_rows) and bool(deductions_stopping(limits, asked)),
        limit_provisional=(
            facts.given_limit_end is None and end is not None and calendar.is_provisional(end)
        ),
        next_node=following.node if following else "",
        next_due_on=following.due if following else None,
        status=status_of(facts),
        nodes=nodes,
        versions=versions,
    )


def limit_facts(facts: CaseFacts, terms: Terms) -> LimitFacts:
    """The facts that the statutory end is counted from (formats.md, ruling 17)."""
    rows = facts.limit_rows
    return LimitFacts(
        filed_on=facts.filed_on,
        base_months=terms.base_months(facts.cause, facts.basis_number, facts.filed_on),
        deductions=tuple(Deduction(*row[:3]) for row in rows if row.kind != EXTENSION),
        extensions=tuple(
            Extension(row.from_on, row.months or 0) for row in rows if row.kind == EXTENSION
        ),
        closed_on=facts.closed_on,
        given=facts.given_limit_end,
    )


def case_nodes(
    facts: CaseFacts, limit_end: date | None, calendar: WorkCalendar, terms: Terms
) -> list[NodeDue]:
    """The key nodes of ruling 12 with due and done days, then the others that were done or are due.

    结案 is done by the closing of the case, whatever an entry says.
    """
    done = {node: day for node, day in facts.done.items() if node and node != CLOSE}
    if facts.closed_on is not None:
        done[CLOSE] = facts.closed_on
    rules = terms.rules_of(facts.type_word)
    keys = key_nodes(facts.filed_on, done, limit_end, calendar, rules)
    return keys + other_nodes(facts.filed_on, done, limit_end, calendar, rules)


def status_of(facts: CaseFacts) -> str:
    """Status of a case whose history was imported: how far its entries say it has come."""
    if facts.closed_on is not None:
        return CLOSED
    if any(node != ASSIGN for node in facts.done):
        return UNDER_WAY
    return ASSIGNED if facts.officer_name or facts.done else FILED


def _version_of(versions: list[LimitVersion], day: date) -> LimitVersion:
    """The version that holds on a day; the first one for a day before filing."""
    return next((each for each in reversed(versions) if each.asked_from <= day), versions[0])


def _next_node(facts: CaseFacts, nodes: list[NodeDue]) -> NodeDue | None:
    """The undone node that is due first, while the case is open.

    A ledger may name the officer and no entry of 分案: nothing is left to be assigned.
    """
    if facts.closed_on is not None:
        return None
    waiting = [each for each in nodes if each.done is None and each.due is not None]
    if facts.is_imported and facts.officer_name:
        waiting = [each for each in waiting if each.node != ASSIGN]
    return min(waiting, key=lambda each: each.due or date.max, default=None)

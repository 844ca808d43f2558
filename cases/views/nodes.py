"""Nodes of a case as rows with due day, day done and light."""

from datetime import date
from typing import Any

from django.urls import reverse

from cases.enums import CloseMode
from cases.explanations import chip
from cases.models import Case
from cases.rules.lights import Clock, light
from cases.rules.node_table import CLOSE, Start
from cases.rules.nodes import NodeDeadline, NodeFacts, all_nodes
from cases.selectors.terms import terms_in_force
from courts.selectors import work_calendar


def node_deadlines(case: Any) -> list[NodeDeadline]:
    """All nodes of a case (as `selectors.with_lists` reads it), explained."""
    done = {
        row["node"]: date.fromisoformat(row["done_on"]) for row in case.node_rows if row["done_on"]
    }
    events = {}
    if unpaid := [row["due_on"] for row in case.receipt_rows if not row["paid_on"]]:
        events["payout_due"] = date.fromisoformat(min(unpaid))
    if case.close_mode == CloseMode.ZHONGBEN:
        events["zhongben_closed"] = case.closed_on
    facts = NodeFacts(case.filed_on, done, case.limit_end, events)
    return all_nodes(facts, work_calendar(), terms_in_force().rules_of(case.type_word))


def node_rows(case: Any, today: date) -> list[dict[str, Any]]:
    """Nodes that are due or done: open ones first, the most urgent on top."""
    rows = [
        _row(case, deadline, today)
        for deadline in node_deadlines(case)
        if _is_shown(deadline, today)
    ]
    return sorted(rows, key=lambda row: (row["done"] is not None, row["due"] or date.max))


def due_nodes(rows: list[dict[str, Any]]) -> list[str]:
    """Names of the nodes that an entry can do now, the most urgent first."""
    return [row["node"] for row in rows if row["done"] is None and row["is_duty"]]


def _is_shown(deadline: NodeDeadline, today: date) -> bool:
    """Due or done; a last chance that nobody took is no duty, and over with its day."""
    if deadline.done is not None or deadline.due is None:
        return deadline.done is not None
    return deadline.due >= today or (deadline.rule is not None and deadline.rule.is_duty)


def _row(case: Case, deadline: NodeDeadline, today: date) -> dict[str, Any]:
    is_limit = deadline.node == CLOSE
    clock_of = node_clock(case, deadline)
    return {
        "node": deadline.node,
        "due": deadline.due,
        "done": deadline.done,
        "provisional": deadline.provisional or (is_limit and case.limit_provisional),
        "light": chip(light(clock_of, today)),
        "url": _explained_at(case, deadline),
        "is_limit": is_limit,
        "is_duty": not is_limit and deadline.rule is not None and deadline.rule.is_duty,
    }


def node_clock(case: Case, deadline: NodeDeadline) -> Clock:
    """The clock that a node's light is read from, on the page and where the day is explained.

    What hangs on the statutory end runs from filing: its light is that of the whole limit.
    """
    of_limit = deadline.started_by in (None, Start.LIMIT_END)
    start = case.filed_on if of_limit else deadline.start or case.filed_on
    is_stopped = case.limit_running and deadline.node == CLOSE
    return Clock(start, deadline.due, is_stopped, deadline.done)


def _explained_at(case: Case, deadline: NodeDeadline) -> str:
    if deadline.node == CLOSE:
        return reverse("cases:limit_explain", args=[case.pk])
    return reverse("cases:node_explain", args=[case.pk, deadline.code])

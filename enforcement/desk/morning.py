"""What the morning page shows of the case file, put into rows."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cases import selectors
from cases.explanations import chip, node_reason, seal_words
from cases.models import CaseNode, Receipt
from cases.rules.in_force import Terms
from cases.rules.lights import Clock, light, seal_light
from cases.rules.node_table import CLOSE, Start
from cases.rules.nodes import started
from cases.selectors.terms import terms_in_force
from courts.enums import Permission
from courts.models import User
from enforcement.kernel.figures import count_text, money_text

SEALS = timedelta(days=30)


def acts(user: User, today: date, until: date) -> dict[str, Any]:
    """The list by urgency with its counts, the figures, seals and money of a desk."""
    found = selectors.due_lines(user, today, until)
    context, terms = money(user, today), terms_in_force()
    seals, seal_count = _seals(user, today)
    return {
        **context,
        "groups": _groups([_line(node, user, today, terms) for node in found.nodes], today),
        "count": found.total,
        "left_out": found.total - len(found.nodes),
        "overdue": found.overdue,
        "due_today": found.due_today,
        "figures": _figures(user, today, context["on_account"]),
        "seals": seals,
        "seal_count": seal_count,
    }


def money(user: User, today: date) -> dict[str, Any]:
    """Money on account with its clocks."""
    receipts, count, amount = selectors.unpaid_receipts(user)
    return {
        "receipts": [
            {
                "receipt": r,
                "light": chip(light(Clock(r.received_on, r.due_on), today)),
                "pay_url": _pay_url(user, r),
            }
            for r in receipts
        ],
        "receipt_count": count,
        "on_account": amount,
    }


def _pay_url(user: User, receipt: Receipt) -> str:
    """Where a receipt is paid out, for those who may."""
    if not user.holds(Permission.PAYOUT_RECORD, receipt.case.court_id):
        return ""
    return reverse("cases:receipt_pay", args=[receipt.case_id, receipt.pk])


def _seals(user: User, today: date) -> tuple[list[dict[str, Any]], int]:
    seals, count = selectors.expiring_seals(user, today, today + SEALS)
    return [
        {
            "seal": seal,
            "light": chip(seal_light(seal.to_on, today)),
            "words": seal_words(seal.to_on, today),
        }
        for seal in seals
    ], count


def _line(node: Any, user: User, today: date, terms: Terms) -> dict[str, Any]:
    case, is_limit = node.case, node.node == CLOSE
    applicants, debtors = selectors.in_words(node.party_rows)
    due: date = node.due_on
    rules, starts = terms.rules_of(case.type_word), _starts(node)
    found = started(
        rules.get(node.node, ()), starts
    )  # none: what hangs on the limit runs from filing
    start = found[2] if found else case.filed_on
    clock_of = Clock(start, due, case.limit_running and is_limit)
    return {
        "title": _("执行期限届满") if is_limit else _(node.node),
        "reason": node_reason(starts, node.node, due, rules),
        "case": case,
        "parties": " · ".join(filter(None, (applicants, debtors))),
        # Who has a whole court on the desk sees whose case it is.
        "officer": "" if case.officer_id == user.pk else case.officer_label or _("未分案"),
        "due": due,
        "light": chip(light(clock_of, today)),
        "explain": _explained_at(node, is_limit),
        "log": reverse("cases:progress_log", args=[case.pk])
        + ("" if is_limit else "?" + urlencode({"node": node.node})),
    }


def _starts(node: Any) -> dict[str, date]:
    """What the terms of nodes start from, but the limit: that has a page of its own."""
    done = {row["node"]: selectors.day_of(row["done_on"]) for row in node.start_rows}
    return {**done, Start.FILED: node.case.filed_on}


def _explained_at(node: CaseNode, is_limit: bool) -> str:
    if is_limit:
        return reverse("cases:limit_explain", args=[node.case_id])
    return reverse("cases:node_explain", args=[node.case_id, node.code])


def _groups(lines: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    week = today + timedelta(days=6 - today.weekday())
    groups = [
        (_("已超期"), [line for line in lines if line["due"] < today]),
        (_("今天到期"), [line for line in lines if line["due"] == today]),
        (_("本周到期"), [line for line in lines if today < line["due"] <= week]),
        (_("以后到期"), [line for line in lines if line["due"] > max(week, today)]),
    ]
    return [{"label": label, "lines": found} for label, found in groups if found]


def _figures(user: User, today: date, on_account: Any) -> list[dict[str, Any]]:
    found = selectors.desk_figures(user, today)
    month = {"state": "closed", "closed_from": today.replace(day=1).isoformat()}
    return [
        _figure(_("未结案件"), count_text(found["open"]), _("件"), {}),
        _figure(_("30 天内到执行期限"), count_text(found["near"]), _("件"),
                {"limit": "30", "sort": "limit"}),
        _figure(_("下一节点超期"), count_text(found["nodes"]), _("件"),
                {"node": "overdue", "sort": "next"}),
        _figure(_("在账案款"), money_text(on_account), _("元"), {"money": "waiting", "state": "all"}),
        _figure(_("本月结案"), count_text(found["closed"]), _("件"), month),
    ]  # fmt: skip


def _figure(label: str, value: str, unit: str, query: dict[str, str]) -> dict[str, str]:
    return {"label": label, "value": value, "unit": unit, "url": case_list_url(query)}


def case_list_url(query: dict[str, Any]) -> str:
    """The case list under conditions."""
    return reverse("cases:case_list") + ("?" + urlencode(query) if query else "")


def courts(user: User, today: date) -> dict[str, Any]:
    """Courts as rows, what they are watched for as columns; every figure opens its cases."""
    columns = [
        ("open", _("未结"), {}),
        ("overdue", _("超期未结"), {"limit": "overdue", "sort": "limit"}),
        ("near", _("30 天内届满"), {"limit": "30", "sort": "limit"}),
        ("nodes", _("下一节点超期"), {"node": "overdue", "sort": "next"}),
        ("seals", _("15 天内查封到期"), {"seal": "15", "state": "all"}),
        ("lapsed", _("30 天内查封已失效"), {"seal": "lapsed", "state": "all"}),
        ("money", _("逾期未发案款"), {"money": "late", "state": "all"}),
    ]  # fmt: skip
    rows = selectors.court_rows(user, today)
    totals = [_court_cell(sum(row[name] for row in rows), query) for name, _label, query in columns]
    return {
        "labels": [label for _name, label, _query in columns],
        "rows": [{"court": row["court"], "cells": _cells(row, columns)} for row in rows],
        "totals": totals if len(rows) > 1 else [],
    }


def _cells(row: dict[str, Any], columns: list[tuple[str, str, dict[str, str]]]) -> list[Any]:
    of_court = {"court": row["court"].code}
    return [_court_cell(row[name], {**of_court, **query}) for name, _label, query in columns]


def _court_cell(value: int, query: dict[str, str]) -> dict[str, Any]:
    return {"value": value, "url": case_list_url({"desk": "court", **query})}


def late_officers(user: User, today: date) -> list[dict[str, Any]]:
    """Officers of the chief's court with something overdue; each opens the cases."""
    rows = selectors.overdue_by_officer(user, today)
    for row in rows:
        query = {"desk": "court", "node": "overdue", "sort": "next", **_of_officer(row)}
        row["url"] = case_list_url(query)
    return rows


def _of_officer(row: dict[str, Any]) -> dict[str, Any]:
    """The condition under which the list holds the cases of a row: a user, a name, nobody."""
    if row["officer_id"]:
        return {"officer": row["officer_id"]}
    words = row["officer_words"]
    return {"ledger_name": words} if words else {"unassigned": "none"}

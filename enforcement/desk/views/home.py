"""The morning page: what must be done, by when, why, and with which button."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import selectors
from cases.explanations import chip
from cases.models import CaseNode
from cases.rules.lights import Clock, light, seal_light
from courts.http import StaffRequest
from enforcement.kernel import clock, registries
from enforcement.office.models import Notice

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
SEALS = timedelta(days=30)


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """工作台 by role: acts of the desk, seals, money, notices; figures after acts."""
    today = clock.today()
    ahead = MONTH if request.GET.get("span") == "month" else WEEK
    context: dict[str, Any] = {"today": today, "span": request.GET.get("span", "week")}
    if request.user.holds("case_view"):
        context |= _desk(request, today, ahead)
    context["notices"] = Notice.objects.filter(to=request.user, read_at=None).order_by("-pk")[:8]
    context["offered"] = [
        {"label": entry.label, "lines": entry.lines(request.user, today)}
        for entry in registries.morning.for_user(request.user)
    ]
    return render(request, "desk/home.html", context)


def _desk(request: StaffRequest, today: date, ahead: timedelta) -> dict[str, Any]:
    nodes = selectors.due_nodes(request.user, today + ahead)
    parties = selectors.parties_of([node.case for node in nodes])
    lines = [_line(node, parties.get(node.case_id, []), today) for node in nodes]
    receipts = selectors.unpaid_receipts(request.user)
    return {
        "groups": _groups(lines, today),
        "count": len(lines),
        "overdue": sum(1 for line in lines if line["due"] < today),
        "due_today": sum(1 for line in lines if line["due"] == today),
        "figures": _figures(request, today, sum((r.amount for r in receipts), start=0)),
        "seals": [
            {"seal": seal, "light": chip(seal_light(seal.to_on, today)), "words": _left(seal.to_on, today)}
            for seal in selectors.expiring_seals(request.user, today, today + SEALS)
        ],
        "receipts": [
            {"receipt": r, "light": chip(light(Clock(r.received_on, r.due_on), today))}
            for r in receipts
        ],
    }


def _left(to_on: date, today: date) -> str:
    days = (to_on - today).days
    return _("剩 %d 天") % days if days >= 0 else _("已失效 %d 天") % -days


def _line(node: CaseNode, parties: Any, today: date) -> dict[str, Any]:
    case = node.case
    applicants, debtors = selectors.parties_in_words(parties)
    due = node.due_on or today
    shown = light(Clock(case.filed_on, due, case.limit_running and node.node == "结案"), today)
    is_limit = node.node == "结案"
    return {
        "title": _("执行期限届满") if is_limit else _(node.node),
        "reason": _("%(filed)s 立案，应于 %(due)s 前办")
        % {"filed": case.filed_on.isoformat(), "due": due.isoformat()},
        "case": case,
        "parties": " · ".join(filter(None, (applicants, debtors))),
        "due": due,
        "light": chip(shown),
        "explain": reverse("cases:limit_explain", args=[case.pk]),
        "log": reverse("cases:progress_log", args=[case.pk])
        + ("" if is_limit else f"?node={node.node}"),
    }


def _groups(lines: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    week = today + timedelta(days=6 - today.weekday())
    groups = [
        (_("已超期"), [line for line in lines if line["due"] < today]),
        (_("今天到期"), [line for line in lines if line["due"] == today]),
        (_("本周到期"), [line for line in lines if today < line["due"] <= week]),
        (_("以后到期"), [line for line in lines if line["due"] > week]),
    ]
    return [{"label": label, "lines": found} for label, found in groups if found]


def _figures(request: StaffRequest, today: date, on_account: Any) -> list[dict[str, Any]]:
    found = selectors.desk_figures(request.user, today)
    listing = reverse("cases:case_list")
    return [
        {"label": _("未结案件"), "value": found["open"], "unit": _("件"), "url": listing},
        {"label": _("30 天内到执行期限"), "value": found["near"], "unit": _("件"),
         "url": f"{listing}?limit=30&sort=limit"},
        {"label": _("超期未结"), "value": found["overdue"], "unit": _("件"),
         "url": f"{listing}?limit=overdue&sort=limit"},
        {"label": _("超期节点"), "value": found["nodes"], "unit": _("个"), "url": ""},
        {"label": _("本月结案"), "value": found["closed"], "unit": _("件"),
         "url": f"{listing}?state=closed&closed_from={today.replace(day=1)}"},
    ]  # fmt: skip


@require_safe
@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Whether this process reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "_components/gallery.html")

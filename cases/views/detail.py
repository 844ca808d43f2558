"""The page of a case, its explained dates, its neighbours, full numbers for a reason."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import forms, listing, permissions, selectors
from cases.enums import CaseStatus
from cases.explanations import chip
from cases.models import Case, Party
from cases.rules.lights import Clock, light
from cases.rules.nodes import NodeDeadline, NodeFacts, all_nodes
from cases.views.lists import STATUS_TONES
from courts.http import StaffRequest
from courts.selectors import work_calendar
from enforcement.kernel import clock, registries
from enforcement.kernel.audit.reading import events_for

TABS = ("overview", "progress", "nodes", "seals", "money", "parties", "history")


@require_safe
def case_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """A case: what is next, by when, why, and what has been done."""
    cases = selectors.with_lists(Case.objects.visible_to(request.user))
    case = get_object_or_404(cases, pk=pk)
    tab = request.GET.get("tab", "overview")
    tab = tab if tab in TABS else "overview"
    today = clock.today()
    context = {
        "case": case,
        "tab": tab,
        "tabs": _tabs(request, case, tab),
        "tone": STATUS_TONES[CaseStatus(case.status)],
        "facts": _facts(case),
        "may": _may(request, case),
        "walk": _walk(request, case),
        "light": chip(selectors.limit_light(case, today)),
        **_content(request, case, tab, today),
    }
    return render(request, "cases/case_detail.html", context)


def _may(request: StaffRequest, case: Case) -> dict[str, bool]:
    user = request.user
    return {
        "edit": permissions.can_edit(user, case),
        "change": permissions.can_change_open(user, case),
        "receive": permissions.can_record_receipt(user, case),
        "pay": permissions.can_pay_out(user, case),
        "reveal": permissions.can_reveal(user, case),
        "assign": user.holds("case_assign", case.court_id) and case.is_open,
        "file": user.holds("case_file", case.court_id),
        "audit": user.holds("audit_view", case.court_id) or case.officer_id == user.pk,
    }


def _facts(case: Case) -> list[dict[str, Any]]:
    applicants, debtors = _sides(case)
    share = (
        f"{case.recovered / case.claim_amount * 100:.2f} %"  # type: ignore[operator]  # decimals
        if case.claim_amount
        else ""
    )
    return [
        {"label": _("当事人"), "value": f"{applicants or '—'} → {debtors or '—'}"},
        {"label": _("案由"), "value": case.cause or "—"},
        {"label": _("执行依据"), "value": case.basis_number or "—", "is_case_no": True},
        {"label": _("立案"), "value": case.filed_on.isoformat()},
        {"label": _("承办"), "value": case.officer_label or "—", "hint": case.team},
        {"label": _("标的（元）"), "value": f"{case.claim_amount:,.2f}"},
        {"label": _("到位（元）"), "value": f"{case.recovered:,.2f}", "hint": share},
    ]


def _sides(case: Case) -> tuple[str, str]:
    parties = [Party(role=row["role"], name=row["name"]) for row in case.party_rows]  # type: ignore[attr-defined]
    return selectors.parties_in_words(parties)


def _walk(request: StaffRequest, case: Case) -> dict[str, Any] | None:
    token = request.GET.get("walk", "")
    found = listing.walk(request.user, token, case) if token else None
    if found is None:
        return None
    place, cases = found
    urls = [
        f"{reverse('cases:case_detail', args=[pk])}?walk={token}" if pk else ""
        for pk in (place.prev_id, place.next_id)
    ]
    return {
        "words": _("我的案件") if cases.query["desk"] == "mine" else _("案件列表"),
        "place": place.place,
        "total": place.total,
        "unit": _("件"),
        "prev_url": urls[0],
        "next_url": urls[1],
        "token": token,
    }


def _tabs(request: StaffRequest, case: Any, current: str) -> list[dict[str, Any]]:
    walk = request.GET.get("walk", "")
    counts = {
        "seals": len(case.seal_rows),
        "money": len(case.receipt_rows),
        "parties": len(case.party_rows),
    }
    labels = {
        "overview": _("概览"), "progress": _("进展"), "nodes": _("节点期限"),
        "seals": _("财产查封"), "money": _("案款"), "parties": _("当事人"),
        "history": _("操作记录"),
    }  # fmt: skip
    own = [
        {
            "label": labels[name],
            "url": f"{case.get_absolute_url()}?tab={name}" + (f"&walk={walk}" if walk else ""),
            "count": counts.get(name),
            "current": name == current,
        }
        for name in TABS
    ]
    offered = registries.case_panels.for_user(request.user)
    return own + [
        {"label": panel.label, "url": reverse(panel.url_name, args=[case.pk]), "count": None,
         "current": False}  # fmt: skip
        for panel in offered
    ]


def _content(request: StaffRequest, case: Any, tab: str, today: date) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if tab in ("overview", "progress"):
        everything = tab == "progress"
        entries = selectors.timeline(case, limit=None if everything else selectors.TIMELINE)
        content |= _timeline(case, entries, everything)
        content |= _progress_form(request, case)
    if tab in ("overview", "nodes"):
        content["nodes"] = _node_rows(case, today, open_only=tab == "overview")
        content["limit_events"] = case.limit_rows
        content["closed_nodes"] = sum(1 for row in case.node_rows if row["done_on"])
    if tab in ("overview", "seals"):
        content["seals"] = _seal_rows(case, today)
    if tab in ("overview", "money"):
        content["balance"] = _balance(case)
        content["receipts"] = _receipt_rows(case, today)
    if tab == "history":
        content["events"] = _events(case)
    return content


def _timeline(case: Case, entries: Any, everything: bool) -> dict[str, Any]:
    shown = entries if everything else entries[: selectors.TIMELINE]
    corrected: dict[int, list[dict[str, Any]]] = {}
    for entry in entries:
        if entry.corrects_id:
            corrected.setdefault(entry.corrects_id, []).insert(0, _item(entry, {}))
    items = [_item(entry, corrected) for entry in shown if not entry.corrects_id]
    return {"timeline": items, "more": len(entries) > len(shown)}


def _item(entry: Any, corrected: dict[int, list[dict[str, Any]]]) -> dict[str, Any]:
    links = [
        {"url": reverse("desk:file", args=[row["id"]]), "label": row["name"]}
        for row in entry.file_rows
    ]
    node = f"【{_(entry.node)}】" if entry.node else ""
    result = f"（{_(entry.result)}）" if entry.result else ""
    return {
        "pk": entry.pk,
        "at": entry.at,
        "author": entry.by_name or (_("导入") if entry.source == "import" else _("系统")),
        "by_system": entry.source == "import",
        "text": f"{node}{entry.text}{result}",
        "links": links,
        "struck": entry.pk in corrected,
        "corrections": corrected.get(entry.pk, []),
    }


def _progress_form(request: StaffRequest, case: Case) -> dict[str, Any]:
    if not permissions.can_edit(request.user, case):
        return {}
    return {"progress_form": forms.ProgressForm(initial={"submission": forms.ProgressForm.fresh_key()})}


def node_deadlines(case: Any) -> list[NodeDeadline]:
    """All nodes of the case, explained."""
    done = {row["node"]: date.fromisoformat(row["done_on"]) for row in case.node_rows if row["done_on"]}
    events = {}
    unpaid = [row["due_on"] for row in case.receipt_rows if not row["paid_on"]]
    if unpaid:
        events["payout_due"] = date.fromisoformat(min(unpaid))
    if case.closed_on and case.close_mode == "终结本次执行程序":
        events["zhongben_closed"] = case.closed_on
    facts = NodeFacts(case.filed_on, done, case.limit_end, events)
    return all_nodes(facts, work_calendar())


def _node_rows(case: Any, today: date, *, open_only: bool) -> list[dict[str, Any]]:
    rows = []
    for deadline in node_deadlines(case):
        if deadline.due is None and deadline.done is None:
            continue
        # A right that may be used until its day (extension) is no duty once the case is closed.
        if open_only and (deadline.done is not None or not case.is_open):
            continue
        rows.append(_node_row(case, deadline, today))
    return sorted(rows, key=lambda row: (row["done"] is not None, row["due"] or date.max))


def _node_row(case: Case, deadline: NodeDeadline, today: date) -> dict[str, Any]:
    stopped = case.limit_running and deadline.node == "结案"
    shown = light(Clock(deadline.start or case.filed_on, deadline.due, stopped, deadline.done), today)
    url = reverse("cases:node_explain", args=[case.pk, deadline.code])
    return {
        "node": deadline.node,
        "due": deadline.due,
        "done": deadline.done,
        "provisional": deadline.provisional,
        "light": chip(shown),
        "url": reverse("cases:limit_explain", args=[case.pk]) if deadline.node == "结案" else url,
        "is_limit": deadline.node == "结案",
    }


def _seal_rows(case: Any, today: date) -> list[dict[str, Any]]:
    rows = []
    for row, shown in selectors.seal_lights(case.seal_rows, today):
        lapsed = shown.days < 0
        words = _("已失效 %d 天") % -shown.days if lapsed else _("剩 %d 天") % shown.days
        rows.append({**row, "light": chip(shown), "words": words})
    released = [row for row in case.seal_rows if row["released_on"]]
    return rows + [{**row, "light": None} for row in released]


def _receipt_rows(case: Any, today: date) -> list[dict[str, Any]]:
    rows = []
    for row in case.receipt_rows:
        paid = selectors.maybe_day(row["paid_on"])
        arrived, due = date.fromisoformat(row["received_on"]), date.fromisoformat(row["due_on"])
        rows.append({**row, "light": chip(light(Clock(arrived, due, False, paid), today))})
    return rows


def _balance(case: Any) -> list[dict[str, Any]]:
    on_account = sum(
        (Decimal(str(row["amount"])) - Decimal(str(row["paid_amount"] or 0)))
        for row in case.receipt_rows
        if not row["paid_on"] or row["paid_amount"] is not None
    )
    return [
        {"label": _("申请执行标的"), "amount": case.claim_amount},
        {"label": _("已到位"), "amount": case.recovered},
        {"label": _("其中在账未发"), "amount": on_account or Decimal(0), "of_which": True},
        {"label": _("未到位"), "amount": max(case.claim_amount - case.recovered, Decimal(0)),
         "main": True},
    ]  # fmt: skip


def _events(case: Case) -> list[dict[str, Any]]:
    return events_for("cases.Case", str(case.pk), 100)

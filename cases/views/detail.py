"""The page of a case: facts, tabs, what may be done, and its neighbours in the list."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cases import listing, permissions, selectors
from cases.explanations import chip
from cases.models import Case
from cases.views import progress, record
from cases.views.acting import keep, page
from cases.views.tones import status_tone
from courts.http import StaffRequest
from enforcement.kernel import clock, registries
from enforcement.kernel.figures import money_text, rate_text


@page
def case_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """A case: what is next, by when, why, and what has been done.

    A progress entry may be sent to this address too (contract 26).
    """
    if request.method == "POST":
        return progress.progress_log(request, pk)
    cases = selectors.with_lists(Case.objects.visible_to(request.user))
    case: Any = get_object_or_404(cases, pk=pk)
    tab = request.GET.get("tab", "")
    tab = tab if tab in record.TABS else record.TABS[0]
    token = request.GET.get("walk", "")
    context = {
        "case": case,
        "tab": tab,
        "tabs": _tabs(request, case, tab, token),
        "tone": status_tone(case.status),
        "facts": _facts(case),
        "may": _may(request, case),
        "walk": _walk(request, case, tab, token),
        "keep": keep(request),
        "light": chip(selectors.limit_light(case, clock.today())),
        **record.content(request.user, case, tab),
    }
    return render(request, "cases/case_detail.html", context)


def _may(request: StaffRequest, case: Case) -> dict[str, bool]:
    user = request.user
    return {
        "edit": permissions.can_edit(user, case),
        "change": permissions.can_change_open(user, case),
        "reopen": permissions.can_reopen(user, case),
        "extend": permissions.can_extend(user, case),
        "receive": permissions.can_record_receipt(user, case),
        "pay": permissions.can_pay_out(user, case),
        "reveal": permissions.can_reveal(user, case),
        "assign": permissions.can_assign(user, case),
        "file": permissions.can_file(user, case.court_id),
    }


def _facts(case: Any) -> list[dict[str, Any]]:
    applicants, debtors = selectors.in_words(case.party_rows)
    share = rate_text(case.recovered / case.claim_amount * 100) if case.claim_amount else ""
    return [
        {"label": _("当事人"), "value": f"{applicants or '—'} → {debtors or '—'}"},
        {"label": _("案由"), "value": case.cause or "—"},
        {"label": _("执行依据"), "value": case.basis_number or "—", "is_case_no": True},
        {"label": _("立案"), "value": case.filed_on.isoformat()},
        {"label": _("承办"), "value": case.officer_label or "—", "hint": case.team},
        {"label": _("标的（元）"), "value": money_text(case.claim_amount)},
        {"label": _("到位（元）"), "value": money_text(case.recovered), "hint": share},
        *_closing(case),
    ]


def _closing(case: Case) -> list[dict[str, Any]]:
    if case.is_open or case.closed_on is None:
        return []
    document, approver = selectors.closing_words(case)
    approved = _("%s批准") % approver if approver else ""
    hint = " · ".join(part for part in (document, approved) if part)
    return [{"label": _("结案"), "value": case.closed_on.isoformat(), "hint": hint}]


def _walk(request: StaffRequest, case: Case, tab: str, token: str) -> dict[str, Any] | None:
    """Where the case stands in the list that it was opened from."""
    found = listing.walked(request.user, token, case) if token else None
    if found is None:
        return None
    walk = {"words": found.words, "list_url": found.list_url, "token": token}
    place = found.place
    if place is None:
        return walk | {"leads_back": True}
    return walk | {
        "place": None if place.ahead is None else place.ahead + 1,
        "total": place.total,
        "unit": _("件"),
        "prev_url": _address(place.prev_id, tab, token),
        "next_url": _address(place.next_id, tab, token),
    }


def _address(pk: int | None, tab: str, token: str) -> str:
    """The page of a case on a tab, keeping the walk."""
    if pk is None:
        return ""
    query = {"tab": "" if tab == record.TABS[0] else tab, "walk": token}
    given = urlencode({name: value for name, value in query.items() if value})
    return reverse("cases:case_detail", args=[pk]) + (f"?{given}" if given else "")


def _tabs(request: StaffRequest, case: Any, current: str, token: str) -> list[dict[str, Any]]:
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
            "label": labels[name], "url": _address(case.pk, name, token),
            "count": counts.get(name), "current": name == current,
        }
        for name in record.TABS
    ]  # fmt: skip
    offered = registries.case_panels.for_user(request.user)
    return own + [
        {
            "label": panel.label, "url": reverse(panel.url_name, args=[case.pk]),
            "count": None, "current": False,
        }
        for panel in offered
    ]  # fmt: skip

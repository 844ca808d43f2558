"""The case list: filter, saved views, bulk assignment, export."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cases import forms, listing, selectors
from cases.enums import CaseStatus
from cases.explanations import chip
from cases.models import Case
from cases.services import assignment
from courts.enums import Permission
from courts.http import StaffRequest
from courts.selectors import officers_at
from enforcement.kernel import clock
from enforcement.kernel.errors import InvalidInput
from enforcement.office import services as office
from enforcement.office.models import SavedView

PAGE = "cases:case_list"
STATUS_TONES = {
    CaseStatus.FILED: "mute",
    CaseStatus.ASSIGNED: "mute",
    CaseStatus.UNDER_WAY: "info",
    CaseStatus.SUSPENDED: "wait",
    CaseStatus.CLOSED: "mute",
}


@require_safe
def case_list(request: StaffRequest) -> HttpResponse:
    """Cases under the conditions of the query string."""
    cases = listing.case_list(request.user, request.GET)
    page = cases.page()
    context = {
        "cases": cases,
        "page": page,
        "rows": rows(page.rows, clock.today()),
        "walk": cases.walk_token(),
        "segments": _segments(cases),
        "chips": _chips(cases),
        "sorts": _sorts(cases),
        "sort": cases.sort,
        "saved": SavedView.objects.filter(owner=request.user, page=PAGE).order_by("name"),
        "query": _state(cases.query).urlencode(),
        "clear_url": reverse(PAGE),
        "may_assign": request.user.holds(Permission.CASE_ASSIGN),
        "may_file": request.user.holds(Permission.CASE_FILE),
        "may_export": request.user.holds(Permission.CASE_EXPORT),
        "kept": [(name, cases.query[name]) for name in ("desk", "state") if name in request.GET],
    }
    return render(request, "cases/case_list.html", context)


def rows(cases: Iterable[Case], today: date) -> list[dict[str, Any]]:
    """What cases/_case_row.html needs, for every case of a page."""
    found = list(cases)
    parties = selectors.parties_of(found)
    return [_row(case, parties.get(case.pk, []), today) for case in found]


def _row(case: Case, parties: Any, today: date) -> dict[str, Any]:
    applicants, debtors = selectors.parties_in_words(parties)
    return {
        "case": case,
        "applicants": applicants,
        "debtors": debtors,
        "light": chip(selectors.limit_light(case, today)),
        "tone": STATUS_TONES[CaseStatus(case.status)],
    }


def _state(query: QueryDict, **changes: str) -> QueryDict:
    kept = QueryDict(mutable=True)
    kept.update({name: query[name] for name in listing.STATE if query.get(name)})
    for name, value in changes.items():
        kept[name] = value
    return kept


def _segments(cases: listing.CaseList) -> list[dict[str, Any]]:
    query = cases.query
    sets = [
        ("mine", "open", _("我的未结")),
        ("court", "open", _("未结")),
        ("court", "closed", _("已结")),
        ("court", "all", _("全部")),
    ]
    if "officer" not in cases.user.access.roles:
        sets = sets[1:]
    return [
        {
            "label": label,
            "url": "?" + _state(query, desk=desk, state=state).urlencode(),
            "count": None,
            "current": (query["desk"], query["state"]) == (desk, state),
        }
        for desk, state, label in sets
    ]


def _chips(cases: listing.CaseList) -> list[dict[str, str]]:
    chips = []
    for name, field in cases.filter.form.fields.items():
        value = cases.query.get(name)
        if not value or name in ("desk", "state"):
            continue
        remaining = _state(cases.query)
        remaining.pop(name, None)
        words = _in_words(field, value)
        chips.append(
            {"label": f"{field.label}：{words}", "remove_url": "?" + remaining.urlencode()}
        )
    return chips


def _in_words(field: Any, value: str) -> str:
    choices = getattr(field, "choices", None)
    if choices is None:
        return value
    try:
        return str(field.label_from_instance(field.clean(value)))
    except (AttributeError, TypeError):
        return str(dict(field.choices).get(value, value))
    except ValidationError:
        return value


def _sorts(cases: listing.CaseList) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": "?" + _state(cases.query, sort=name).urlencode(),
            "current": name == cases.sort,
        }
        for name, label in listing.ORDER_LABELS.items()
    ]


@require_POST
def view_save(request: StaffRequest) -> HttpResponse:
    """Keep the conditions of the list under a name."""
    query = _state(QueryDict(request.POST.get("query", ""))).urlencode()
    name = request.POST.get("name", "").strip()[:40]
    if not name:
        raise InvalidInput(_("请给这组条件起个名称。"))
    office.save_view(page=PAGE, name=name, query=query, by=request.user)
    return redirect(f"{reverse(PAGE)}?{query}")


@require_POST
def view_delete(request: StaffRequest, pk: int) -> HttpResponse:
    """Forget one of one's own saved views."""
    office.delete_view(view_id=pk, by=request.user)
    return redirect(PAGE)


@require_POST
def case_assign(request: StaffRequest) -> HttpResponse:
    """Give the ticked cases, or all of the filter, to an officer: first who, then done."""
    ids = _chosen(request)
    if not ids:
        raise InvalidInput(_("请先勾选案件。"))
    courts = set(Case.objects.filter(pk__in=ids).values_list("court_id", flat=True))
    asked = "officer" in request.POST
    form = forms.AssignForm(request.POST if asked else None, court_ids=courts)
    if not asked or not form.is_valid():
        context = {"form": form, "ids": ids, "back": request.POST.get("back", "")}
        status = 422 if asked else 200
        return render(request, "cases/case_assign.html", context, status=status)
    result = assignment.assign(
        case_ids=ids, officer_id=form.cleaned_data["officer"].pk, by=request.user,
        note=form.cleaned_data["note"],
    )  # fmt: skip
    words = ngettext("已分案 %d 件", "已分案 %d 件", len(result.given)) % len(result.given)
    context = {"result": result, "officer": form.cleaned_data["officer"], "words": words}
    return render(request, "cases/case_assigned.html", context)


MOST_AT_ONCE = 5_000


def _chosen(request: StaffRequest) -> list[int]:
    if request.POST.get("all") == "1":
        query = QueryDict(request.POST.get("query", ""))
        found = listing.case_list(request.user, query).rows
        ids = list(found.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if len(ids) > MOST_AT_ONCE:
            raise InvalidInput(_("一次最多分案 %d 件，请再加条件。") % MOST_AT_ONCE)
        return ids
    given = [int(value) for value in request.POST.getlist("selected") if value.isdigit()]
    visible = Case.objects.visible_to(request.user).filter(pk__in=given)
    return list(visible.values_list("pk", flat=True))


@require_safe
def officer_names(request: StaffRequest) -> HttpResponse:
    """Imported officers' names that are no users yet."""
    found = list(selectors.unlinked_officers(request.user))
    people = officers_at({row["court_id"] for row in found}, clock.today())
    context = {"rows": found, "people": people}
    return render(request, "cases/officer_names.html", context)


@require_POST
def officer_link(request: StaffRequest) -> HttpResponse:
    """Say which user an imported name is."""
    officer = request.POST.get("officer", "")
    if not officer.isdigit():
        raise InvalidInput(_("请选这个名字对应的人员。"))
    assignment.link_officer_name(
        court_id=request.POST.get("court", ""), name=request.POST.get("name", ""),
        officer_id=int(officer), by=request.user,
    )  # fmt: skip
    return redirect("cases:officer_names")

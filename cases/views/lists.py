"""The case list: filter, order, search, saved views."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import listing, permissions, searching, selectors
from cases.listing import CaseList
from cases.models import Case
from cases.views.rows import case_rows
from courts.enums import Permission
from courts.http import StaffRequest
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.http import key_of, text_of, wants_fragment
from enforcement.office import services as office
from enforcement.office.selectors import saved_views

PAGE = "cases:case_list"
IN_SEGMENTS = ("desk", "state")
NOT_IN_PANEL = (*IN_SEGMENTS, "q")


@require_safe
def case_list(request: StaffRequest) -> HttpResponse:
    """Cases under the conditions of the query string."""
    permissions.check_can_view(request.user)
    if (sealed := _sealed(request.GET)) is not None:
        return redirect(f"{reverse(PAGE)}?{sealed.urlencode()}")
    cases = listing.case_list(request.user, request.GET)
    page, walk, may = cases.lines(), cases.walk_token(), _may(request)
    context = {
        "cases": cases,
        "page": page,
        "rows": page.rows,
        "row_html": case_rows(
            page.rows, walk=walk, may_assign=may["assign"], may_log=selectors.has_desk(request.user)
        ),
        "walk": walk,
        "segments": _segments(cases),
        "chips": _chips(cases),
        "sorts": _sorts(cases),
        "sort": listing.ORDER_LABELS[cases.sort],
        "saved": saved_views(request.user, PAGE),
        "query": cases.state(),
        "clear_url": _clear_url(cases),
        "search": cases.shown_search(),
        "may": may,
        "kept": _kept(cases, listing.STATE, without="q"),
    }
    if "panel" in request.GET or not cases.filter.is_valid():
        context |= _panel(cases)
    return render(request, "cases/case_list.html", context)


@require_safe
def case_conditions(request: StaffRequest) -> HttpResponse:
    """The panel of conditions, read when somebody opens it; without script the page with it."""
    permissions.check_can_view(request.user)
    cases = listing.case_list(request.user, request.GET)
    if not wants_fragment(request):
        return redirect(f"{reverse(PAGE)}?{cases.state()}&panel=1")
    return render(request, "cases/_conditions.html", _panel(cases))


def _panel(cases: CaseList) -> dict[str, Any]:
    form = cases.panel().form
    return {
        "filter_form": form,
        "panel": [form[name] for name in form.fields if name not in NOT_IN_PANEL],
        "panel_kept": _kept(cases, (*NOT_IN_PANEL, "sort")),
        "clear_url": _clear_url(cases),
    }


def _may(request: StaffRequest) -> dict[str, bool]:
    return {
        "assign": request.user.holds(Permission.CASE_ASSIGN),
        "file": request.user.holds(Permission.CASE_FILE),
        "export": request.user.holds(Permission.CASE_EXPORT),
    }


def _kept(cases: CaseList, names: Iterable[str], without: str = "") -> list[tuple[str, str]]:
    """Conditions that a form of the page carries along, hidden."""
    given = [(name, cases.query.get(name, "")) for name in names if name != without]
    return [(name, value) for name, value in given if value]


def _sealed(query: QueryDict) -> QueryDict | None:
    """The query with its identity number sealed; None when there is none in clear."""
    text = query.get("q", "")
    if not text or searching.sealed(text) == text.strip():
        return None
    found = query.copy()
    found["q"] = searching.sealed(text)
    return found


@require_POST
def case_find(request: StaffRequest) -> HttpResponse:
    """Search inside the list: numbers of persons travel in the body and are sealed in the address."""
    permissions.check_can_view(request.user)
    query = request.POST.copy()
    for name in [name for name in query if name not in listing.STATE or not query[name]]:
        del query[name]
    query["q"] = searching.sealed(request.POST.get("q", ""))
    return redirect(f"{reverse(PAGE)}?{query.urlencode()}")


def _segments(cases: CaseList) -> list[dict[str, Any]]:
    sets = [
        ("mine", "open", _("我的未结")),
        ("court", "open", _("未结")),
        ("court", "closed", _("已结")),
        ("court", "all", _("全部")),
    ]
    if not listing.has_own_desk(cases.user):
        sets = sets[1:]
    present = (cases.query["desk"], cases.query["state"])
    return [
        {
            "label": label, "url": "?" + cases.state(desk=desk, state=state), "count": None,
            "current": present == (desk, state),
        }
        for desk, state, label in sets
    ]  # fmt: skip


def _clear_url(cases: CaseList) -> str:
    return "?" + cases.state(**{name: "" for name in listing.STATE if name not in IN_SEGMENTS})


def _chips(cases: CaseList) -> list[dict[str, str]]:
    return [
        {
            "label": _("%(label)s：%(words)s")
            % {"label": field.label, "words": _in_words(name, field, cases.query.get(name, ""))},
            "remove_url": "?" + cases.state(**{name: ""}),
        }
        for name, field in cases.filter.fields.items()
        if cases.query.get(name) and name not in IN_SEGMENTS
    ]


def _in_words(name: str, field: forms.Field, value: str) -> str:
    if name == "q":
        return searching.shown(value)
    choices: Any = getattr(field, "choices", ())
    return str(dict(choices).get(value, value))


def _sorts(cases: CaseList) -> list[dict[str, Any]]:
    return [
        {
            "label": label, "url": "?" + cases.state(sort=name), "current": name == cases.sort,
        }
        for name, label in listing.ORDER_LABELS.items()
    ]  # fmt: skip


@require_POST
def view_save(request: StaffRequest) -> HttpResponse:
    """Keep the conditions of the list under a name."""
    permissions.check_can_view(request.user)
    cases = listing.case_list(request.user, QueryDict(request.POST.get("query", "")))
    name = text_of(request.POST, "name", 40)
    if not name:
        raise InvalidInput(_("请给这组条件起个名称。"))
    office.save_view(page=PAGE, name=name, query=cases.state(), by=request.user)
    return redirect(f"{reverse(PAGE)}?{cases.state()}")


@require_POST
def view_delete(request: StaffRequest, pk: int) -> HttpResponse:
    """Forget one of one's own saved views."""
    office.delete_view(view_id=pk, by=request.user)
    return redirect(PAGE)


def visible_ids(request: StaffRequest, given: Iterable[str]) -> list[int]:
    """Keys of visible cases among what a form sent."""
    keys = [key for value in given if (key := key_of(value)) is not None]
    visible = Case.objects.visible_to(request.user).filter(pk__in=keys)
    return list(visible.order_by("pk").values_list("pk", flat=True))

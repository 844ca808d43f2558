"""Giving cases to officers, one or many, and naming the officers of a ledger."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cases import forms, listing, permissions, selectors
from cases.models import Case
from cases.services import assignment
from cases.views.acting import FAULTY, page
from cases.views.lists import visible_ids
from courts.http import StaffRequest
from courts.selectors import officers_at
from enforcement.kernel import clock
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.http import key_of, text_of
from enforcement.kernel.paging import SIZE

MOST_AT_ONCE = 5_000


@page
def case_assign(request: StaffRequest) -> HttpResponse:
    """Give the ticked cases, or all of the filter, to an officer: first who, then done.

    What was ticked is sent on to the question's own address, so that Back and a reload are quiet.
    """
    permissions.check_can_assign_somewhere(request.user)
    is_sent = request.method == "POST"
    given = request.POST if is_sent else request.GET
    ids = _chosen(request, given)
    if not ids and not is_sent:
        return redirect("cases:case_list")
    if not ids:
        raise InvalidInput(_("请先勾选案件。"))
    is_answered = is_sent and "officer" in given
    if is_sent and not is_answered and (question := _question(request, ids)):
        return redirect(question)
    courts = Case.objects.filter(pk__in=ids).values_list("court_id", flat=True).distinct()
    form = forms.AssignForm(given if is_answered else None, court_ids=set(courts), count=len(ids))
    if form.is_valid():
        return _assigned(request, form, ids)
    context = {"form": form, "ids": ids, "back": given.get("back", "")}
    status = FAULTY if is_answered else 200
    return render(request, "cases/case_assign.html", context, status=status)


def _question(request: StaffRequest, ids: list[int]) -> str:
    """Where it is asked who gets the cases: of a whole filter its conditions, else the keys.

    "" when there are more keys than a page of the list has rows: an address is no place for them.
    """
    asked = QueryDict(mutable=True)
    if request.POST.get("all") == "1":
        asked["all"], asked["query"] = "1", _conditions(request, "query")
    elif len(ids) <= SIZE:
        asked.setlist("selected", [str(key) for key in ids])
    else:
        return ""
    if "back" in request.POST:
        asked["back"] = _conditions(request, "back")
    return f"{reverse('cases:case_assign')}?{asked.urlencode()}"


def _conditions(request: StaffRequest, name: str) -> str:
    """Conditions of the list as they may stand in an address: numbers of persons sealed."""
    return listing.case_list(request.user, QueryDict(request.POST.get(name, ""))).state()


def _assigned(request: StaffRequest, form: forms.AssignForm, ids: list[int]) -> HttpResponse:
    officer = form.cleaned_data["officer"]
    result = assignment.assign(
        case_ids=ids, officer_id=officer.pk, by=request.user, note=form.cleaned_data["note"],
        asked_at=form.cleaned_data["asked_at"],
    )  # fmt: skip
    count, back = len(result.given), request.POST.get("back", "")
    words = ngettext("已分案 %d 件给%s", "已分案 %d 件给%s", count) % (count, officer.name)
    if not result.left:  # back to the list: there is nothing more to say
        messages.success(request, words)
        return redirect(f"{reverse('cases:case_list')}?{QueryDict(back).urlencode()}")
    context = {"result": result, "words": words, "back": back}
    return render(request, "cases/case_assigned.html", context)


def _chosen(request: StaffRequest, given: QueryDict) -> list[int]:
    if given.get("all") != "1":
        return visible_ids(request, given.getlist("selected"))
    query = QueryDict(given.get("query", ""))
    found = listing.case_list(request.user, query).rows.order_by("pk")
    ids = list(found.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    if len(ids) > MOST_AT_ONCE:
        raise InvalidInput(_("一次最多分案 %d 件，请再加条件。") % MOST_AT_ONCE)
    return ids


@require_safe
def officer_names(request: StaffRequest) -> HttpResponse:
    """Imported officers' names that are no users yet."""
    permissions.check_can_assign_somewhere(request.user)
    rows = selectors.unlinked_officers(request.user)
    people = officers_at({row["court_id"] for row in rows}, clock.today())
    return render(request, "cases/officer_names.html", {"rows": rows, "people": people})


@require_POST
def officer_link(request: StaffRequest) -> HttpResponse:
    """Say which user an imported name is."""
    permissions.check_can_assign_somewhere(request.user)
    officer = key_of(request.POST.get("officer", ""))
    if officer is None:
        raise InvalidInput(_("请选这个名字对应的人员。"))
    name = text_of(request.POST, "name")
    count = assignment.link_officer_name(
        court_id=text_of(request.POST, "court"), name=name, officer_id=officer, by=request.user
    )
    words = ngettext(
        "“%(name)s”的 %(n)d 件案件已对应。", "“%(name)s”的 %(n)d 件案件已对应。", count
    )
    messages.success(request, words % {"name": name, "n": count})
    return redirect("cases:officer_names")

"""Logging progress: the form on the page of the case, and on a phone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import forms, permissions, selectors
from cases.listing import case_list
from cases.models import Case, Progress
from cases.services import progress as progress_services
from cases.services.progress import Act
from cases.views.acting import CONFLICT, FAULTY, draft_note, fill, keep, page, show_faults, to_case
from cases.views.nodes import due_nodes, node_rows
from courts.http import StaffRequest
from enforcement.kernel import clock
from enforcement.kernel.errors import Conflict, InvalidInput
from enforcement.office import services as office

KEPT = ("node", "result", "text")  # of a draft; time and photographs are of the moment


@page
def progress_log(request: StaffRequest, pk: int) -> HttpResponse:
    """记进展 on one case: GET the form, POST the entry."""
    case = _case(request, pk)
    permissions.check_can_edit(request.user, case)
    rows = node_rows(case, clock.today())
    first = due_nodes(rows)
    if request.method != "POST":
        initial = {"node": request.GET.get("node", "")}
        return _form_page(request, case, forms.ProgressForm(initial=initial, first=first), rows)
    form = forms.ProgressForm(request.POST, request.FILES, first=first)
    status = _send(form, lambda act: progress_services.log(case_id=pk, act=act, by=request.user))
    if status:
        return _form_page(request, case, form, rows, status=status)
    messages.success(request, _("进展已记。"))
    return to_case(request, case)


@page
def progress_correct(request: StaffRequest, pk: int, entry: int) -> HttpResponse:
    """Correct an entry by a further one; the corrected one stays, struck."""
    case = _case(request, pk)
    wrong = get_object_or_404(Progress.objects.visible_to(request.user), pk=entry, case=pk)
    permissions.check_can_correct(request.user, case, wrong)
    rows = node_rows(case, clock.today())
    first = due_nodes(rows)
    if request.method != "POST":
        initial = {"text": wrong.text, "node": wrong.node, "result": wrong.result,
                   "at": wrong.at}  # fmt: skip
        form = forms.ProgressForm(initial=initial, first=first)
        return _form_page(request, case, form, rows, corrects=wrong)
    form = forms.ProgressForm(request.POST, request.FILES, first=first)
    status = _send(
        form, lambda act: progress_services.correct(entry_id=entry, act=act, by=request.user)
    )
    if status:
        return _form_page(request, case, form, rows, corrects=wrong, status=status)
    messages.success(request, _("更正已记，原条目保留并划去。"))
    return to_case(request, case, "progress")


def _case(request: StaffRequest, pk: int) -> Any:
    cases = selectors.with_lists(Case.objects.visible_to(request.user))
    return get_object_or_404(cases, pk=pk)


def _send(form: forms.ProgressForm, service: Any) -> int:
    """Call the service with a valid form; the status of what went wrong, 0 when nothing did."""
    if not form.is_valid():
        return FAULTY
    try:
        service(_act(form))
    except InvalidInput as refusal:
        show_faults(form, refusal)
        return FAULTY
    except Conflict as refusal:
        form.add_error(None, str(refusal))
        form.renew_key()
        return CONFLICT
    return 0


def _act(form: forms.ProgressForm) -> Act:
    given = form.cleaned_data
    return Act(
        text=given["text"], at=given["at"], node=given["node"], result=given["result"],
        place=given["place"], submission=given["submission"], files=given["photos"],
        taken=given["photos_times"],
    )  # fmt: skip


def _form_page(
    request: StaffRequest,
    case: Any,
    form: forms.ProgressForm,
    rows: list[dict[str, Any]],
    *,
    corrects: Progress | None = None,
    status: int = 200,
) -> HttpResponse:
    if corrects is not None:
        form.fields["at"].help_text = _("不填就是原来的时间")
    applicants, debtors = selectors.in_words(case.party_rows)
    context = {
        "case": case,
        "form": form,
        "applicants": applicants,
        "debtors": debtors,
        # The light of the node as the page of the case shows it.
        "next_light": next((row["light"] for row in rows if row["node"] == case.next_node), None),
        "draft": None if corrects or form.is_bound else _draft(request, case, form),
        "back_url": case.get_absolute_url() + keep(request),
        "phone_title": _("更正进展") if corrects else _("记进展"),
        "corrects": corrects,
    }
    return render(request, "cases/progress_form.html", context, status=status)


def _draft(request: StaffRequest, case: Case, form: forms.ProgressForm) -> dict[str, Any] | None:
    """The note about a draft, with the form filled from it; an act named in the address stays."""
    found = office.read_draft(form="progress", about=str(case.pk), by=request.user)
    if found is None:
        return None
    named = form.initial.get("node", "")
    fill(form, {name: found[0].get(name, "") for name in KEPT})
    form.initial["node"] = named or form.initial["node"]
    return draft_note("progress", str(case.pk), found[1])


@require_safe
def progress_choose(request: StaffRequest) -> HttpResponse:
    """记进展 without a case yet: the person's own, most urgent first, or a search."""
    permissions.check_can_view(request.user)
    query = request.GET.copy()
    query.setdefault("sort", "next")
    cases = case_list(request.user, query)
    found: Any = cases.page().rows
    rows = [
        {"case": case, "words": selectors.in_words(case.party_rows)}
        for case in found
        if permissions.can_edit(request.user, case)
    ]
    context = {"rows": rows, "search": cases.shown_search(), "phone_title": _("记进展"),
               "back_url": "/"}  # fmt: skip
    return render(request, "cases/progress_choose.html", context)

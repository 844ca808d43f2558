"""Logging progress: the form on the page of the case, in a drawer, and on a phone."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import forms, permissions, selectors
from cases.explanations import chip
from cases.listing import case_list
from cases.models import Case, Progress
from cases.rules.lights import Clock, light
from cases.services import progress as progress_services
from cases.services.progress import Act
from cases.views.access import done, show_faults, visible_case
from courts.http import StaffRequest
from enforcement.kernel import clock
from enforcement.kernel.errors import InvalidInput
from enforcement.office import services as office


@require_http_methods(["GET", "HEAD", "POST"])
def progress_log(request: StaffRequest, pk: int) -> HttpResponse:
    """记进展 on one case: GET the form, POST the entry."""
    case = visible_case(request, pk)
    permissions.check_can_edit(request.user, case)
    if request.method != "POST":
        return _form_page(request, case, _fresh_form(request, case))
    form = forms.ProgressForm(request.POST, request.FILES)
    if form.is_valid() and _logged(request, case, form):
        messages.success(request, _("进展已记。"))
        return done(request, case)
    return _form_page(request, case, form, status=422)


def _logged(request: StaffRequest, case: Case, form: forms.ProgressForm) -> bool:
    try:
        progress_services.log(case_id=case.pk, act=_act(form), by=request.user)
    except InvalidInput as refusal:
        show_faults(form, refusal)
        return False
    return True


def _act(form: forms.ProgressForm) -> Act:
    given = form.cleaned_data
    return Act(
        text=given["text"], at=given["at"], node=given["node"], result=given["result"],
        submission=given["submission"], files=given["photos"],
    )  # fmt: skip


def _fresh_form(request: StaffRequest, case: Case) -> forms.ProgressForm:
    initial: dict[str, Any] = {
        "submission": forms.ProgressForm.fresh_key(),
        "node": request.GET.get("node", ""),
    }
    found = office.read_draft(form="progress", about=str(case.pk), by=request.user)
    if found and request.GET.get("draft") != "no":
        initial |= {name: found[0].get(name, "") for name in ("node", "result", "text")}
    return forms.ProgressForm(initial=initial)


def _form_page(
    request: StaffRequest, case: Case, form: forms.ProgressForm, status: int = 200
) -> HttpResponse:
    found = office.read_draft(form="progress", about=str(case.pk), by=request.user)
    parties = selectors.parties_of([case])[case.pk]
    applicants, debtors = selectors.parties_in_words(parties)
    clock_of = Clock(case.filed_on, case.next_due_on)
    context = {
        "case": case,
        "form": form,
        "applicants": applicants,
        "debtors": debtors,
        "next_light": chip(light(clock_of, clock.today())),
        "draft": {"saved_at": found[1]} if found and not form.is_bound else None,
        "back_url": case.get_absolute_url(),
        "phone_title": _("记进展"),
        "corrects": None,
    }
    return render(request, "cases/progress_form.html", context, status=status)


@require_safe
def progress_choose(request: StaffRequest) -> HttpResponse:
    """记进展 without a case yet: the officer's own, most urgent first, or a search."""
    query = request.GET.copy()
    query.setdefault("sort", "next")
    cases = case_list(request.user, query)
    found = cases.page().rows
    parties = selectors.parties_of(found)
    rows = [
        {"case": case, "words": selectors.parties_in_words(parties.get(case.pk, []))}
        for case in found
        if permissions.can_edit(request.user, case)
    ]
    context = {"rows": rows, "search": query.get("q", ""), "phone_title": _("记进展"),
               "back_url": "/"}  # fmt: skip
    return render(request, "cases/progress_choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def progress_correct(request: StaffRequest, pk: int, entry: int) -> HttpResponse:
    """Correct an entry by a further one; the corrected one stays, struck."""
    case = visible_case(request, pk)
    permissions.check_can_edit(request.user, case)
    wrong = get_object_or_404(Progress.objects.visible_to(request.user), pk=entry, case=case)
    initial = {"text": wrong.text, "node": wrong.node, "result": wrong.result,
               "submission": forms.ProgressForm.fresh_key()}  # fmt: skip
    form = forms.ProgressForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            progress_services.correct(entry_id=wrong.pk, act=_act(form), by=request.user)
        except InvalidInput as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, _("更正已记，原条目保留并划去。"))
            return done(request, case, "progress")
    context = {
        "case": case, "form": form, "corrects": wrong, "back_url": case.get_absolute_url(),
        "phone_title": _("更正进展"),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "cases/progress_form.html", context, status=status)


@require_POST
def draft_save(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep what is typed; called by the page 3 seconds after the last key."""
    case = visible_case(request, pk)
    fields = _draft_fields(request)
    draft = office.save_draft(form="progress", about=str(case.pk), fields=fields, by=request.user)
    return JsonResponse({"saved_at": clock.local(draft.saved_at).strftime("%H:%M")})


def _draft_fields(request: StaffRequest) -> dict[str, str]:
    if request.content_type == "application/json":
        try:
            given = json.loads(request.body)
        except ValueError as error:
            raise InvalidInput(_("草稿无法读取。")) from error
        return {str(name): str(value) for name, value in given.items()}
    return {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}


@require_POST
def draft_discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a draft up."""
    case = visible_case(request, pk)
    office.discard_draft(form="progress", about=str(case.pk), by=request.user)
    return redirect("cases:progress_log", pk=case.pk)

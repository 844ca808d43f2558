"""Dated parameters: what holds today, a parameter's history, a new value with its preview."""

from itertools import groupby, islice
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courts import permissions
from courts.enums import Permission
from courts.forms.parameters import ParameterForm
from courts.forms.people import ReasonForm
from courts.http import StaffRequest
from courts.models import Parameter
from courts.parameters import CATALOGUE, Definition
from courts.selectors import parameters
from courts.services import parameters as services
from courts.views.access import bound, form_methods, run_form, show_faults
from enforcement.kernel import clock
from enforcement.kernel.audit.reading import events_for
from enforcement.kernel.errors import InvalidInput

SHOWN = 200


@require_safe
def parameter_list(request: StaffRequest) -> HttpResponse:
    """Every parameter with the value that holds today."""
    permissions.check_holds(request.user, Permission.PARAMETER_MANAGE)
    rows = parameters.present_rows(clock.today())
    groups = groupby(rows, key=lambda row: str(row["definition"].group))
    context = {"groups": [(name, list(found)) for name, found in groups]}
    return render(request, "courts/parameter_list.html", context)


@form_methods
def parameter_detail(request: StaffRequest, code: str) -> HttpResponse:
    """A parameter: its history, and the form that sets a new value from a day on."""
    permissions.check_holds(request.user, Permission.PARAMETER_MANAGE)
    definition = _definition(code)
    today = clock.today()
    present = parameters.values([code], on=today)[code]
    form = bound(
        request, ParameterForm, definition=definition, initial={"value": _initial(present)}
    )
    if request.method == "POST" and form.is_valid():
        answer = _preview_or_set(request, definition, form)
        if answer is not None:
            return answer
    context = {
        "definition": definition,
        "present": definition.words(present),
        "history": [_told(definition, row, today) for row in parameters.history(code)],
        "form": form,
        "events": events_for("courts.Parameter", code, 20),
        "may_change": permissions.can_for_all_courts(request.user, Permission.PARAMETER_MANAGE),
    }
    status = 422 if form.is_bound else 200
    return render(request, "courts/parameter_detail.html", context, status=status)


def _preview_or_set(
    request: StaffRequest, definition: Definition, form: ParameterForm
) -> HttpResponse | None:
    """First what would move, then, confirmed, the new value; None when the service refused it."""
    given = form.cleaned_data
    try:
        if "confirmed" not in request.POST:
            services.check_new_value(by=request.user, code=definition.code, **given)
            return _preview(request, definition, form)
        services.set_parameter(code=definition.code, by=request.user, **given)
    except InvalidInput as refusal:
        show_faults(form, refusal)
        return None
    messages.success(request, _("新值已设定。"))
    return redirect("courts:parameter_detail", code=definition.code)


def _preview(request: StaffRequest, definition: Definition, form: ParameterForm) -> HttpResponse:
    given = form.cleaned_data
    code, from_on = definition.code, given["from_on"]
    moved = list(islice(parameters.moved_by(code, given["value"], from_on), SHOWN + 1))
    before = parameters.values([code], on=from_on)[code]
    context = {
        "definition": definition,
        "form": form,
        "before": definition.words(before),
        "after": definition.words(given["value"]),
        "moved": moved[:SHOWN],
        "more": len(moved) > SHOWN,
        "is_asked": bool(parameters.sources_of(code)),
    }
    return render(request, "courts/parameter_preview.html", context)


@form_methods
def parameter_withdraw(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """Take back a value whose day has not come."""
    permissions.check_for_all_courts(request.user, Permission.PARAMETER_MANAGE)
    definition = _definition(code)
    row = get_object_or_404(Parameter, pk=pk, code=code)
    words = {
        "title": _("撤回 %s 的新值") % definition.label, "verb": _("撤回"), "done": _("已撤回。"),
        "context_line": definition.words(row.value), "back_url": _url(code),
        "note": _("只有还没到生效日期的值能撤回。"),
    }  # fmt: skip
    return run_form(
        request, bound(request, ReasonForm), words,
        lambda given: services.withdraw_parameter(parameter_id=pk, by=request.user, **given),
    )  # fmt: skip


def _definition(code: str) -> Definition:
    if code not in CATALOGUE:
        raise Http404
    return CATALOGUE[code]


def _initial(value: Any) -> Any:
    is_numbers = isinstance(value, list) and all(isinstance(each, int) for each in value)
    return "、".join(str(each) for each in value) if is_numbers else value


def _told(definition: Definition, row: Parameter, today: Any) -> dict[str, Any]:
    return {
        "row": row,
        "words": definition.words(row.value),
        "basis": row.basis if row.set_by_id else definition.basis,  # in the reader's language
        "is_ahead": row.from_on > today,
    }


def _url(code: str) -> str:
    return reverse("courts:parameter_detail", args=[code])

"""The one door of the views of this app."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.models import Case
from courts.http import StaffRequest
from enforcement.kernel.errors import InvalidInput


def visible_case(request: StaffRequest, pk: int) -> Case:
    """The case, or 404 to those who may not know that it exists."""
    cases = Case.objects.visible_to(request.user).select_related("officer", "court")
    return get_object_or_404(cases, pk=pk)


def show_faults(form: Any, refusal: InvalidInput) -> None:
    """Put the sentences of a service under the fields they belong to."""
    for name, sentence in refusal.fields.items():
        form.add_error(name if name in form.fields else None, sentence)
    if not refusal.fields:
        form.add_error(None, str(refusal))


def form_page(
    request: StaffRequest, template: str, context: dict[str, Any], form: Any
) -> HttpResponse:
    """The page of a form; 422 when it came back with faults."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)


def done(request: StaffRequest, case: Case, tab: str = "") -> HttpResponse:
    """Back to the case, on the tab where the act shows."""
    url = case.get_absolute_url() + (f"?tab={tab}" if tab else "")
    return redirect(url)

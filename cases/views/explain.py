"""How dates came about, and full numbers for a reason: fragments of the case page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from cases import forms, permissions, selectors
from cases.explanations import limit_explanation, node_explanation
from cases.models import Case, Party
from cases.rules.lights import Clock, light
from cases.rules.limit_explained import statutory_end
from cases.services import parties as party_services
from cases.views.access import visible_case
from cases.views.detail import node_deadlines
from courts.http import StaffRequest
from courts.selectors import work_calendar
from enforcement.kernel import clock
from enforcement.kernel.http import wants_fragment


@require_safe
def limit_explain(request: StaffRequest, pk: int) -> HttpResponse:
    """How the statutory end was counted, step by step."""
    cases = selectors.with_lists(Case.objects.visible_to(request.user))
    case: Any = get_object_or_404(cases, pk=pk)
    today = clock.today()
    facts = selectors.limit_facts(case, case.limit_rows)
    end = statutory_end(facts, case.closed_on or today, work_calendar())
    shown = light(Clock(case.filed_on, end.end, case.limit_running, case.closed_on), today)
    return _explained(request, case, limit_explanation(case, end, shown))


@require_safe
def node_explain(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """How the due day of a node came about."""
    cases = selectors.with_lists(Case.objects.visible_to(request.user))
    case: Any = get_object_or_404(cases, pk=pk)
    deadline = next((each for each in node_deadlines(case) if each.code == code), None)
    if deadline is None:
        raise Http404
    clock_of = Clock(deadline.start or case.filed_on, deadline.due, False, deadline.done)
    return _explained(request, case, node_explanation(deadline, light(clock_of, clock.today())))


def _explained(request: StaffRequest, case: Case, explanation: dict[str, Any]) -> HttpResponse:
    explanation["print_url"] = request.path
    fragment = wants_fragment(request)
    template = "_components/explanation.html" if fragment else "cases/explanation_page.html"
    return render(request, template, {"case": case, "explanation": explanation})


@require_http_methods(["GET", "HEAD", "POST"])
def party_reveal(request: StaffRequest, pk: int, party: int) -> HttpResponse:
    """Show a full identity number for 60 seconds, after a reason."""
    case = visible_case(request, pk)
    person = get_object_or_404(Party.objects.visible_to(request.user), pk=party, case=case)
    permissions.check_can_reveal(request.user, case)
    form = forms.RevealForm(request.POST or None)
    if not form.is_valid():
        context = {"case": case, "party": person, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "cases/party_reveal.html", context, status=status)
    words = "：".join(filter(None, (form.cleaned_data["reason"], form.cleaned_data["note"])))
    full = party_services.reveal_number(party_id=person.pk, reason=words, by=request.user)
    context = {"case": case, "party": person, "full": full}
    response = render(request, "cases/party_revealed.html", context)
    response["Cache-Control"] = "no-store"
    return response

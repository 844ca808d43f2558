"""Deductions and extensions of the limit, and how its dates came about."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import forms, permissions, selectors
from cases.explanations import limit_explanation, node_explanation
from cases.models import Case, LimitEvent
from cases.rules.lights import Clock, light
from cases.rules.limit_explained import statutory_end
from cases.selectors.terms import terms_in_force
from cases.services import limits
from cases.views.access import visible_case
from cases.views.acting import Course, Words, bound, page, withdrawal
from cases.views.nodes import node_clock, node_deadlines
from courts.http import StaffRequest
from courts.selectors import work_calendar
from enforcement.kernel import clock
from enforcement.kernel.http import wants_fragment


@page
def deduction_add(request: StaffRequest, pk: int) -> HttpResponse:
    """登记扣除."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    words = Words(
        _("登记扣除"), _("登记"), _("扣除已登记，期限已重算。"), tab="nodes", draft="deduction",
        note=_("起止两日都计入；重叠的扣除只计一次。中止、暂缓没有止日时，案件停表。"),
    )  # fmt: skip
    return Course(request, case, bound(request, forms.DeductionForm), words).run(
        lambda given: limits.add_deduction(
            case_id=pk, deduction=limits.Deduction(**given), by=request.user
        )
    )


@page
def deduction_end(request: StaffRequest, pk: int, event: int) -> HttpResponse:
    """The last day of a running deduction."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    found = get_object_or_404(LimitEvent, pk=event, case=case)
    words = Words(
        _("%s结束") % found.get_kind_display(),
        _("登记止日"),
        _("已登记，期限已重算。"),
        tab="nodes",
    )
    return Course(request, case, bound(request, forms.EndForm), words).run(
        lambda given: limits.end_deduction(event_id=event, to_on=given["to_on"], by=request.user)
    )


@page
def extension_add(request: StaffRequest, pk: int) -> HttpResponse:
    """登记延长."""
    case = visible_case(request, pk)
    permissions.check_can_extend(request.user, case)
    words = Words(
        _("登记延长"), _("登记"), _("延长已登记，期限已重算。"), tab="nodes", draft="extension",
        note=_("延长由本院院长或副院长批准（法发〔2006〕35号第一条），登记人不能是批准人。"),
    )  # fmt: skip
    form = bound(request, forms.ExtensionForm, case=case)
    return Course(request, case, form, words).run(lambda given: _extend(request, pk, given))


def _extend(request: StaffRequest, pk: int, given: dict[str, Any]) -> LimitEvent:
    extension = limits.Extension(
        given["approved_on"], given["months"], given["approver"].pk, given["document"]
    )
    return limits.add_extension(case_id=pk, extension=extension, by=request.user)


@page
def limit_withdraw(request: StaffRequest, pk: int, event: int) -> HttpResponse:
    """Take back a deduction or an extension."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    found = get_object_or_404(LimitEvent, pk=event, case=case)
    words = withdrawal(f"{found.get_kind_display()} {found.from_on}", "nodes")
    return Course(request, case, bound(request, forms.WithdrawForm), words).run(
        lambda given: limits.withdraw(event_id=event, reason=given["reason"], by=request.user)
    )


@require_safe
def limit_explain(request: StaffRequest, pk: int) -> HttpResponse:
    """How the statutory end was counted, step by step."""
    cases = selectors.with_lists(Case.objects.visible_to(request.user))
    case: Any = get_object_or_404(cases, pk=pk)
    today = clock.today()
    facts = selectors.limit_facts(case, case.limit_rows, terms_in_force())
    end = statutory_end(facts, case.closed_on or today, work_calendar())
    shown = light(Clock(case.filed_on, end.end, case.limit_running, case.closed_on), today)
    return _explained(request, case, limit_explanation(end, shown))


@require_safe
def node_explain(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """How the due day of a node came about."""
    cases = selectors.with_lists(Case.objects.visible_to(request.user))
    case: Any = get_object_or_404(cases, pk=pk)
    deadline = next((each for each in node_deadlines(case) if each.code == code), None)
    if deadline is None:
        raise Http404
    shown = light(node_clock(case, deadline), clock.today())
    return _explained(request, case, node_explanation(deadline, shown))


def _explained(request: StaffRequest, case: Case, explanation: dict[str, Any]) -> HttpResponse:
    explanation["print_url"] = request.path
    fragment = wants_fragment(request)
    template = "_components/explanation.html" if fragment else "cases/explanation_page.html"
    return render(request, template, {"case": case, "explanation": explanation})

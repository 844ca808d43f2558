"""Acts on a case that are one form each: filing, number, facts, parties, limits, seals, money."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import forms, permissions
from cases.models import Case, LimitEvent, Party, Receipt, Seal
from cases.services import cases as case_services
from cases.services import limits, money, parties, seals
from cases.services.cases import Filing
from cases.services.parties import PartyFacts
from cases.views.access import done, show_faults, visible_case
from courts.http import StaffRequest
from enforcement.kernel.errors import InvalidInput

page = require_http_methods(["GET", "HEAD", "POST"])


def run(
    request: StaffRequest, case: Case | None, form: Any, words: dict[str, Any],
    act: Callable[[dict[str, Any]], Any],
) -> HttpResponse:
    """The common course of a form: show it, check it, one service call, back to the case."""
    if request.method == "POST" and form.is_valid():
        try:
            result = act(form.cleaned_data)
        except InvalidInput as refusal:
            show_faults(form, refusal)
        else:
            messages.success(request, words["done"])
            return done(request, result if isinstance(result, Case) else case, words.get("tab", ""))
    status = 422 if form.is_bound else 200
    context = {"case": case, "form": form, **words}
    return render(request, "cases/act.html", context, status=status)


def bound(request: StaffRequest, form: Any, **options: Any) -> Any:
    """The form, bound when it was sent."""
    return form(request.POST if request.method == "POST" else None, **options)


@page
def case_file(request: StaffRequest) -> HttpResponse:
    """立案: the next number of the court is allocated."""
    words = {
        "title": _("立案"), "verb": _("立案并编号"), "done": _("已立案。"),
        "note": _("立案后自动编号，7 天内分案，期限从次日起算。"),
    }  # fmt: skip
    form = bound(request, forms.FilingForm, user=request.user)
    return run(request, None, form, words, lambda given: _file(request, given))


def _file(request: StaffRequest, given: dict[str, Any]) -> Case:
    filing = Filing(
        court_id=given["court"].pk, type_word=given["type_word"], filed_on=given["filed_on"],
        claim_amount=given["claim_amount"], cause=given["cause"].strip(),
        basis_number=given["basis_number"].strip(), team=given["team"].strip(),
        has_property=forms.truth(given["has_property"]),
    )  # fmt: skip
    return case_services.file_case(filing=filing, by=request.user)


@page
def case_number(request: StaffRequest, pk: int) -> HttpResponse:
    """更正案号: the wrong number is kept and never given again."""
    case = visible_case(request, pk)
    permissions.check_can_file(request.user, case.court_id)
    words = {
        "title": _("更正案号"), "verb": _("更正"), "done": _("案号已更正。"),
        "note": _("原案号保留在操作记录里，搜索原案号仍能找到本案，原号不再使用。"),
    }  # fmt: skip
    form = bound(request, forms.NumberForm)
    return run(
        request, case, form, words,
        lambda given: case_services.correct_number(case_id=pk, by=request.user, **given),
    )  # fmt: skip


@page
def case_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change facts of an open case."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    words = {"title": _("改案件信息"), "verb": _("保存"), "done": _("已保存。"), "note": ""}
    form = bound(request, forms.CaseForm, initial=forms.CaseForm.of(case))
    return run(request, case, form, words, lambda given: _edit(request, pk, given))


def _edit(request: StaffRequest, pk: int, given: dict[str, Any]) -> Case:
    names = ("filed_on", "basis_number", "claim_amount", "opening_recovered", "team")
    values = {name: given[name] for name in names}
    values |= case_services.cause_of(given["cause"].strip())
    values["has_property"] = forms.truth(given["has_property"])
    return case_services.edit_case(
        case_id=pk, version=given["version"], values=values, by=request.user
    )


@page
def party_add(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a party."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    words = {"title": _("加当事人"), "verb": _("保存"), "done": _("当事人已加。"), "tab": "parties"}
    form = bound(request, forms.PartyForm)
    return run(
        request, case, form, words,
        lambda given: parties.add_party(case_id=pk, facts=PartyFacts(**given), by=request.user),
    )  # fmt: skip


@page
def party_edit(request: StaffRequest, pk: int, party: int) -> HttpResponse:
    """Change a party; blank numbers leave the stored ones."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    person = get_object_or_404(Party.objects.visible_to(request.user), pk=party, case=case)
    names = ("role", "kind", "name", "address", "legal_representative", "household")
    initial = {name: getattr(person, name) for name in names}
    words = {
        "title": _("改当事人"), "verb": _("保存"), "done": _("当事人已改。"), "tab": "parties",
        "note": _("证件号码和电话不填就保持原样：%(number)s %(phone)s")
        % {"number": person.number_masked or "—", "phone": person.phone_masked or "—"},
    }  # fmt: skip
    form = bound(request, forms.PartyForm, initial=initial)
    return run(
        request, case, form, words,
        lambda given: parties.change_party(
            party_id=party, facts=PartyFacts(**given), by=request.user
        ),
    )  # fmt: skip


@page
def deduction_add(request: StaffRequest, pk: int) -> HttpResponse:
    """登记扣除."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    words = {
        "title": _("登记扣除"), "verb": _("登记"), "done": _("扣除已登记，期限已重算。"), "tab": "nodes",
        "note": _("起止两日都计入；重叠的扣除只计一次。中止、暂缓没有止日时，案件停表。"),
    }  # fmt: skip
    form = bound(request, forms.DeductionForm)
    return run(
        request, case, form, words,
        lambda given: limits.add_deduction(
            case_id=pk, deduction=limits.Deduction(**given), by=request.user
        ),
    )  # fmt: skip


@page
def deduction_end(request: StaffRequest, pk: int, event: int) -> HttpResponse:
    """The last day of a running deduction."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    get_object_or_404(LimitEvent, pk=event, case=case)
    words = {"title": _("扣除结束"), "verb": _("登记止日"), "done": _("已登记，期限已重算。"), "tab": "nodes"}
    form = bound(request, forms.EndForm)
    return run(
        request, case, form, words,
        lambda given: limits.end_deduction(
            event_id=event, to_on=given["to_on"], by=request.user
        ),
    )  # fmt: skip


@page
def extension_add(request: StaffRequest, pk: int) -> HttpResponse:
    """登记延长."""
    case = visible_case(request, pk)
    permissions.check_can_extend(request.user, case)
    words = {
        "title": _("登记延长"), "verb": _("登记"), "done": _("延长已登记，期限已重算。"), "tab": "nodes",
        "note": _("延长由本院院长或副院长批准（法发〔2006〕35号第一条），登记人不能是批准人。"),
    }  # fmt: skip
    form = bound(request, forms.ExtensionForm, case=case)

    def act(given: dict[str, Any]) -> Any:
        extension = limits.Extension(
            given["approved_on"], given["months"], given["approver"].pk, given["document"]
        )
        return limits.add_extension(case_id=pk, extension=extension, by=request.user)

    return run(request, case, form, words, act)


@page
def seal_add(request: StaffRequest, pk: int) -> HttpResponse:
    """登记查封、扣押、冻结."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    words = {
        "title": _("登记查封"), "verb": _("登记"), "done": _("查封已登记。"), "tab": "seals",
        "note": _("存款最长 1 年，动产 2 年，不动产和其他 3 年（民诉法解释第四百八十五条）；到期即失效，不因节假日顺延。"),
    }  # fmt: skip
    form = bound(request, forms.SealForm)
    return run(
        request, case, form, words,
        lambda given: seals.add_seal(case_id=pk, term=seals.Term(**given), by=request.user),
    )  # fmt: skip


@page
def seal_release(request: StaffRequest, pk: int, seal: int) -> HttpResponse:
    """解除查封."""
    case = visible_case(request, pk)
    permissions.check_can_change_open(request.user, case)
    found = get_object_or_404(Seal, pk=seal, case=case)
    words = {
        "title": _("解除查封：%s") % found.asset, "verb": _("登记解除"), "done": _("解除已登记。"),
        "tab": "seals",
    }  # fmt: skip
    form = bound(request, forms.ReleaseForm)
    return run(
        request, case, form, words,
        lambda given: seals.release_seal(seal_id=seal, on=given["on"], by=request.user),
    )  # fmt: skip


@page
def receipt_add(request: StaffRequest, pk: int) -> HttpResponse:
    """登记到账."""
    case = visible_case(request, pk)
    permissions.check_can_record_receipt(request.user, case)
    words = {
        "title": _("登记到账"), "verb": _("登记"), "done": _("到账已登记。"), "tab": "money",
        "note": _("到账后 30 天内发放（法发〔2017〕6号第十条）。"),
    }  # fmt: skip
    form = bound(request, forms.ReceiptForm)
    return run(
        request, case, form, words,
        lambda given: money.record_receipt(
            case_id=pk, arrival=money.Arrival(**given), by=request.user
        ),
    )  # fmt: skip


@page
def receipt_pay(request: StaffRequest, pk: int, receipt: int) -> HttpResponse:
    """登记发放."""
    case = visible_case(request, pk)
    permissions.check_can_pay_out(request.user, case)
    found = get_object_or_404(Receipt, pk=receipt, case=case)
    words = {"title": _("登记发放"), "verb": _("登记"), "done": _("发放已登记。"), "tab": "money"}
    form = bound(request, forms.PayoutForm, initial={"amount": found.amount})
    return run(
        request, case, form, words,
        lambda given: money.record_payout(receipt_id=receipt, by=request.user, **given),
    )  # fmt: skip


@page
def receipt_defer(request: StaffRequest, pk: int, receipt: int) -> HttpResponse:
    """登记延缓发放."""
    case = visible_case(request, pk)
    permissions.check_can_pay_out(request.user, case)
    get_object_or_404(Receipt, pk=receipt, case=case)
    words = {
        "title": _("延缓发放"), "verb": _("登记"), "done": _("延缓已登记。"), "tab": "money",
        "note": _("延缓事由消失后 10 天内发放。"),
    }  # fmt: skip
    form = bound(request, forms.DeferralForm)
    return run(
        request, case, form, words,
        lambda given: money.defer_payout(receipt_id=receipt, by=request.user, **given),
    )  # fmt: skip

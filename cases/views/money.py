"""Case money: what arrived, what went out."""

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases import forms, permissions
from cases.models import Receipt
from cases.services import money
from cases.views.access import visible_case
from cases.views.acting import Course, Words, bound, page, withdrawal
from courts.http import StaffRequest
from enforcement.kernel.daywords import day_text
from enforcement.kernel.figures import money_text


@page
def receipt_add(request: StaffRequest, pk: int) -> HttpResponse:
    """登记到账."""
    case = visible_case(request, pk)
    permissions.check_can_record_receipt(request.user, case)
    words = Words(
        _("登记到账"), _("登记"), _("到账已登记。"), tab="money", draft="receipt",
        note=_("到账后 30 天内发放（法发〔2017〕6号第十条）。"),
    )  # fmt: skip
    return Course(request, case, bound(request, forms.ReceiptForm), words).run(
        lambda given: money.record_receipt(
            case_id=pk, arrival=money.Arrival(**given), by=request.user
        )
    )


@page
def receipt_pay(request: StaffRequest, pk: int, receipt: int) -> HttpResponse:
    """登记发放."""
    case = visible_case(request, pk)
    permissions.check_can_pay_out(request.user, case)
    found = get_object_or_404(Receipt.objects.visible_to(request.user), pk=receipt, case=case)
    words = Words(_("登记发放"), _("登记"), _("发放已登记。"), _arrived(found), tab="money")
    initial = {"amount": found.left, "before": found.amount - found.left}
    form = bound(request, forms.PayoutForm, initial=initial)
    return Course(request, case, form, words).run(
        lambda given: money.record_payout(
            receipt_id=receipt, by=request.user,
            payout=money.Payout(given["paid_on"], given["amount"], given["before"] or Decimal(0)),
        )
    )  # fmt: skip


@page
def receipt_defer(request: StaffRequest, pk: int, receipt: int) -> HttpResponse:
    """登记延缓发放."""
    case = visible_case(request, pk)
    permissions.check_can_pay_out(request.user, case)
    found = get_object_or_404(Receipt.objects.visible_to(request.user), pk=receipt, case=case)
    then = _("延缓事由消失后 10 天内发放。")
    note = f"{_arrived(found)} {then}"
    words = Words(_("延缓发放"), _("登记"), _("延缓已登记。"), note, tab="money")
    return Course(request, case, bound(request, forms.DeferralForm), words).run(
        lambda given: money.defer_payout(receipt_id=receipt, by=request.user, **given)
    )


@page
def receipt_withdraw(request: StaffRequest, pk: int, receipt: int) -> HttpResponse:
    """Take back a receipt of which nothing went out."""
    case = visible_case(request, pk)
    permissions.check_can_record_receipt(request.user, case)
    found = get_object_or_404(Receipt.objects.visible_to(request.user), pk=receipt, case=case)
    told = _("%(day)s到账 %(amount)s 元") % {
        "day": day_text(found.received_on), "amount": money_text(found.amount),
    }  # fmt: skip
    course = Course(request, case, bound(request, forms.WithdrawForm), withdrawal(told, "money"))
    return course.run(
        lambda given: money.withdraw_receipt(
            receipt_id=receipt, reason=given["reason"], by=request.user
        )
    )


def _arrived(receipt: Receipt) -> str:
    told = _("%(day)s到账 %(amount)s 元，%(due)s应发。") % {
        "day": day_text(receipt.received_on), "amount": money_text(receipt.amount),
        "due": day_text(receipt.due_on),
    }  # fmt: skip
    gone = receipt.amount - receipt.left
    return told + (_("已发 %s 元。") % money_text(gone) if gone else "")

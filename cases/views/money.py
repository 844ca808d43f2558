"""Case money: what arrived, what went out."""

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases import forms, permissions
from cases.models import Case, Receipt
from cases.selectors.terms import terms_in_force
from cases.services import money, money_withdrawals, payouts
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
    case, found = _to_pay_out(request, pk, receipt)
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
    case, found = _to_pay_out(request, pk, receipt)
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


@page
def payout_withdraw(request: StaffRequest, pk: int, receipt: int) -> HttpResponse:
    """Take back the last payout of a receipt."""
    case, found = _to_pay_out(request, pk, receipt)
    words = Words(
        _("撤销发放"), _("撤销发放"), _("发放已撤销。"), tab="money", effects=_taken_back(found),
        note=_("录错的才撤销。内容和理由留在操作记录里；已封存的周报数字不变。"),
    )  # fmt: skip
    initial = {"mark": payouts.mark_of(found)}
    form = bound(request, forms.PayoutWithdrawForm, initial=initial)
    return Course(request, case, form, words).run(
        lambda given: money_withdrawals.withdraw_payout(
            receipt_id=receipt, by=request.user, **given
        )
    )


@page
def deferral_withdraw(request: StaffRequest, pk: int, receipt: int) -> HttpResponse:
    """Take back the deferral of a payout."""
    case, found = _to_pay_out(request, pk, receipt)
    words = Words(
        _("撤销延缓"), _("撤销延缓"), _("延缓已撤销。"), tab="money", effects=_due_again(found),
        note=_("录错的才撤销。内容和理由留在操作记录里；已封存的周报数字不变。"),
    )  # fmt: skip
    initial = {"until": found.deferred_until}
    form = bound(request, forms.DeferralWithdrawForm, initial=initial)
    return Course(request, case, form, words).run(
        lambda given: money_withdrawals.withdraw_deferral(
            receipt_id=receipt, by=request.user, **given
        )
    )


def _to_pay_out(request: StaffRequest, pk: int, receipt: int) -> tuple[Case, Receipt]:
    """A receipt and its case, for who may pay out."""
    case = visible_case(request, pk)
    permissions.check_can_pay_out(request.user, case)
    return case, get_object_or_404(Receipt.objects.visible_to(request.user), pk=receipt, case=case)


def _taken_back(receipt: Receipt) -> tuple[str, ...]:
    """Which payout goes, and what is then on account."""
    if not receipt.has_gone:
        return ()
    parts = payouts.parts_of(receipt)
    gone = parts[-1].amount if parts else receipt.amount - receipt.left
    paid_on = parts[-1].paid_on if parts else receipt.paid_on
    return (
        _("撤销%(day)s发放的 %(sum)s 元（%(arrived)s到账 %(amount)s 元）。")
        % {
            "day": day_text(paid_on) if paid_on else "", "sum": money_text(gone),
            "arrived": day_text(receipt.received_on), "amount": money_text(receipt.amount),
        },
        _("撤销后在账未发 %(left)s 元，%(due)s应发。")
        % {"left": money_text(receipt.left + gone), "due": day_text(receipt.due_on)},
    )  # fmt: skip


def _due_again(receipt: Receipt) -> tuple[str, ...]:
    """Which deferral goes, and when the money is then due."""
    if receipt.deferred_until is None:
        return ()
    due = terms_in_force().payout_due(receipt.received_on)
    return (
        _("撤销延缓至%(until)s（%(arrived)s到账 %(amount)s 元）。")
        % {
            "until": day_text(receipt.deferred_until), "arrived": day_text(receipt.received_on),
            "amount": money_text(receipt.amount),
        },
        _("应发日由%(was)s改回%(due)s。")
        % {"was": day_text(receipt.due_on), "due": day_text(due)},
    )  # fmt: skip


def _arrived(receipt: Receipt) -> str:
    told = _("%(day)s到账 %(amount)s 元，%(due)s应发。") % {
        "day": day_text(receipt.received_on), "amount": money_text(receipt.amount),
        "due": day_text(receipt.due_on),
    }  # fmt: skip
    gone = receipt.amount - receipt.left
    return told + (_("已发 %s 元。") % money_text(gone) if gone else "")

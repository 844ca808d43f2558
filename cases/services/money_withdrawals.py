"""Taking back a payout or a deferral that was recorded by mistake (撤销发放, 撤销延缓)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases import permissions
from cases.models import Receipt
from cases.selectors.terms import terms_in_force
from cases.services import cases as case_services
from cases.services import money, payouts
from courts.models import User
from enforcement.kernel.errors import Conflict


@transaction.atomic
def withdraw_payout(*, receipt_id: int, mark: str, reason: str, by: User) -> Receipt:
    """Take back the last payout of a receipt, which then says what it said before.

    A payout that came with a ledger goes as a whole. `mark`: what the form saw (`payouts.mark_of`).
    """
    case, receipt = money.locked(receipt_id)
    permissions.check_can_pay_out(by, case)
    if not receipt.has_gone:
        raise Conflict(_("这笔案款没有发放，或发放刚被撤销。"))
    if mark != payouts.mark_of(receipt):
        raise Conflict(_("这笔案款刚又发放过，请重新打开核对。"))
    reason = case_services.reason_of(reason)
    gone = payouts.remove_last(receipt)
    facts: money.Facts = {"withdrawn_day": gone.paid_on, "withdrawn_sum": f"{gone.amount:.2f}"}
    money.done(case, receipt, "PAYOUT_WITHDRAWN", by, reason=reason, facts=facts)
    return receipt


@transaction.atomic
def withdraw_deferral(*, receipt_id: int, until: date, reason: str, by: User) -> Receipt:
    """Take back the deferral of a payout; due again as counted from the arrival. Rule CAS-51.

    `until`: the end of the deferral that the form saw.
    """
    case, receipt = money.locked(receipt_id)
    permissions.check_can_pay_out(by, case)
    if receipt.deferred_until is None:
        raise Conflict(_("这笔案款没有延缓，或延缓刚被撤销。"))
    if until != receipt.deferred_until:
        raise Conflict(_("延缓刚被改过，请重新打开核对。"))
    reason = case_services.reason_of(reason)
    receipt.deferred_until = None
    receipt.due_on = terms_in_force().payout_due(receipt.received_on)
    receipt.save(update_fields=["deferred_until", "due_on"])
    facts: money.Facts = {"withdrawn_until": until}
    money.done(case, receipt, "DEFERRAL_WITHDRAWN", by, reason=reason, facts=facts)
    return receipt

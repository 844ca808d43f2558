"""Case money: what arrived, what went out. One receipt, one clock of 30 days."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from cases import permissions, signals
from cases.enums import Source
from cases.models import Case, Receipt
from cases.selectors.terms import terms_in_force
from cases.services import cases as case_services
from cases.services import derived, payouts
from courts.models import User
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import Conflict, InvalidInput

Facts = dict[str, object]
LARGEST = Decimal("9999999999999.99")


@dataclass(frozen=True)
class Arrival:
    """Money that arrived: the day, the sum in yuan, who paid. A double click is one receipt.

    `is_another`: also when an equal sum of that day is there already.
    """

    received_on: date
    amount: Decimal
    payer: str = ""
    submission: UUID | None = None
    is_another: bool = False


@transaction.atomic
def record_receipt(*, case_id: int, arrival: Arrival, by: User) -> Receipt:
    """Enter money that arrived for a case; its payout is due 30 days later (法发〔2017〕6号第十条)."""
    case = case_services.locked(case_id)
    permissions.check_can_record_receipt(by, case)
    _check_arrival(case, arrival)
    if (known := _already(case, arrival)) is not None:
        return known
    same = _equals(case, arrival)
    receipt = Receipt.objects.create(
        case=case, received_on=arrival.received_on, amount=arrival.amount, ordinal=same,
        payer=arrival.payer.strip(), source=Source.LIVE,
        due_on=terms_in_force().payout_due(arrival.received_on), by=by,
        recorded_at=clock.now(), submission=arrival.submission,
    )  # fmt: skip
    done(case, receipt, "RECEIPT_RECORDED", by)
    signals.money_received.send(sender=Receipt, receipt=receipt, by=by)
    return receipt


@dataclass(frozen=True)
class Payout:
    """Money that went out: the day and the sum. `before`: what the form said had gone out already."""

    paid_on: date
    amount: Decimal
    before: Decimal = Decimal(0)


@transaction.atomic
def record_payout(*, receipt_id: int, payout: Payout, by: User) -> Receipt:
    """Enter that a receipt was paid out, whole or in part, never more than arrived.

    The day of payout is that of the last part: until then the receipt is on account and its clock
    runs, because only the whole sum is paid in time (ruling 13).
    """
    case, receipt = locked(receipt_id)
    permissions.check_can_pay_out(by, case)
    if not receipt.left:
        raise Conflict(_("这笔案款已于 %s 发放。") % receipt.paid_on)
    before = receipt.amount - receipt.left
    if payout.before != before:
        raise Conflict(_("这笔案款刚又发放过，请重新打开核对。"))
    _check_payout(receipt, payout)
    payouts.add_part(receipt, payout.paid_on, payout.amount, by=by)
    facts = {"payout_day": payout.paid_on, "payout": f"{payout.amount:.2f}"}
    done(case, receipt, "PAYOUT_RECORDED", by, facts=facts)
    signals.payout_made.send(sender=Receipt, receipt=receipt, by=by)
    return receipt


@transaction.atomic
def defer_payout(*, receipt_id: int, until: date, reason: str, by: User) -> Receipt:
    """Put a payout off with a reason; due 10 days after the deferral ends when that is later."""
    case, receipt = locked(receipt_id)
    permissions.check_can_pay_out(by, case)
    if receipt.paid_on is not None:
        raise Conflict(_("这笔案款已于 %s 发放。") % receipt.paid_on)
    _check_deferral(receipt, until, reason)
    receipt.deferred_until = until
    receipt.due_on = terms_in_force().payout_due(receipt.received_on, until)
    receipt.save(update_fields=["deferred_until", "due_on"])
    done(case, receipt, "PAYOUT_DEFERRED", by, reason=reason)
    return receipt


@transaction.atomic
def withdraw_receipt(*, receipt_id: int, reason: str, by: User) -> Receipt:
    """Take back a receipt entered by mistake, before any of it went out; the record keeps it."""
    case, receipt = locked(receipt_id)
    permissions.check_can_record_receipt(by, case)
    if receipt.has_gone:
        raise Conflict(_("这笔案款已经发放过。先撤销发放，再撤销登记。"))
    reason = case_services.reason_of(reason)
    receipt.delete()
    done(case, receipt, "RECEIPT_WITHDRAWN", by, reason=reason)
    return receipt


def locked(receipt_id: int) -> tuple[Case, Receipt]:
    """A receipt and its case, both under their row locks: the first thing in every act on it."""
    case = case_services.locked(
        Receipt.objects.values_list("case_id", flat=True).get(pk=receipt_id)
    )
    return case, Receipt.objects.select_for_update(of=("self",)).get(pk=receipt_id)


def _already(case: Case, arrival: Arrival) -> Receipt | None:
    """The receipt that this form made already; refused when it now says something else."""
    if arrival.submission is None:
        return None
    known = Receipt.objects.filter(submission=arrival.submission).first()
    if known is None:
        return None
    if (known.case_id, known.received_on, known.amount) != (
        case.pk, arrival.received_on, arrival.amount,
    ):  # fmt: skip
        raise Conflict(_("这份表单已登记过一笔。要再登一笔，请重新打开登记到账。"))
    return known


def _equals(case: Case, arrival: Arrival) -> int:
    """How many receipts of this day and sum there are; refused unless one more is meant.

    Two of the desk may enter one and the same transfer, each from his own form.
    """
    same = Receipt.objects.filter(
        case=case, received_on=arrival.received_on, amount=arrival.amount
    ).aggregate(count=Count("pk"))["count"]
    if same and not arrival.is_another:
        fault = _("本案当天已登记过同一金额。若是另一笔到账，请勾选后再登记。")
        raise InvalidInput(_("未登记到账：") + fault, {"is_another": fault})
    return int(same)


def _check_arrival(case: Case, arrival: Arrival) -> None:
    faults = {}
    if arrival.amount <= 0:
        faults["amount"] = _("金额要大于 0。")
    elif case.recovered + arrival.amount > LARGEST:
        faults["amount"] = _("到位合计不能超过 %s 元。") % LARGEST
    if arrival.received_on > clock.today():
        faults["received_on"] = _("到账日期不能晚于今天。")
    if faults:
        raise InvalidInput(_("未登记到账，请更正标出的各项。"), faults)


def _check_payout(receipt: Receipt, payout: Payout) -> None:
    faults = {}
    if not Decimal(0) < payout.amount <= receipt.left:
        faults["amount"] = _("发放金额要大于 0，且不超过未发的 %s 元。") % receipt.left
    if not receipt.received_on <= payout.paid_on <= clock.today():
        faults["paid_on"] = _("发放日期在到账日期与今天之间。")
    if faults:
        raise InvalidInput(_("未登记发放，请更正标出的各项。"), faults)


def _check_deferral(receipt: Receipt, until: date, reason: str) -> None:
    faults = {}
    if until < receipt.received_on:
        faults["until"] = _("延缓至的日期不能早于到账日期 %s。") % receipt.received_on
    if not reason.strip():
        faults["reason"] = _("请写明理由。")
    if faults:
        raise InvalidInput(_("未登记延缓，请更正标出的各项。"), faults)


def done(
    case: Case, receipt: Receipt, act: str, by: User, reason: str = "", facts: Facts | None = None
) -> None:
    """End an act on a receipt: its case is live, the event written, derived values up to date."""
    case_services.save_touched(case)
    fields = ("received_on", "amount", "paid_on", "paid_amount", "deferred_until", "due_on")
    changes = {**audit.values_of(receipt, fields), **(facts or {})}
    audit.record(act, case, by=by, changes=changes, reason=reason)
    derived.recompute([case.pk])

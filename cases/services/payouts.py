"""The payouts behind a receipt's 发放日期 and 发放金额: each a row, so that each is shown and undone."""

from datetime import date
from decimal import Decimal

from cases.models import PaidPart, Receipt
from cases.rules.money import Part, Payout, after_parts, standing_parts
from courts.models import User
from enforcement.kernel import clock


def parts_of(receipt: Receipt) -> list[PaidPart]:
    """The recorded payouts that make up what the receipt says, in their order.

    None where a ledger has said otherwise since: then its one day and one sum are all that is known.
    """
    rows = list(receipt.parts.order_by("pk"))
    paid = Payout(receipt.paid_on, receipt.paid_amount)
    return rows if standing_parts([_part(row) for row in rows], receipt.amount, paid) else []


def mark_of(receipt: Receipt) -> str:
    """What a form notes of the payouts that it was opened on; another mark means another payout."""
    last = receipt.parts.order_by("pk").last()
    return f"{last.pk if last else 0}/{receipt.paid_on}/{receipt.paid_amount}"


def add_part(receipt: Receipt, paid_on: date, amount: Decimal, *, by: User) -> None:
    """Add a payout to a receipt that the caller has locked, and write what it now says."""
    known = parts_of(receipt)
    if not known:
        receipt.parts.all().delete()
    row = PaidPart.objects.create(
        receipt=receipt, paid_on=paid_on, amount=amount, was_paid_on=receipt.paid_on,
        was_paid_amount=receipt.paid_amount, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    _say(receipt, after_parts([_part(each) for each in (*known, row)], receipt.amount))


def remove_last(receipt: Receipt) -> Payout:
    """Take the last payout off a receipt that the caller has locked; the day and sum taken back."""
    known = parts_of(receipt)
    if not known:
        gone = Payout(receipt.paid_on, receipt.amount - receipt.left)
        receipt.parts.all().delete()
        _say(receipt, Payout())
        return gone
    last = known[-1]
    last.delete()
    _say(receipt, _part(last).before)
    return Payout(last.paid_on, last.amount)


def _part(row: PaidPart) -> Part:
    return Part(row.paid_on, row.amount, Payout(row.was_paid_on, row.was_paid_amount))


def _say(receipt: Receipt, paid: Payout) -> None:
    receipt.paid_on, receipt.paid_amount = paid.paid_on, paid.amount
    receipt.save(update_fields=["paid_on", "paid_amount"])

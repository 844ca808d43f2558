"""What stands around a closing: what it would leave unsettled, and what was written when it was made."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cases.models import Case, Receipt, Seal
from enforcement.kernel.models import AuditEvent


class Unsettled(NamedTuple):
    """Money on account and seals in force of a case, as a closing would leave them."""

    money: Decimal
    receipts: int
    overdue: int
    seal_ends: Sequence[date]  # the nearest first


def unsettled(case: Case, today: date) -> Unsettled:
    """What of a case is not settled today: two queries."""
    unpaid = [receipt for receipt in Receipt.objects.filter(case=case) if receipt.left]
    seals = Seal.objects.filter(case=case).watched().in_force(today)
    return Unsettled(
        sum((receipt.left for receipt in unpaid), Decimal(0)),
        len(unpaid),
        sum(1 for receipt in unpaid if receipt.due_on < today),
        list(seals.order_by("to_on").values_list("to_on", flat=True)),
    )


class Words(NamedTuple):
    """Document and approver of a closing made in the program; blank for one out of a ledger."""

    document: str = ""
    approver: str = ""


def closing_words(case: Case) -> Words:
    """Document and approver of the closing that stands, out of its event: one query."""
    events = AuditEvent.objects.filter(
        object_type="cases.Case", object_id=str(case.pk), act="CASE_CLOSING_RECORDED"
    )
    last = events.order_by("-id").first()
    if last is None or last.changes.get("closed_on") != str(case.closed_on):
        return Words()
    # Until the document had a place of its own, it stood where the reason stands.
    document = last.changes.get("closing_document") or last.reason
    return Words(document, last.changes.get("approved_by", ""))

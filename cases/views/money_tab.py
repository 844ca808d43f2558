"""The money of a case as its page shows it: the balance, receipts with their clocks, each payout."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cases import selectors
from cases.explanations import chip
from cases.rules.lights import Clock, light
from cases.rules.money import Part, Payout, standing_parts


def balance(case: Any) -> list[dict[str, Any]]:
    """Claim, recovered, of this on account, outstanding. `case` as `selectors.with_lists` reads it."""
    outstanding = max(case.claim_amount - case.recovered, Decimal(0))
    return [
        {"label": _("申请执行标的"), "amount": case.claim_amount},
        {"label": _("已到位"), "amount": case.recovered},
        {"label": _("其中在账未发"), "amount": sum(map(_on_account, case.receipt_rows), Decimal(0)),
         "of_which": True},
        {"label": _("未到位"), "amount": outstanding, "main": True},
    ]  # fmt: skip


def receipts(case: Any, today: date) -> list[dict[str, Any]]:
    """Receipts with their clocks, and below each the payouts that its sum is made of."""
    return [_receipt(row, case.part_rows, today) for row in case.receipt_rows]


def _receipt(row: dict[str, Any], part_rows: list[dict[str, Any]], today: date) -> dict[str, Any]:
    paid_on = selectors.maybe_day(row["paid_on"])
    arrived, due = selectors.day_of(row["received_on"]), selectors.day_of(row["due_on"])
    left = _on_account(row)
    return {
        **row,
        "light": chip(light(Clock(arrived, due, False, paid_on), today)),
        "left": left,
        "is_whole": left == Decimal(row["amount"]) and paid_on is None,
        "parts": _parts(row, part_rows, left),
    }


def _parts(
    row: dict[str, Any], part_rows: list[dict[str, Any]], left: Decimal
) -> list[dict[str, Any]]:
    """The payouts one by one; none where the row of the receipt says all there is to say."""
    own = [_part(each) for each in part_rows if each["receipt_id"] == row["id"]]
    paid = Payout(selectors.maybe_day(row["paid_on"]), _sum(row["paid_amount"]))
    parts = standing_parts(own, Decimal(row["amount"]), paid)
    if not parts:
        return []
    known = parts[0].before
    payouts: list[tuple[date | None, Decimal]] = [(each.paid_on, each.amount) for each in parts]
    if known.amount:
        payouts.insert(0, (known.paid_on, known.amount))
    shown = [{"paid_on": day, "amount": amount} for day, amount in payouts]
    return shown if left or len(shown) > 1 else []


def _part(row: dict[str, Any]) -> Part:
    before = Payout(selectors.maybe_day(row["was_paid_on"]), _sum(row["was_paid_amount"]))
    return Part(selectors.day_of(row["paid_on"]), Decimal(row["amount"]), before)


def _sum(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _on_account(row: dict[str, Any]) -> Decimal:
    """What of a receipt has not gone out; a payout without a sum was all of it (ruling 13)."""
    if row["paid_amount"] is not None:
        return Decimal(row["amount"]) - Decimal(row["paid_amount"])
    return Decimal(0) if row["paid_on"] else Decimal(row["amount"])

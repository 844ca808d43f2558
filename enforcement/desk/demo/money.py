"""Money that arrives for a case and goes out again."""

from datetime import date, timedelta
from decimal import Decimal

from enforcement.desk.demo.dice import after
from enforcement.desk.demo.draft import CENT, Draft
from enforcement.desk.demo.records import ReceiptRow

DEFERRED, PART_PAID = 0.02, 0.01


def instalments(draft: Draft, total: Decimal, first: date, last: date) -> None:
    """The sum in one to three receipts between two days."""
    count = 1 if total < 1000 else draft.dice.whole(1, 3)
    part = (total / count).quantize(CENT)
    sums = [part] * (count - 1) + [total - part * (count - 1)]
    span = max((last - first).days, 0)
    days = sorted(first + timedelta(days=draft.dice.whole(0, span)) for _each in sums)
    for day, amount in zip(days, sums, strict=True):
        receive(draft, day, amount)


def receive(draft: Draft, day: date, amount: Decimal) -> None:
    """One receipt and its payout, with what the diary says of both. Nothing for nothing."""
    there = {row[:2] for row in draft.case.receipts}
    if amount <= 0 or (day, amount) in there:
        return
    row = _paid(draft, ReceiptRow(day, amount))
    draft.case.receipts.append(row)
    text = f"收到执行款 {amount:,.2f} 元，已入本案案款账户。"
    draft.diary.note(day, "", draft.officer, text)
    if row.paid_on:
        draft.act(max(day, row.paid_on - timedelta(days=2)), "办理款物支付手续")
        draft.act(row.paid_on, "完成款物支付")


def _paid(draft: Draft, row: ReceiptRow) -> ReceiptRow:
    dice = draft.dice
    if dice.chance(DEFERRED):
        until = after(row.received_on, dice.whole(35, 80))
        return row._replace(deferred_until=until, paid_on=after(until, 6), paid_amount=row.amount)
    late = dice.chance(draft.manner.late_payout)
    wait = dice.whole(31, 75) if late else min(28, dice.days(11, 0.6))
    amount = row.amount
    if dice.chance(PART_PAID):
        amount = (amount / 2).quantize(CENT)
    return row._replace(paid_on=after(row.received_on, wait), paid_amount=amount)

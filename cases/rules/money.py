"""The clock of case money: 30 days from arrival, 10 after a deferral. Rules CAS-51, CAS-52."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from enforcement.kernel.months import later


class PayoutTerms(NamedTuple):
    """Days for paying out: a dated parameter; the defaults are 法发〔2017〕6号 art. 10."""

    days: int = 30
    after_deferral: int = 10


class Payout(NamedTuple):
    """What went out; `amount` None (发放金额 blank) means all of it."""

    paid_on: date | None = None
    amount: Decimal | None = None


DEFAULT_TERMS = PayoutTerms()


def payout_due(
    received_on: date, deferred_until: date | None = None, terms: PayoutTerms = DEFAULT_TERMS
) -> date:
    """Last day to pay money out. Rule CAS-51, ruling 13.

    Never rolled over a holiday: an internal term, paid on the last working day before.
    """
    due = later(received_on, terms.days)
    if deferred_until is None:
        return due
    return max(due, later(deferred_until, terms.after_deferral))


def paid_in_time(due: date, amount: Decimal, payout: Payout) -> bool:
    """Whether a receipt of this amount was paid out whole by its due day. Rule CAS-52, ruling 13.

    Counts receipts, not yuan: a part payment is not in time.
    """
    if payout.paid_on is None or payout.paid_on > due:
        return False
    return payout.amount is None or payout.amount >= amount


class Part(NamedTuple):
    """One payout of a receipt that was recorded in the program, and what stood there before it."""

    paid_on: date
    amount: Decimal
    before: Payout = Payout()


def after_parts(parts: Sequence[Part], arrived: Decimal) -> Payout:
    """What a receipt says after its payouts, in the order in which they were recorded.

    Its day is the latest one, and stands only when the whole sum has gone out: a part payment is
    not in time (rule CAS-52).
    """
    last = parts[-1]
    total = (last.before.amount or Decimal(0)) + last.amount
    if total < arrived:
        return Payout(last.before.paid_on, total)
    days = [part.paid_on for part in parts]
    return Payout(
        max(days if (known := parts[0].before.paid_on) is None else [*days, known]), total
    )


def standing_parts(parts: Sequence[Part], arrived: Decimal, paid: Payout) -> Sequence[Part]:
    """The payouts behind what a receipt says; none when a ledger has said otherwise since."""
    return parts if parts and after_parts(parts, arrived) == paid else ()

"""The clock of case money: 30 days from arrival, 10 after a deferral. Rules CAS-51, CAS-52."""

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

"""The payout clock: 30 days, 10 after a deferral, never rolled, the whole sum."""

from decimal import Decimal

import pytest

from cases.rules.money import Payout, PayoutTerms, paid_in_time, payout_due
from tests.cases.rules.calendars import day


@pytest.mark.parametrize(
    ("received_on", "deferred_until", "due", "why"),
    [
        ("2018-06-27", None, "2018-07-27", "30 days"),
        ("2018-01-31", None, "2018-03-02", "days, not a month"),
        ("2018-09-03", None, "2018-10-03", "National Day: not rolled"),
        ("2018-06-22", None, "2018-07-22", "a Sunday: not rolled"),
        ("2018-06-27", "2018-07-10", "2018-07-27", "deferral + 10 = 07-20 is earlier"),
        ("2018-06-27", "2018-07-17", "2018-07-27", "the same day"),
        ("2018-06-27", "2018-07-18", "2018-07-28", "a day later"),
        ("2018-06-27", "9999-12-31", "9999-12-31", "deferred for good"),
    ],
)
def test_payout_due(received_on: str, deferred_until: str | None, due: str, why: str) -> None:
    deferral = day(deferred_until) if deferred_until else None
    assert payout_due(day(received_on), deferral) == day(due), why


def test_payout_due__terms_are_parameters() -> None:
    terms = PayoutTerms(days=5, after_deferral=3)
    assert payout_due(day("2018-06-27"), None, terms) == day("2018-07-02")
    assert payout_due(day("2018-06-27"), day("2018-07-01"), terms) == day("2018-07-04")


@pytest.mark.parametrize(
    ("paid_on", "amount", "in_time"),
    [
        ("2018-07-27", "50000.00", True),
        ("2018-07-28", "50000.00", False),
        ("2018-07-27", "49999.99", False),
        ("2018-07-27", None, True),
        ("2018-07-28", None, False),
        (None, None, False),
        (None, "50000.00", False),
    ],
)
def test_paid_in_time(paid_on: str | None, amount: str | None, in_time: bool) -> None:
    payout = Payout(day(paid_on) if paid_on else None, Decimal(amount) if amount else None)
    assert paid_in_time(day("2018-07-27"), Decimal("50000.00"), payout) is in_time

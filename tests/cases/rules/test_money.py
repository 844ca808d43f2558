"""The payout clock: 30 days, 10 after a deferral, never rolled, the whole sum."""

from decimal import Decimal

import pytest

from cases.rules.money import (
    Part,
    Payout,
    PayoutTerms,
    after_parts,
    paid_in_time,
    payout_due,
    standing_parts,
)
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


def part(paid_on, amount, before=Payout()):  # noqa: B008 -- immutable
    return Part(day(paid_on), Decimal(amount), before)


FIRST = part("2018-07-01", 400)
LEDGER = Payout(day("2018-08-01"), Decimal(400))


@pytest.mark.parametrize(
    ("parts", "paid_on", "amount"),
    [
        ([FIRST], None, 400),
        ([part("2018-07-01", 1000)], "2018-07-01", 1000),
        ([FIRST, part("2018-07-09", 600, Payout(None, Decimal(400)))], "2018-07-09", 1000),
        ([FIRST, part("2018-06-30", 600, Payout(None, Decimal(400)))], "2018-07-01", 1000),
        ([part("2018-07-09", 600, LEDGER)], "2018-08-01", 1000),
        ([part("2018-07-09", 500, LEDGER)], "2018-08-01", 900),
    ],
)
def test_after_parts__the_latest_day_once_all_is_out(parts, paid_on, amount):
    said = Payout(day(paid_on) if paid_on else None, Decimal(amount))

    assert after_parts(parts, Decimal(1000)) == said
    assert standing_parts(parts, Decimal(1000), said) == parts
    assert not standing_parts(parts, Decimal(1000), said._replace(amount=Decimal(999)))
    assert not standing_parts(parts, Decimal(1000), said._replace(paid_on=day("2018-12-01")))


def test_standing_parts__none_recorded():
    assert not standing_parts([], Decimal(1000), Payout())

"""Taking payouts and deferrals back; each payout is a row of its own, whatever a ledger says."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import PaidPart, Receipt
from cases.services import money, payouts
from cases.services.money_withdrawals import withdraw_deferral, withdraw_payout
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted
from tests.factories.cases import ReceiptFactory
from tests.race import race
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 7, 1), date(2026, 7, 9)
SUM = Decimal(1000)


@pytest.fixture
def receipt(court):
    return ReceiptFactory(amount=SUM)


def pay(receipt, by, amount, day=FIRST):
    receipt.refresh_from_db()
    payout = money.Payout(day, Decimal(amount), receipt.amount - receipt.left)
    return money.record_payout(receipt_id=receipt.pk, payout=payout, by=by)


def take_back(receipt, by, reason="录错", mark=None):
    receipt.refresh_from_db()
    mark = mark or payouts.mark_of(receipt)
    return withdraw_payout(receipt_id=receipt.pk, mark=mark, reason=reason, by=by)


def said(receipt):
    receipt.refresh_from_db()
    return receipt.paid_on, receipt.paid_amount


def parts(receipt):
    receipt.refresh_from_db()
    return [(part.paid_on, part.amount) for part in payouts.parts_of(receipt)]


def test_record_payout__keeps_each_part(receipt, finance):
    pay(receipt, finance, 400)
    pay(receipt, finance, 600, SECOND)

    assert parts(receipt) == [(FIRST, 400), (SECOND, 600)]
    assert said(receipt) == (SECOND, SUM)
    assert PaidPart.objects.get(amount=400).by == finance


def test_record_payout__the_day_is_that_of_the_latest_part(receipt, finance):
    pay(receipt, finance, 600, SECOND)
    pay(receipt, finance, 400, FIRST)

    assert said(receipt) == (SECOND, SUM)
    assert parts(receipt) == [(SECOND, 600), (FIRST, 400)]


def test_withdraw_payout__one_after_the_other_back_to_nothing(receipt, finance):
    pay(receipt, finance, 400)
    pay(receipt, finance, 600, SECOND)

    take_back(receipt, finance)
    assert said(receipt) == (None, 400)
    assert parts(receipt) == [(FIRST, 400)]
    assert Receipt.objects.unpaid().get() == receipt
    take_back(receipt, finance)

    assert said(receipt) == (None, None)
    assert not PaidPart.objects.exists()
    with pytest.raises(Conflict, match="没有发放"):
        take_back(receipt, finance)
    assert acts_about(receipt.case) == ["PAYOUT_RECORDED"] * 2 + ["PAYOUT_WITHDRAWN"] * 2


def test_withdraw_payout__its_event_says_what_went(receipt, finance):
    pay(receipt, finance, 1000, SECOND)

    take_back(receipt, finance, reason=" 金额录错 ")

    told = event("PAYOUT_WITHDRAWN")
    assert told.reason == "金额录错"
    assert told.changes["withdrawn_day"] == "2026-07-09"
    assert told.changes["withdrawn_sum"] == "1000.00"
    assert told.changes["paid_amount"] is None
    assert told.object_id == str(receipt.case_id)


def test_withdraw_payout__then_the_receipt_may_go_too(receipt, finance):
    pay(receipt, finance, 400)
    with pytest.raises(Conflict, match="先撤销发放"):
        money.withdraw_receipt(receipt_id=receipt.pk, reason="录错", by=finance)

    take_back(receipt, finance)

    assert money.withdraw_receipt(receipt_id=receipt.pk, reason="录错", by=finance)


@pytest.mark.parametrize(
    "paid", [{"paid_on": FIRST}, {"paid_on": FIRST, "paid_amount": SUM}, {"paid_amount": 400}]
)
def test_withdraw_payout__of_a_ledger_goes_as_a_whole(finance, paid):
    receipt = ReceiptFactory(amount=SUM, **paid)
    gone = receipt.amount - receipt.left

    take_back(receipt, finance)

    assert said(receipt) == (None, None)
    assert event("PAYOUT_WITHDRAWN").changes["withdrawn_sum"] == f"{gone:.2f}"


def test_withdraw_payout__what_a_ledger_brought_before_stands_again(finance):
    receipt = ReceiptFactory(amount=SUM, paid_on=date(2026, 6, 20), paid_amount=Decimal(100))
    pay(receipt, finance, 900)

    take_back(receipt, finance)

    assert said(receipt) == (date(2026, 6, 20), 100)


def test_parts__a_ledger_that_says_otherwise_has_the_last_word(receipt, finance):
    pay(receipt, finance, 400)
    Receipt.objects.update(paid_on=SECOND, paid_amount=500)
    assert parts(receipt) == []

    pay(receipt, finance, 500, SECOND)
    assert parts(receipt) == [(SECOND, 500)]
    take_back(receipt, finance)

    assert said(receipt) == (SECOND, 500)
    take_back(receipt, finance)
    assert said(receipt) == (None, None)


def test_withdraw_payout__not_another_than_the_page_showed(receipt, finance):
    pay(receipt, finance, 400)
    mark = payouts.mark_of(receipt)
    pay(receipt, finance, 600, SECOND)

    with pytest.raises(Conflict, match="重新打开"):
        take_back(receipt, finance, mark=mark)

    assert said(receipt) == (SECOND, SUM)


@pytest.mark.django_db(transaction=True)
def test_withdraw_payout__twice_at_once_takes_one_back(receipt, finance):
    pay(receipt, finance, 400)
    pay(receipt, finance, 600, SECOND)
    receipt.refresh_from_db()
    mark = payouts.mark_of(receipt)

    results = race([lambda: take_back(receipt, finance, mark=mark)] * 4)

    assert [type(result).__name__ for result in results].count("Receipt") == 1
    assert said(receipt) == (None, 400)


def test_withdraw_payout__asks_a_reason(receipt, finance):
    pay(receipt, finance, 400)

    with pytest.raises(InvalidInput) as refusal:
        take_back(receipt, finance, reason=" ")

    assert set(refusal.value.fields) == {"reason"}
    assert "PAYOUT_WITHDRAWN" not in all_acts()


def test_withdraw_payout__on_a_closed_case_as_a_payout_is(finance):
    receipt = ReceiptFactory(case__closed=True, amount=SUM)
    pay(receipt, finance, 1000)

    assert not take_back(receipt, finance).has_gone


@pytest.mark.parametrize("who", ["officer", "president", "outsider"])
def test_withdrawals__refused_to_others(request, officer, who):
    receipt = ReceiptFactory(case__officer=officer, paid_on=FIRST, deferred_until=date(2026, 8, 31))
    by = request.getfixturevalue(who)

    with pytest.raises(NotPermitted):
        take_back(receipt, by)
    with pytest.raises(NotPermitted):
        undefer(receipt, by)


def undefer(receipt, by, until=date(2026, 8, 31), reason="录错案款"):
    return withdraw_deferral(receipt_id=receipt.pk, until=until, reason=reason, by=by)


@pytest.mark.parametrize("paid_on", [None, SECOND])
def test_withdraw_deferral__due_as_counted_from_the_arrival(finance, paid_on):
    receipt = ReceiptFactory(deferred_until=date(2026, 8, 31), paid_on=paid_on)
    assert receipt.due_on == date(2026, 9, 10)

    undefer(receipt, finance)

    receipt.refresh_from_db()
    assert (receipt.deferred_until, receipt.due_on) == (None, date(2026, 7, 1))
    assert acts_about(receipt.case) == ["DEFERRAL_WITHDRAWN"]
    assert event("DEFERRAL_WITHDRAWN").reason == "录错案款"
    assert event("DEFERRAL_WITHDRAWN").changes["withdrawn_until"] == "2026-08-31"


def test_withdraw_deferral__once_and_the_one_that_was_shown(finance):
    receipt = ReceiptFactory(deferred_until=date(2026, 8, 31))

    with pytest.raises(Conflict, match="重新打开"):
        undefer(receipt, finance, until=date(2026, 8, 30))
    with pytest.raises(InvalidInput):
        undefer(receipt, finance, reason="")
    undefer(receipt, finance)
    with pytest.raises(Conflict, match="没有延缓"):
        undefer(receipt, finance)

    assert all_acts() == ["DEFERRAL_WITHDRAWN"]

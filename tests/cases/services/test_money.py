"""Case money: what arrives, what goes out, and never more than arrived."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from cases import signals
from cases.models import Receipt
from cases.services import money
from cases.services.money import Arrival, Payout
from enforcement.kernel import clock
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted
from enforcement.kernel.models import AuditEvent
from tests.factories.cases import CaseFactory, ReceiptFactory
from tests.news import hearing
from tests.race import race
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db
AHEAD = clock.today() + timedelta(days=2)  # to come, even if midnight passes in the run
SUM = Decimal("50000.00")


def arrive(case, by, day=date(2026, 6, 27), amount=SUM, **values):
    return money.record_receipt(case_id=case.pk, arrival=Arrival(day, amount, **values), by=by)


def pay(receipt, by, day=date(2026, 7, 1), amount=SUM):
    return money.record_payout(receipt_id=receipt.pk, payout=Payout(day, amount), by=by)


def pay_part(receipt, by, amount, before, day=date(2026, 7, 1)):
    payout = Payout(day, Decimal(amount), Decimal(before))
    return money.record_payout(receipt_id=receipt.pk, payout=payout, by=by)


def test_record_receipt__starts_the_clock_and_counts_as_recovered(finance):
    case = CaseFactory(opening_recovered=Decimal(100))

    with hearing(signals.money_received) as heard:
        receipt = arrive(case, finance, payer=" 周国良 ")

    case.refresh_from_db()
    assert (receipt.due_on, receipt.payer) == (date(2026, 7, 27), "周国良")
    assert (case.received_total, case.recovered) == (SUM, Decimal("50100.00"))
    assert [news["receipt"] for news in heard] == [receipt]
    assert acts_about(case) == ["RECEIPT_RECORDED"]
    assert event("RECEIPT_RECORDED").changes["amount"] == "50000.00"


def test_record_receipt__equal_sums_of_one_day_are_two(finance):
    case = CaseFactory()

    first = arrive(case, finance)
    with pytest.raises(InvalidInput) as refusal:
        arrive(case, finance)
    second = arrive(case, finance, is_another=True)

    assert set(refusal.value.fields) == {"is_another"}
    assert [first.ordinal, second.ordinal] == [0, 1]
    assert acts_about(case) == ["RECEIPT_RECORDED"] * 2


def test_record_receipt__the_same_form_twice_is_one(finance):
    case, key = CaseFactory(), uuid4()

    first, second = (arrive(case, finance, submission=key) for _click in range(2))

    assert first == second
    assert acts_about(case) == ["RECEIPT_RECORDED"]


def test_record_receipt__the_same_form_with_another_sum_is_refused(finance):
    case, key = CaseFactory(), uuid4()
    arrive(case, finance, submission=key)

    with pytest.raises(Conflict, match="已登记过"):
        arrive(case, finance, submission=key, amount=Decimal(1))


def test_record_receipt__on_a_closed_case_too(finance):
    assert arrive(CaseFactory(closed=True), finance).pk


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal("-1")}, "amount"),
        ({"amount": Decimal("9999999999999.99")}, "amount"),
        ({"day": AHEAD}, "received_on"),
    ],
)
def test_record_receipt__faults_are_named_at_their_fields(finance, values, field):
    case = CaseFactory(opening_recovered=Decimal(1))

    with pytest.raises(InvalidInput) as refusal:
        arrive(case, finance, **values)

    assert set(refusal.value.fields) == {field}
    assert all_acts() == []


@pytest.mark.parametrize("who", ["officer", "clerk", "president", "outsider", "supervisor"])
def test_record_receipt__refused_to_others(request, officer, who):
    with pytest.raises(NotPermitted):
        arrive(CaseFactory(officer=officer), request.getfixturevalue(who))

    assert not Receipt.objects.exists()


@pytest.mark.parametrize("who", ["finance", "chief"])
def test_record_payout__by_finance_and_chief(request, court, who):
    receipt = ReceiptFactory()

    paid = pay(receipt, request.getfixturevalue(who))

    assert (paid.paid_on, paid.paid_amount) == (date(2026, 7, 1), SUM)
    assert acts_about(receipt.case) == ["PAYOUT_RECORDED"]


def test_record_payout__in_parts_is_on_account_until_the_last(finance):
    receipt = ReceiptFactory()

    part = pay_part(receipt, finance, "20000", "0")
    assert (part.paid_on, part.paid_amount, part.left) == (None, 20000, 30000)
    assert Receipt.objects.unpaid().get() == receipt
    whole = pay_part(receipt, finance, "30000", "20000", day=date(2026, 7, 9))

    assert (whole.paid_on, whole.paid_amount, whole.left) == (date(2026, 7, 9), SUM, 0)
    assert acts_about(receipt.case) == ["PAYOUT_RECORDED"] * 2
    sums = [told.changes["payout"] for told in AuditEvent.objects.filter(act="PAYOUT_RECORDED")]
    assert sorted(sums) == ["20000.00", "30000.00"]


def test_record_payout__ends_a_part_that_a_ledger_brought(finance):
    receipt = ReceiptFactory(paid_on=date(2026, 6, 20), paid_amount=Decimal(100))

    whole = pay_part(receipt, finance, SUM - 100, "100")

    assert (whole.paid_on, whole.left) == (date(2026, 7, 1), 0)


def test_record_payout__a_form_opened_before_another_payout_is_refused(finance):
    receipt = ReceiptFactory()
    pay_part(receipt, finance, "20000", "0")

    with pytest.raises(Conflict, match="刚又发放过"):
        pay_part(receipt, finance, "20000", "0")
    with pytest.raises(InvalidInput, match="更正"):
        pay_part(receipt, finance, "30000.01", "20000")


def test_record_payout__is_announced(finance):
    with hearing(signals.payout_made) as heard:
        receipt = pay(ReceiptFactory(), finance)

    assert [news["receipt"] for news in heard] == [receipt]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": Decimal("50000.01")}, "amount"),
        ({"amount": Decimal(0)}, "amount"),
        ({"day": date(2026, 5, 31)}, "paid_on"),
        ({"day": AHEAD}, "paid_on"),
    ],
)
def test_record_payout__faults_are_named_at_their_fields(finance, values, field):
    receipt = ReceiptFactory()

    with pytest.raises(InvalidInput) as refusal:
        pay(receipt, finance, **values)

    receipt.refresh_from_db()
    assert set(refusal.value.fields) == {field}
    assert receipt.paid_on is None
    assert all_acts() == []


def test_record_payout__only_once(finance):
    receipt = pay(ReceiptFactory(), finance)

    with pytest.raises(Conflict, match="2026-07-01"):
        pay(receipt, finance)

    assert acts_about(receipt.case) == ["PAYOUT_RECORDED"]


@pytest.mark.parametrize("who", ["officer", "president", "outsider"])
def test_record_payout__refused_to_others(request, officer, who):
    receipt = ReceiptFactory(case__officer=officer)

    with pytest.raises(NotPermitted):
        pay(receipt, request.getfixturevalue(who))


@pytest.mark.django_db(transaction=True)
def test_record_payout__a_race_never_overpays(finance, chief):
    receipt = ReceiptFactory()
    people = [finance, chief] * 4

    results = race([lambda by=by: pay(receipt, by, amount=Decimal("30000.00")) for by in people])

    receipt.refresh_from_db()
    assert [type(result).__name__ for result in results].count("Receipt") == 1
    assert receipt.paid_amount == Decimal("30000.00")
    assert acts_about(receipt.case) == ["PAYOUT_RECORDED"]


def defer(receipt, by, until=date(2026, 8, 31), reason="异议审查"):
    return money.defer_payout(receipt_id=receipt.pk, until=until, reason=reason, by=by)


def test_defer_payout__due_ten_days_after(finance):
    receipt = ReceiptFactory()

    deferred = defer(receipt, finance)

    assert deferred.due_on == date(2026, 9, 10)
    assert event("PAYOUT_DEFERRED").reason == "异议审查"


@pytest.mark.parametrize(
    ("values", "field"), [({"until": date(2026, 5, 31)}, "until"), ({"reason": " "}, "reason")]
)
def test_defer_payout__faults_are_named_at_their_fields(finance, values, field):
    with pytest.raises(InvalidInput) as refusal:
        defer(ReceiptFactory(), finance, **values)

    assert set(refusal.value.fields) == {field}
    assert all_acts() == []


def test_defer_payout__not_once_paid(finance):
    with pytest.raises(Conflict):
        defer(pay(ReceiptFactory(), finance), finance)


def test_defer_payout__refused_to_the_officer(officer):
    with pytest.raises(NotPermitted):
        defer(ReceiptFactory(case__officer=officer), officer)

"""Entries made by mistake are taken back: the row goes, the record keeps it, the clocks follow."""

from datetime import date
from decimal import Decimal

import pytest

from cases.enums import CaseStatus, LimitEventKind
from cases.models import LimitEvent, Party, Receipt, Seal
from cases.services import limits, money, parties, seals
from cases.services.limits import Deduction
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted, TransitionRefused
from tests.factories.cases import (
    CaseFactory,
    LimitEventFactory,
    PartyFactory,
    ReceiptFactory,
    SealFactory,
)
from tests.factories.records import EntryFactory
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db
WHY = "录错案件"
TAKE_BACK = {
    "party": (PartyFactory, Party, parties.withdraw_party, "party_id", "PARTY_WITHDRAWN"),
    "limit": (LimitEventFactory, LimitEvent, limits.withdraw, "event_id", "LIMIT_EVENT_WITHDRAWN"),
    "seal": (SealFactory, Seal, seals.withdraw_seal, "seal_id", "SEAL_WITHDRAWN"),
    "receipt": (ReceiptFactory, Receipt, money.withdraw_receipt, "receipt_id", "RECEIPT_WITHDRAWN"),
}


@pytest.mark.parametrize("kind", TAKE_BACK)
def test_withdraw__the_record_keeps_what_it_said(chief, kind):
    factory, model, withdraw, key, act = TAKE_BACK[kind]
    made = factory()

    withdraw(**{key: made.pk}, reason=f" {WHY} ", by=chief)

    assert not model.objects.exists()
    assert acts_about(made.case)[-1] == act
    assert (event(act).reason, bool(event(act).changes)) == (WHY, True)


@pytest.mark.parametrize("kind", TAKE_BACK)
def test_withdraw__not_without_a_reason(chief, kind):
    factory, model, withdraw, key, _act = TAKE_BACK[kind]
    made = factory()

    with pytest.raises(InvalidInput) as refusal:
        withdraw(**{key: made.pk}, reason=" ", by=chief)

    assert set(refusal.value.fields) == {"reason"}
    assert model.objects.exists()
    assert all_acts() == []


@pytest.mark.parametrize("kind", TAKE_BACK)
def test_withdraw__refused_to_others(president, kind):
    factory, model, withdraw, key, _act = TAKE_BACK[kind]
    made = factory()

    with pytest.raises(NotPermitted):
        withdraw(**{key: made.pk}, reason=WHY, by=president)

    assert model.objects.exists()


@pytest.mark.parametrize("kind", ["party", "limit", "seal"])
def test_withdraw__a_closed_case_stays_as_it_is(chief, kind):
    factory, _model, withdraw, key, _act = TAKE_BACK[kind]
    made = factory(case=CaseFactory(closed=True))

    with pytest.raises(TransitionRefused):
        withdraw(**{key: made.pk}, reason=WHY, by=chief)


def test_withdraw__the_limit_is_counted_anew_and_the_case_goes_on(officer):
    case = CaseFactory(officer=officer, status=CaseStatus.UNDER_WAY)
    stop = Deduction(LimitEventKind.SUSPENSION, date(2026, 6, 4), None, "")
    running = limits.add_deduction(case_id=case.pk, deduction=stop, by=officer)
    case.refresh_from_db()
    assert (case.status, case.limit_running) == (CaseStatus.SUSPENDED, True)

    limits.withdraw(event_id=running.pk, reason=WHY, by=officer)

    case.refresh_from_db()
    assert (case.status, case.limit_running) == (CaseStatus.UNDER_WAY, False)


def test_withdraw_receipt__is_recovered_no_more(finance):
    receipt = ReceiptFactory(case=CaseFactory(received_total=Decimal(50000)))

    money.withdraw_receipt(receipt_id=receipt.pk, reason=WHY, by=finance)

    receipt.case.refresh_from_db()
    assert receipt.case.received_total == 0


@pytest.mark.parametrize(
    "paid", [{"paid_amount": Decimal(1)}, {"paid_on": date(2026, 7, 1), "paid_amount": None}]
)
def test_withdraw_receipt__not_once_money_went_out(finance, paid):
    receipt = ReceiptFactory(**paid)

    with pytest.raises(Conflict, match="发放过"):
        money.withdraw_receipt(receipt_id=receipt.pk, reason=WHY, by=finance)


def test_withdraw_party__not_one_in_the_register(chief):
    party = PartyFactory()
    EntryFactory(case=party.case, debtor=party)

    with pytest.raises(Conflict, match="失信"):
        parties.withdraw_party(party_id=party.pk, reason=WHY, by=chief)

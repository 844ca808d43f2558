"""What must never be: every constraint refuses what it is there for."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from cases.enums import CaseStatus, CloseMode, LimitEventKind
from cases.models import (
    Attachment,
    Case,
    CaseNode,
    FormerNumber,
    LimitEvent,
    LimitVersion,
    PaidPart,
    Party,
    Receipt,
    Seal,
)
from cases.models.progress import Progress
from enforcement.kernel import clock
from enforcement.kernel.models import StoredFile
from tests.factories.cases import (
    CaseFactory,
    LimitEventFactory,
    PartyFactory,
    ProgressFactory,
    ReceiptFactory,
    SealFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
KEY = "6a1f0bb4-9d0e-4c4f-8a9e-0d7f6f5c1a11"


def paid_part(case, **values):
    receipt = ReceiptFactory(case=case)
    return PaidPart.objects.create(receipt=receipt, paid_on=DAY, recorded_at=clock.now(), **values)


REFUSED = {
    "case_number": (CaseFactory, {"number": "（2026）赣0302执恢1号"}, {"type_word": "执保"}),
    "case_number_parts": (CaseFactory, {"serial": 7}, {"number": "另一个号"}),
    "case_submitted_once": (CaseFactory, {"submission": KEY}, {}),
    "case_claim_not_negative": (CaseFactory, {"claim_amount": Decimal("-0.01")}, None),
    "case_recovered_not_negative": (CaseFactory, {"opening_recovered": Decimal("-0.01")}, None),
    "case_closed_with_mode": (CaseFactory, {"closed_on": DAY}, None),
    "case_closed_status": (
        CaseFactory,
        {"closed_on": DAY, "close_mode": CloseMode.COMPLETED, "status": CaseStatus.UNDER_WAY},
        None,
    ),
    "case_not_closed_before_filed": (CaseFactory, {"closed": True, "closed_on": date(2026, 3, 1)}, None),
    "party_once": (PartyFactory, {"name": "周国良"}, {}),
    "progress_once": (ProgressFactory, {"at": clock.now(), "text": "甲"}, {}),
    "progress_submitted_once": (ProgressFactory, {"submission": KEY}, {}),
    "node_once": (CaseNode.objects.create, {"node": "分案"}, {}),
    "limit_event_once": (LimitEventFactory, {}, {}),
    "limit_event_ends_after_it_begins": (LimitEventFactory, {"to_on": date(2026, 6, 3)}, None),
    "limit_event_months": (LimitEventFactory, {"kind": LimitEventKind.EXTENSION}, None),
    "limit_version_once": (LimitVersion.objects.create, {"asked_from": DAY}, {}),
    "receipt_once": (ReceiptFactory, {}, {}),
    "receipt_submitted_once": (ReceiptFactory, {"submission": KEY}, {"ordinal": 1}),
    "receipt_amount_positive": (ReceiptFactory, {"amount": Decimal("-0.01")}, None),
    "receipt_paid_within": (
        ReceiptFactory, {"paid_on": DAY, "paid_amount": Decimal("50000.01")}, None,
    ),
    "receipt_paid_after_arrival": (ReceiptFactory, {"paid_on": date(2026, 5, 31)}, None),
    "paid_part_positive": (paid_part, {"amount": Decimal(0)}, None),
    "seal_once": (SealFactory, {"asset": "轿车"}, {}),
    "seal_ends_after_it_begins": (SealFactory, {"to_on": date(2026, 5, 31)}, None),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_constraint(court, name):
    make, values, again = REFUSED[name]
    given = dict(values) if make is CaseFactory else {"case": CaseFactory(), **values}
    if again is not None:
        make(**given)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(**{**given, **(again or {})})


def test_every_constraint_has_a_test():
    models = (
        Case,
        Party,
        Progress,
        CaseNode,
        LimitEvent,
        LimitVersion,
        Receipt,
        PaidPart,
        Seal,
        Attachment,
    )
    named = {each.name for model in models for each in model._meta.constraints}

    assert named <= REFUSED.keys()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"number_digest": None}, {"number_digest": 1}),
        ({"role": "申请执行人"}, {"role": "被执行人"}),
        ({"name": "周国良"}, {"name": "周国梁"}),
    ],
)
def test_party_once__is_no_stricter(court, first, second):
    case = CaseFactory()

    for values in (first, second):
        PartyFactory(**{"case": case, "name": "周国良", **values})

    assert Party.objects.count() == 2


def test_words_of_records(court, officer):
    case = CaseFactory(serial=1)
    entry = ProgressFactory(case=case, text="到场查封。" * 20)
    file = StoredFile(name="现场.jpg")
    words = {
        str(case): "（2026）赣0302执1号",
        str(PartyFactory(name="周国良")): "周国良",
        str(entry): ("到场查封。" * 20)[:40],
        str(FormerNumber(number="（2026）赣0302执9号")): "（2026）赣0302执9号",
        str(Attachment(entry=entry, file=file)): "现场.jpg",
        str(CaseNode(case=case, node="分案")): "分案",
        str(LimitEventFactory()): "评估 2026-06-04",
        str(LimitVersion(asked_from=DAY, limit_end=DAY)): "2026-06-01 2026-06-01",
        str(ReceiptFactory()): "2026-06-01 50000.00",
        str(paid_part(case, amount=Decimal("400.00"))): "2026-06-01 400.00",
        str(SealFactory(asset="轿车")): "轿车",
    }

    assert all(told == expected for told, expected in words.items())
    assert case.get_absolute_url() == f"/cases/{case.pk}/"
    assert CaseFactory(officer_name="张三").officer_label == "张三"
    assert CaseFactory(officer=officer).officer_label == "刘志远"

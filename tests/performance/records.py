"""Records of a small ledger: cases with what hangs on them, derived values brought up to date."""

from datetime import date, datetime, time
from decimal import Decimal
from itertools import count
from typing import Any

from cases.enums import CloseMode, LimitEventKind, Source
from cases.models import Case, LimitEvent, Progress, Receipt
from cases.rules.money import payout_due
from cases.services import derived
from enforcement.kernel import clock
from petitions.models import Petition
from tests.factories.cases import CaseFactory

SUNDAY = date(2018, 7, 22)
TODAY = date(2018, 7, 24)
_numbers = count(1)


def make_case(court: str = "赣0302", **facts: Any) -> Case:
    """A case with its derived values; filed in March 2018 unless said otherwise."""
    given = {"court_id": court, "year": 2018, "filed_on": date(2018, 3, 1), **facts}
    if given.get("closed_on"):
        given.setdefault("close_mode", CloseMode.COMPLETED)
    case = CaseFactory(**given)
    derived.recompute([case.pk], today=TODAY)
    case.refresh_from_db()
    return case


def change(case: Case, **facts: Any) -> None:
    """Correct facts of a case, as a later import would."""
    if "closed_on" in facts:
        facts["status"] = "closed" if facts["closed_on"] else "under_way"
    Case.objects.filter(pk=case.pk).update(**facts)
    derived.recompute([case.pk], today=TODAY)


def add_progress(case: Case, node: str, on: date) -> Progress:
    """An entry that does a node on a day."""
    at = datetime.combine(on, time(9, 0), clock.SHANGHAI)
    entry = Progress.objects.create(
        case=case, at=at, text=node, node=node, source=Source.IMPORT, recorded_at=clock.now(),
        text_digest=next(_numbers),
    )  # fmt: skip
    derived.recompute([case.pk], today=TODAY)
    return entry


def add_deduction(case: Case, from_on: date, to_on: date | None = None) -> LimitEvent:
    """Days that do not count."""
    event = LimitEvent.objects.create(
        case=case, kind=LimitEventKind.SUSPENSION, from_on=from_on, to_on=to_on,
        source=Source.IMPORT, recorded_at=clock.now(),
    )  # fmt: skip
    derived.recompute([case.pk], today=TODAY)
    return event


def add_receipt(
    case: Case, received_on: date, amount: str = "100.00", *, paid_on: date | None = None,
    paid_amount: str | None = None,
) -> Receipt:  # fmt: skip
    """Money that arrived, and perhaps went out."""
    receipt = Receipt.objects.create(
        case=case, received_on=received_on, amount=Decimal(amount), due_on=payout_due(received_on),
        paid_on=paid_on, paid_amount=None if paid_amount is None else Decimal(paid_amount),
        ordinal=next(_numbers) % 30_000, source=Source.IMPORT, recorded_at=clock.now(),
    )  # fmt: skip
    derived.recompute([case.pk], today=TODAY)
    return receipt


def make_petition(
    court: str = "赣0302", received_on: date = date(2018, 5, 2), **facts: Any
) -> Petition:
    """A petition; about no case unless said otherwise."""
    return Petition.objects.create(
        number=f"{court}访2018-{next(_numbers):04}", court_id=court, received_on=received_on,
        petitioner="张三", people=1, recorded_at=clock.now(), **facts,
    )  # fmt: skip

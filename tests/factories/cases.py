"""Cases and what hangs on them."""

from datetime import date
from decimal import Decimal

import factory

from cases.enums import CaseStatus, CaseType, CloseMode, PartyKind, PartyRole, Source
from cases.models import Case, Party
from enforcement.kernel import clock


class CaseFactory(factory.django.DjangoModelFactory):
    """An open first-enforcement case; traits: closed, with_officer comes as `officer=`."""

    class Meta:
        model = Case

    court_id = "赣0302"
    year = 2026
    type_word = CaseType.FIRST
    serial = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda o: f"（{o.year}）{o.court_id}{o.type_word}{o.serial}号")
    number_raw = factory.SelfAttribute("number")
    status = factory.LazyAttribute(
        lambda o: CaseStatus.CLOSED if o.closed_on else CaseStatus.UNDER_WAY
    )
    filed_on = date(2026, 3, 2)
    cause = "买卖合同纠纷"
    claim_amount = Decimal("862400.00")
    closed_on = None
    close_mode = ""
    source = Source.LIVE
    created_at = factory.LazyFunction(clock.now)

    class Params:
        closed = factory.Trait(closed_on=date(2026, 8, 3), close_mode=CloseMode.COMPLETED)


class PartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Party

    case = factory.SubFactory(CaseFactory)
    role = PartyRole.DEBTOR
    name = factory.Sequence(lambda n: f"周国良{n}")
    name_key = factory.SelfAttribute("name")
    kind = PartyKind.PERSON

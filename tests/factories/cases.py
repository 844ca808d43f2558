"""Cases and what hangs on them."""

from datetime import date, timedelta
from decimal import Decimal

import factory

from cases.enums import (
    AssetKind,
    CaseStatus,
    CaseType,
    CloseMode,
    LimitEventKind,
    PartyKind,
    PartyRole,
    Source,
)
from cases.models import Case, LimitEvent, Party, Progress, Receipt, Seal
from cases.rules.keys import text_digest
from cases.rules.money import payout_due
from cases.rules.seals import computed_end
from enforcement.kernel import clock


class CaseFactory(factory.django.DjangoModelFactory):
    """An open first-enforcement case under way; an officer comes as `officer=`."""

    class Meta:
        model = Case

    court_id = "赣0302"
    year = 2026
    type_word = CaseType.FIRST
    serial = factory.Sequence(lambda n: n + 20_001)  # far from those that tests name
    number = factory.LazyAttribute(lambda o: f"（{o.year}）{o.court_id}{o.type_word}{o.serial}号")
    number_raw = factory.SelfAttribute("number")
    status = factory.LazyAttribute(
        lambda o: CaseStatus.CLOSED if o.closed_on else CaseStatus.UNDER_WAY
    )
    filed_on = date(2026, 3, 2)
    officer = None
    officer_name = factory.LazyAttribute(lambda o: o.officer.name if o.officer else "")
    cause = "买卖合同纠纷"
    claim_amount = Decimal("862400.00")
    closed_on = None
    close_mode = ""
    source = Source.LIVE
    created_at = factory.LazyFunction(clock.now)

    class Params:
        closed = factory.Trait(closed_on=date(2026, 8, 3), close_mode=CloseMode.COMPLETED)
        filed = factory.Trait(status=CaseStatus.FILED)
        assigned = factory.Trait(status=CaseStatus.ASSIGNED)
        suspended = factory.Trait(status=CaseStatus.SUSPENDED)
        imported = factory.Trait(source=Source.IMPORT)


class PartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Party

    case = factory.SubFactory(CaseFactory)
    role = PartyRole.DEBTOR
    name = factory.Sequence(lambda n: f"周国良{n}")
    name_key = factory.SelfAttribute("name")
    kind = PartyKind.PERSON


class ProgressFactory(factory.django.DjangoModelFactory):
    """An entry; each a second later than the one before, so that keys never clash."""

    class Meta:
        model = Progress

    case = factory.SubFactory(CaseFactory)
    at = factory.Sequence(lambda n: clock.now().replace(microsecond=0) - timedelta(seconds=n))
    text = factory.Sequence(lambda n: f"电话约谈被执行人，第 {n} 次。")
    text_digest = factory.LazyAttribute(lambda o: text_digest(o.text))
    by = None
    by_name = factory.LazyAttribute(lambda o: o.by.name if o.by else "刘志远")
    source = factory.LazyAttribute(lambda o: Source.LIVE if o.by else Source.IMPORT)
    recorded_at = factory.LazyFunction(clock.now)


class ReceiptFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Receipt

    case = factory.SubFactory(CaseFactory)
    received_on = date(2026, 6, 1)
    amount = Decimal("50000.00")
    due_on = factory.LazyAttribute(lambda o: payout_due(o.received_on, o.deferred_until))
    deferred_until = None
    source = Source.LIVE
    recorded_at = factory.LazyFunction(clock.now)


class SealFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seal

    case = factory.SubFactory(CaseFactory)
    asset = factory.Sequence(lambda n: f"存款 农行 尾号 {n:04}")
    kind = AssetKind.DEPOSIT
    from_on = date(2026, 6, 1)
    to_on = factory.LazyAttribute(lambda o: computed_end(o.kind, o.from_on))
    source = Source.LIVE
    recorded_at = factory.LazyFunction(clock.now)


class LimitEventFactory(factory.django.DjangoModelFactory):
    """A deduction that still runs; the trait `extension` is an approved one of 3 months."""

    class Meta:
        model = LimitEvent

    case = factory.SubFactory(CaseFactory)
    kind = LimitEventKind.APPRAISAL
    from_on = date(2026, 6, 4)
    to_on = None
    source = Source.LIVE
    recorded_at = factory.LazyFunction(clock.now)

    class Params:
        extension = factory.Trait(kind=LimitEventKind.EXTENSION, months=3)

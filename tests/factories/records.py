"""Petitions and entries of the register."""

from datetime import date

import factory

from cases.enums import Source
from defaulters.models import Entry
from enforcement.kernel import clock
from petitions.models import Petition
from tests.factories.cases import CaseFactory, PartyFactory


class PetitionFactory(factory.django.DjangoModelFactory):
    """An open petition about a case of 安源."""

    class Meta:
        model = Petition

    court_id = "赣0302"
    number = factory.Sequence(lambda n: f"赣0302访2026-{n + 5001:04}")
    received_on = date(2026, 6, 1)
    petitioner = "胡建民"
    people = 1
    case = factory.SubFactory(CaseFactory)
    recorded_at = factory.LazyFunction(clock.now)


class EntryFactory(factory.django.DjangoModelFactory):
    """A live entry for the debtor of a case of 安源, ground 1: no term."""

    class Meta:
        model = Entry

    case = factory.SubFactory(CaseFactory)
    court_id = factory.SelfAttribute("case.court_id")
    debtor = factory.LazyAttribute(lambda o: PartyFactory(case=o.case, name="周国良"))
    ground = 1
    decided_on = date(2026, 6, 1)
    published_on = date(2026, 6, 3)
    source = Source.LIVE
    recorded_at = factory.LazyFunction(clock.now)

"""The court of an entry: that of its case after everything that writes, and what lists begin with."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.http import QueryDict

from cases.models import Case
from cases.services.numbering import Correction, correct_number
from defaulters.listing import entry_filter
from defaulters.models import Entry
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel import bulk
from enforcement.kernel.errors import InvalidInput
from tests.desk import ledger_files as files
from tests.desk.ledger_files import good
from tests.factories.cases import CaseFactory, PartyFactory
from tests.factories.records import EntryFactory

pytestmark = pytest.mark.django_db
HERE, THERE = "赣0302", "赣0321"


def courts_of_entries():
    """The courts, once none differs from that of its case."""
    assert not Entry.objects.exclude(court=F("case__court")).exists()
    return sorted(Entry.objects.values_list("court_id", flat=True))


def ledger(tmp_path, numbers, *sheets):
    """A ledger of cases with a debtor each, and one listing of every debtor."""
    rows = {name: [good(name, 案号=number) for number in numbers] for name in sheets}
    return files.write(tmp_path / "ledger.xlsx", rows)


def test_import__of_new_cases_and_of_stored_ones(courts, tmp_path):
    numbers = [f"（2018）{code}执{serial}号" for code in (HERE, THERE) for serial in (1, 2)]
    first, later = numbers[::2], numbers[1::2]
    import_ledger(ledger(tmp_path, first, "案件", "当事人", "失信"))
    import_ledger(ledger(tmp_path, later, "案件", "当事人"))

    report = import_ledger(ledger(tmp_path, numbers, "失信")).as_json()

    counts = report["sheets"]["失信"]
    assert (counts["unchanged"], counts["created"], report["errors"]) == (2, 2, [])
    assert courts_of_entries() == [HERE, HERE, THERE, THERE]


def test_correct_number__stays_in_its_court(courts, clerk):
    entry = EntryFactory()

    with pytest.raises(InvalidInput, match="不是本案的法院"):
        moved = Correction(f"（2026）{THERE}执7号", "录错")
        correct_number(case_id=entry.case_id, correction=moved, by=clerk)
    correction = Correction(f"（2026）{HERE}执恢7号", "录错")
    correct_number(case_id=entry.case_id, correction=correction, by=clerk)

    assert courts_of_entries() == [HERE]


def test_case_that_moves__takes_its_entries_along(courts, officer, outsider):
    moving, staying = EntryFactory.create_batch(2)

    Case.objects.filter(pk=moving.case_id).update(court_id=THERE)

    assert courts_of_entries() == [HERE, THERE]
    assert list(Entry.objects.visible_to(outsider)) == [moving]
    assert list(Entry.objects.visible_to(officer)) == [staying]


def by_orm(case, debtor):
    EntryFactory(case=case, debtor=debtor, court_id=THERE)


def by_copy(case, debtor):
    fields = ("ground", "decided_on", "published_on", "removal_ground", "source", "recorded_at")
    values = [getattr(EntryFactory.build(case=case, debtor=debtor), name) for name in fields]
    columns = ("case", "court", "debtor", *fields)
    bulk.insert(Entry, columns, [(case.pk, THERE, debtor.pk, *values)])


def by_update(case, debtor):
    EntryFactory(case=case, debtor=debtor)
    Entry.objects.update(court_id=THERE)


@pytest.mark.parametrize("write", [by_orm, by_copy, by_update])
def test_another_court_than_that_of_the_case__is_refused(courts, write):
    case = CaseFactory()
    debtor = PartyFactory(case=case)

    with pytest.raises(IntegrityError, match="court of an entry"), transaction.atomic():
        write(case, debtor)


@pytest.mark.parametrize("query", ["", "state=all", f"state=all&court={HERE}", "state=ending"])
def test_list__finds_its_courts_without_the_cases(supervisor, query):
    rows = entry_filter(supervisor, QueryDict(query)).rows

    assert "cases_case" not in str(rows.query)
    assert "cases_case" not in str(rows.values("pk").query)


def test_visible_to__courts_of_the_post_and_of_those_below(courts, officer, outsider, supervisor):
    entries = [EntryFactory(case=CaseFactory(court_id=code)) for code in (HERE, THERE)]

    for person, seen in ((officer, entries[:1]), (outsider, entries[1:]), (supervisor, entries)):
        assert list(Entry.objects.visible_to(person).order_by("pk")) == seen


def test_migration__fills_what_is_there(courts):
    entries = [EntryFactory(case=CaseFactory(court_id=code)) for code in (THERE, HERE)]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([("defaulters", "0002_newest_of_some_courts")])
    before = connection.introspection.get_table_description(connection.cursor(), "defaulters_entry")

    MigrationExecutor(connection).migrate([("defaulters", "0004_court_of_its_case")])

    assert "court_id" not in [column.name for column in before]
    assert [Entry.objects.get(pk=entry.pk).court_id for entry in entries] == [THERE, HERE]

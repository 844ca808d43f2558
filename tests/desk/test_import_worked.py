"""The worked ledger: counts, idempotence, statutory ends (formats.md, rulings D)."""

import csv
import json
from datetime import date

import pytest
from django.db.models import Q

from cases.models import Case, LimitVersion
from cases.rules.derived import limit_facts
from cases.rules.in_force import BY_LAW
from cases.rules.limits import statutory_end_date
from cases.services import derived
from courts.models import CalendarDay
from courts.selectors import work_calendar
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel.calendar_source import announced_rows
from tests.real_data import real_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar(courts):
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day, kind=kind, source="") for day, kind in announced_rows()
    )


@pytest.fixture
def worked(calendar):
    """The worked ledger, imported."""
    return import_ledger(real_data("worked/ledger.xlsx"))


def test_every_row_of_the_worked_ledger_goes_in(worked):
    expected = json.loads(real_data("worked/import_counts.json").read_text())

    assert worked.as_json()["sheets"] == expected
    assert worked.as_json()["errors"] == []


def test_a_second_import_changes_nothing(worked):
    before = list(Case.objects.order_by("pk").values())

    again = import_ledger(real_data("worked/ledger.xlsx")).as_json()

    for name, counts in again["sheets"].items():
        assert counts["unchanged"] == counts["rows"], name
    assert list(Case.objects.order_by("pk").values()) == before
    assert again["warnings"] == worked.as_json()["warnings"]


def test_every_statutory_end_is_the_one_expected(worked):
    with real_data("worked/limit_ends.csv").open(encoding="utf-8") as lines:
        expected = list(csv.DictReader(lines))
    assert len(expected) == 1086
    found = {}
    for row in expected:
        asked = date.fromisoformat(row["asked"])
        version = LimitVersion.objects.filter(
            Q(asked_to=None) | Q(asked_to__gte=asked),
            case__number=row["case_number"],
            asked_from__lte=asked,
        ).get()
        found[row["case_number"]] = version.limit_end or running_end(version.case_id, asked)
    assert found == {row["case_number"]: date.fromisoformat(row["limit_end"]) for row in expected}


def running_end(case_id, asked):
    (known,) = derived.read_facts([case_id])
    return statutory_end_date(limit_facts(known.facts, BY_LAW), asked, work_calendar())


def test_what_was_derived_in_memory_is_what_recomputation_finds(worked):
    assert derived.recompute(Case.objects.values_list("pk", flat=True)) == 0

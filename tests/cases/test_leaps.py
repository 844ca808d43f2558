"""A ledger with a serial far ahead of its series is taken in with a warning."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from cases.services.numbering import LEAP
from enforcement.desk.ledger import engine
from enforcement.desk.ledger.importing import import_ledger
from tests.desk.ledger_files import good, write
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(court, tmp_path):
    """Imports cases of these serials; the serials that were warned about."""

    def run(*serials, year=2018, **options):
        rows = [good("案件", 案号=f"（{year}）赣0302执{serial}号") for serial in serials]
        path = write(tmp_path / "ledger.xlsx", {"案件": rows})
        report = import_ledger(path, **options).as_json()
        told = [each for each in report["warnings"] if "序号" in each["message"]]
        assert report["errors"] == []
        assert {(each["sheet"], each["column"]) for each in told} <= {("案件", "案号")}
        return [serials[each["row"] - 2] for each in told]

    return run


@pytest.mark.parametrize(
    ("serials", "warned"),
    [
        ([8, 7 + LEAP], []),
        ([7 + LEAP + 1], [7 + LEAP + 1]),
        ([99999, 8], [99999]),
        ([8, 7 + LEAP, 8 + LEAP, 7 + 2 * LEAP], []),  # each near the one before
        ([5], []),
    ],
)
def test_a_leap_above_what_is_stored_is_warned_about(imported, serials, warned):
    CaseFactory(serial=7, year=2018)
    CaseFactory(serial=5000, year=2018, type_word="执恢")
    CaseFactory(serial=5000, year=2019)

    assert imported(*serials, dry_run=True) == warned
    assert imported(*serials) == warned
    assert Case.objects.filter(year=2018, type_word="执").count() == len(serials) + 1


def test_a_series_that_begins_with_the_file_is_not(imported, monkeypatch):
    monkeypatch.setattr(engine, "BATCH", 1)

    assert imported(1, 500, 99999) == []


def test_a_case_that_is_stored_is_not(imported):
    CaseFactory(serial=7, year=2018)
    imported(99999)

    assert imported(99999) == []


def test_one_statement_a_batch(imported, monkeypatch):
    monkeypatch.setattr(engine, "BATCH", 2)
    CaseFactory(serial=1, year=2018)

    with CaptureQueriesContext(connection) as captured:
        imported(2, 3, 4, 5, 6, 7)

    asked = [query for query in captured if "max(c.serial)" in query["sql"]]
    assert len(asked) == 1, "a series is looked up once a run"

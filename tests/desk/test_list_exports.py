"""Sheets of the lists are the ledger's own: imported again they change nothing (formats.md)."""

import pytest
from django.http import QueryDict

from cases.models import Case
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel import exporting
from enforcement.kernel.tabular import SheetOut, write_workbook
from tests.desk import ledger_files as files
from tests.desk.ledger_files import good

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(courts, tmp_path):
    """One row of every sheet, money in two ways."""
    sheets = files.whole() | {"案件": [good("案件", 到位金额=300)]}
    assert not import_ledger(files.write(tmp_path / "ledger.xlsx", sheets)).has_rejects
    return Case.objects.get()


@pytest.mark.parametrize(
    ("kind", "sheet"), [("cases", "案件"), ("petitions", "信访"), ("defaulters", "失信")]
)
def test_export__comes_back_unchanged(filled, chief, tmp_path, kind, sheet):
    before = Case.objects.values().get()
    export = exporting.exporters[kind](chief, QueryDict("state=all&desk=court"))
    path = tmp_path / "list.xlsx"
    write_workbook(path, [SheetOut(export.name, export.header, export.rows)])

    report = import_ledger(path).as_json()

    assert report["errors"] == []
    assert report["sheets"][sheet] == {
        "rows": 1, "created": 0, "updated": 0, "unchanged": 1, "rejected": 0,
    }  # fmt: skip
    assert Case.objects.values().get() | {"row_hash": None} == before | {"row_hash": None}

"""Export → import is a round trip; numbers only for who may reveal them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cases.enums import PartyRole, Source
from cases.models import Case, Party, Receipt
from enforcement.desk.ledger.exporting import export
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel import clock
from enforcement.kernel.errors import NotPermitted
from enforcement.kernel.models import AuditEvent
from enforcement.kernel.tabular import open_tables
from petitions.models import Petition
from tests.desk import ledger_files as files
from tests.desk.ledger_files import GROWN, NUMBER, good
from tests.real_data import real_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(courts, tmp_path):
    """A small ledger, imported."""
    import_ledger(files.write(tmp_path / "in.xlsx", files.whole()))


def exported(path, **options):
    options = {
        "by": None,
        "cases": Case.objects.all(),
        "petitions": Petition.objects.all(),
    } | options
    export(path, **options)
    with open_tables(path) as book:
        return {
            sheet.name: [
                dict(zip(sheet.header, row, strict=False)) for _number, row in sheet.rows()
            ]
            for sheet in book.sheets
        }


@pytest.mark.parametrize("reason", ["", "移交中院"])
def test_the_worked_ledger_comes_back_unchanged(courts, tmp_path, reason):
    import_ledger(real_data("worked/ledger.xlsx"))
    out = tmp_path / "out.xlsx"
    counts = export(
        out, by=None, cases=Case.objects.all(), petitions=Petition.objects.all(), reason=reason
    )
    Case.objects.update(row_hash=None)

    report = import_ledger(out).as_json()

    assert report["errors"] == []
    for name, figures in report["sheets"].items():
        assert figures["unchanged"] == figures["rows"] == counts[name], name
    assert counts["当事人"] == 3237


def test_cells_are_those_of_the_format(ledger, tmp_path):
    sheets = exported(tmp_path / "out.xlsx", reason="核对")

    assert list(sheets) == list(files.GOOD)
    assert sheets["案件"][0]["案号"] == NUMBER
    assert sheets["案件"][0]["法定期限届满日"] == ""  # computed, not given
    assert sheets["案件"][0]["有财产可供执行"] == "是"
    assert sheets["当事人"][0]["证件号码"] == GROWN
    assert sheets["当事人"][0]["电话"] == "079900012345"
    assert sheets["失信"][0]["期限至"] == date(2020, 6, 4)
    assert sheets["案款"][0]["到账金额"] == 1000


def test_without_a_reason_numbers_are_left_out(ledger, tmp_path):
    sheets = exported(tmp_path / "out.xlsx")

    assert not {"证件号码", "电话"} & set(sheets["当事人"][0])


def test_a_user_exports_what_the_own_courts_have(ledger, tmp_path, outsider, officer):
    assert exported(tmp_path / "a.xlsx", by=outsider)["案件"] == []
    assert len(exported(tmp_path / "b.xlsx", by=officer)["案件"]) == 1


def test_who_may_not_export_or_reveal_is_refused(ledger, tmp_path, finance, clerk):
    with pytest.raises(NotPermitted):
        exported(tmp_path / "a.xlsx", by=finance)
    with pytest.raises(NotPermitted):
        exported(tmp_path / "b.xlsx", by=clerk, reason="想看")
    assert not (tmp_path / "b.xlsx").exists()


def test_every_export_leaves_an_event(ledger, tmp_path, officer):
    exported(tmp_path / "a.xlsx", by=officer, reason="移送公安")

    event = AuditEvent.objects.get(act="LEDGER_EXPORTED")
    assert (event.actor_id, event.reason) == (officer.pk, "移送公安")
    assert event.changes["numbers"] is True
    assert event.changes["parties"] == 1


def test_equal_sums_of_one_day_and_namesakes_come_back(ledger, tmp_path):
    case = Case.objects.get()
    for ordinal in (1, 2):
        Receipt.objects.create(
            case=case, received_on=date(2018, 5, 2), amount=Decimal(1000), ordinal=ordinal,
            due_on=date(2018, 6, 1), source=Source.LIVE, recorded_at=clock.now(),
        )  # fmt: skip
    import_ledger(
        files.write(
            tmp_path / "n.xlsx", {"当事人": [good("当事人", 证件号码=files.CHILD, 地址="乙地")]}
        )
    )
    assert Party.objects.filter(role=PartyRole.DEBTOR, name="周国良").count() == 2
    exported(tmp_path / "out.xlsx")

    report = import_ledger(tmp_path / "out.xlsx").as_json()

    assert report["errors"] == []
    assert all(c["unchanged"] == c["rows"] for c in report["sheets"].values())


def test_the_command_exports_a_court_and_those_below(ledger, tmp_path):
    call_command("export_ledger", tmp_path / "a.xlsx", court="赣03")
    call_command("export_ledger", tmp_path / "b.xlsx", court="赣0313")

    for name, count in (("a.xlsx", 1), ("b.xlsx", 0)):
        with open_tables(tmp_path / name) as book:
            assert len(list(book["案件"].rows())) == count
    with pytest.raises(CommandError):
        call_command("export_ledger", tmp_path / "c.xlsx", court="nowhere")

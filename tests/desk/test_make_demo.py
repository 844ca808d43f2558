"""make_demo and demo_logins: once, in an empty installation, the same for the same arguments."""

from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from cases.models import Case, Party, Progress, Receipt
from courts.models import Post, User
from defaulters.models import Entry
from enforcement.desk.demo import cells, installing, loading, workbook
from enforcement.desk.demo.bureau import Plan
from enforcement.desk.ledger.exporting import export
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel import clock, sheets
from enforcement.kernel.errors import Conflict, InvalidInput
from enforcement.kernel.models import AuditEvent
from enforcement.kernel.tabular import open_tables
from performance.models import Benchmark, Snapshot
from petitions.models import Petition
from tests.factories.cases import CaseFactory
from tests.factories.courts import UserFactory

TABLES = (User, Post, Case, Party, Progress, Receipt, Petition, Entry, Snapshot, AuditEvent)
ROLES = {
    "officer", "clerk", "chief", "president", "deputy_president", "supervisor", "petition_desk",
    "command_centre", "finance", "discipline", "admin", "auditor",
}  # fmt: skip


@pytest.fixture
def plan(courts):
    return Plan(cases=60, seed=3, as_of=clock.today())


def _make(plan):
    return installing.make(plan, lambda _done: None)


def _run(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def _counts():
    return [model.objects.count() for model in TABLES]


def _ledger():
    """The whole ledger as a file, numbers included."""
    target = BytesIO()
    everything = {"cases": Case.objects.all(), "petitions": Petition.objects.all()}
    export(target, by=None, reason="核对", **everything)
    return target.getvalue()


def test_bureau_has_everything_that_pages_show(plan):
    assert _make(plan)

    assert Case.objects.count() == plan.cases
    assert min(_counts()) > 0
    assert Benchmark.objects.count() == 40
    assert Snapshot.objects.count() == 8


def test_officers_are_users_of_their_courts(plan):
    _make(plan)

    given = Case.objects.exclude(officer_name="")
    assert given.exists()
    assert not given.filter(officer=None).exists()


def test_begun_and_made_are_events_and_each_case_has_one(plan):
    _make(plan)

    told = AuditEvent.objects.filter(object_type="demonstration").order_by("pk")
    acts = list(told.values_list("act", flat=True))
    begun = AuditEvent.objects.get(act="DEMONSTRATION_BEGUN")
    assert acts == ["DEMONSTRATION_BEGUN", "DEMONSTRATION_MADE"]
    assert AuditEvent.objects.get(act="DEMONSTRATION_PEOPLE_MADE").changes["people"] > 60
    assert AuditEvent.objects.filter(act="CASE_IMPORTED", parent_id=begun.pk).count() == plan.cases


def test_second_run_changes_nothing(plan):
    _make(plan)
    before = _counts()

    assert not _make(plan)
    assert _counts() == before


def test_same_plan_gives_the_same_ledger(plan):
    exported = []
    for _time in range(2):
        with transaction.atomic():
            _make(plan._replace(cases=200))
            exported.append(_ledger())
            transaction.set_rollback(True)

    assert exported[0] == exported[1]


def test_another_plan_is_refused_beside_the_first(plan):
    _make(plan)

    with pytest.raises(Conflict):
        _make(plan._replace(seed=4))


def test_a_run_that_broke_off_goes_on(plan, monkeypatch):
    monkeypatch.setattr(loading, "stream", lambda plan: _stream(plan, 25))
    take = loading._take
    monkeypatch.setattr(loading, "_take", lambda batch, s: _second_breaks(take, batch, s))
    with pytest.raises(ConnectionError):
        _make(plan)
    assert Case.objects.count() == 25

    monkeypatch.setattr(loading, "_take", take)
    assert _make(plan)
    assert Case.objects.count() == plan.cases


_stream = loading.stream


def _second_breaks(take, batch, sessions):
    if Case.objects.exists():
        raise ConnectionError
    take(batch, sessions)


def test_unless_used__goes_on_with_the_plan_that_was_begun(plan, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(loading, "load", lambda *_given: _interrupt())
        _make(plan)

    said = _run("make_demo", "--cases", "70", "--unless-used")

    assert "60 cases" in said
    assert Case.objects.count() == 60
    assert "is there" in _run("make_demo", "--unless-used")


def _interrupt():
    raise KeyboardInterrupt


@pytest.mark.parametrize("has_case", [True, False])
def test_unless_used__leaves_a_used_installation_alone(courts, has_case):
    CaseFactory() if has_case else UserFactory()

    assert "no demonstration" in _run("make_demo", "--unless-used")
    assert not User.objects.filter(is_demo=True).exists()


def test_refused_where_a_case_is(plan):
    CaseFactory(court_id="赣0302")

    with pytest.raises(Conflict):
        _make(plan)
    assert not User.objects.exists()


def test_refused_where_an_officer_is(plan, officer):
    with pytest.raises(Conflict):
        _make(plan)


def test_refused_beside_two_administrators(plan, admin):
    Post.objects.create(user=UserFactory(), court_id="赣03", role="admin", from_on=date(2026, 1, 1))

    with pytest.raises(Conflict):
        _make(plan)


def test_a_first_administrator_is_no_obstacle(plan, admin):
    assert _make(plan)


def test_a_day_that_lies_ahead_is_refused(plan):
    with pytest.raises(InvalidInput):
        _make(plan._replace(as_of=plan.as_of + timedelta(days=1)))


def test_each_role_has_a_login_that_opens(plan, client):
    _make(plan)
    lines = _run("demo_logins").splitlines()

    shown = [dict(pair.split("=") for pair in line.split()[1:]) for line in lines]
    assert {each["role"] for each in shown} == ROLES
    for each in shown:
        user = User.objects.get(username=each["username"])
        assert user.check_password(each["password"])
        assert user.is_demo
        assert not user.must_change_password
        assert each["role"] in user.access.roles


def test_no_logins_without_a_demonstration(courts, officer):
    assert _run("demo_logins") == ""


def test_demonstration_officer_finds_an_open_case_of_the_own_desk_first(plan, client):
    _make(plan)
    officer = User.objects.get(username="anyuan-officer")
    client.force_login(officer)
    listed = client.get("/cases/").content.decode()

    own = Case.objects.open().of_officer(officer)
    found = [case for case in own if f'href="{case.get_absolute_url()}' in listed]
    assert found
    assert 'id="progress-form"' in client.get(found[0].get_absolute_url()).content.decode()


def test_command_says_what_it_made_and_then_that_it_is_there(plan):
    assert "60 cases" in _run("make_demo", "--cases", "60")
    assert "nothing changed" in _run("make_demo", "--cases", "60")


def test_command_refuses_with_the_sentence(plan):
    CaseFactory(court_id="赣0302")

    with pytest.raises(CommandError, match="只能放进空的系统"):
        _run("make_demo", "--cases", "60")


@pytest.mark.parametrize("cases", ["0", "-1", "10000001"])
def test_numbers_of_cases_out_of_range_are_wrong_usage(cases):
    with pytest.raises(CommandError) as refused:
        _run("make_demo", "--cases", cases)
    assert refused.value.returncode == 2


def test_ledger_file_imports_without_a_rejected_row(plan, tmp_path):
    target = tmp_path / "ledger.xlsx"
    _run("make_demo", "--cases", "60", "--seed", "3", "--ledger", str(target))
    assert not User.objects.exists()

    report = import_ledger(target)
    assert report.outcome.errors == []
    assert Case.objects.count() == plan.cases
    assert Petition.objects.exists()


def test_ledger_file_has_all_sheets_with_the_columns_of_the_format(plan, tmp_path):
    target = tmp_path / "ledger.xlsx"
    workbook.write_ledger(plan, target)

    with open_tables(target) as book:
        headers = {table.name: tuple(table.header) for table in book.sheets}
    assert headers == dict(cells.COLUMNS)
    for sheet in sheets.all_sheets():
        assert set(headers[sheet.name]) == {each.name for each in sheet.fields}

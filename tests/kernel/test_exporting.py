"""Exports: small ones at once, large ones as jobs, each recorded with what was sent."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from enforcement.kernel import exporting, files, jobs, queue
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.errors import Conflict, InvalidInput
from enforcement.kernel.exporting import Export
from enforcement.kernel.models import AuditEvent, StoredFile
from enforcement.kernel.tabular import Kind, open_tables
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db
ROWS = [("（2026）赣0302执1号", date(2026, 6, 1), Decimal("12.50")), ("=1+1", None, None)]


@pytest.fixture(autouse=True)
def quiet(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(queue.app, "send_task", lambda name, args: None)


@pytest.fixture
def exporter(monkeypatch):
    """An export of as many rows as asked."""

    def register(count=None):
        def export(user, query):
            rows = ROWS if count is None else [ROWS[0]] * count
            kinds = [Kind.TEXT, Kind.DATE, Kind.AMOUNT]
            return Export("清单", ["案号", "立案日期", "标的"], kinds, iter(rows), len(rows))

        monkeypatch.setitem(exporting.exporters, "test", export)

    register()
    return register


def respond(user, query=""):
    request = RequestFactory().get(f"/export/?{query}")
    request.user = user
    return exporting.respond(request, "test")


def content(response):
    return b"".join(response.streaming_content)


def read(data, path):
    path.write_bytes(data)
    with open_tables(path) as book:
        sheet = book.sheets[0]
        return sheet.name, list(sheet.header), [list(row) for _number, row in sheet.rows()]


def test_respond__xlsx_read_back(officer, exporter, tmp_path):
    response = respond(officer)

    name, header, rows = read(content(response), tmp_path / "a.xlsx")
    assert (name, header) == ("清单", ["案号", "立案日期", "标的"])
    assert rows[0] == ["（2026）赣0302执1号", date(2026, 6, 1), 12.5]
    assert rows[1][0] == "=1+1", "a text, not a formula"
    assert "attachment" in response["Content-Disposition"]
    assert event("EXPORTED").changes == {"list": "test", "rows": 2}


def test_respond__csv_read_back_without_a_formula(officer, exporter):
    text = content(respond(officer, "format=csv")).decode("utf-8-sig")

    lines = text.splitlines()
    assert lines[0] == "案号,立案日期,标的"
    assert lines[1] == "（2026）赣0302执1号,2026-06-01,12.50"
    assert not lines[2].startswith("=")


def test_respond__unknown_format(officer, exporter):
    with pytest.raises(InvalidInput):
        respond(officer, "format=exe")

    assert all_acts() == []


def test_respond__a_large_one_asks_first(officer, exporter):
    exporter(exporting.AT_ONCE + 1)

    page = respond(officer, "q=x").content.decode()

    assert "1,001" in page
    assert all_acts() == []


def start(user, query="q=x", form="xlsx"):
    return exporting.start(kind="test", query=query, form=form, by=user)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_job__writes_the_file_for_a_week(officer, exporter, form):
    exporter(12_000)
    job = start(officer, form=form)

    jobs.run(job.pk)

    job.refresh_from_db()
    stored = StoredFile.objects.get(pk=job.result["file"])
    assert (job.status, job.done, job.result["rows"]) == (JobStatus.DONE, 10_000, 12_000)
    assert stored.name == f"清单.{form}"
    assert stored.expires_at is not None
    assert event("EXPORTED").changes == {"list": "test", "rows": 12_000}
    assert acts_about(job) == ["JOB_STARTED", "JOB_DONE"]
    with files.open_bytes(stored) as file:
        assert file.read(4)


def test_job__cancelled_halfway_leaves_no_file(officer, exporter):
    exporter(12_000)
    job = start(officer)
    jobs.runners["export"]
    type(job).objects.filter(pk=job.pk).update(cancel_asked=True)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert not StoredFile.objects.exists()
    assert not AuditEvent.objects.filter(act="EXPORTED").exists()


def test_start__the_same_twice_at_once(officer, exporter):
    start(officer)

    with pytest.raises(Conflict):
        start(officer)

    assert start(officer, "q=" + "长" * 300).pk


@pytest.mark.parametrize(("kind", "form"), [("nothing", "xlsx"), ("test", "exe")])
def test_start__what_there_is_not(officer, exporter, kind, form):
    with pytest.raises(InvalidInput):
        exporting.start(kind=kind, query="", form=form, by=officer)


def test_start__the_exporter_asks_for_the_right(officer, monkeypatch):
    from cases.exports import export_cases
    from enforcement.kernel.errors import NotPermitted

    assert exporting.exporters["cases"] is export_cases
    with pytest.raises(NotPermitted):
        export_cases(type(officer)(), QueryDict())

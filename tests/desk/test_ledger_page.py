"""The upload page: form, preview, import by a job, rejects; who may, what is kept and how."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Case
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel import clock, files, jobs
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.models import AuditEvent, Job, StoredFile
from enforcement.kernel.tabular import open_tables
from tests.desk import ledger_files
from tests.desk.ledger_files import GROWN, NUMBER, good

pytestmark = pytest.mark.django_db

HERE = "desk:ledger"


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def upload(client, tmp_path):
    """Uploads sheets as a user; the preview job."""

    def run(user, sheets, name="台账.xlsx"):
        client.force_login(user)
        content = ledger_files.write(tmp_path / "up.xlsx", sheets).read_bytes()
        answer = client.post(
            reverse("desk:ledger_upload"), {"file": SimpleUploadedFile(name, content)}
        )
        assert answer.status_code == 302, answer.content.decode()
        return Job.objects.latest("created_at")

    return run


def work(job):
    """What the worker does with a job."""
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("role", ["chief", "supervisor", "admin"])
def test_who_may_import_sees_the_form(client, request, role):
    client.force_login(request.getfixturevalue(role))

    page = client.get(reverse(HERE))

    assert page.status_code == 200
    assert 'type="file"' in page.content.decode()


@pytest.mark.parametrize("role", ["officer", "clerk", "finance", "auditor", "president"])
def test_nobody_else_does(client, request, role):
    client.force_login(request.getfixturevalue(role))

    assert client.get(reverse(HERE)).status_code == 403
    sent = {"file": SimpleUploadedFile("a.xlsx", b"x")}
    assert client.post(reverse("desk:ledger_upload"), sent).status_code == 403


def test_preview_then_import(client, upload, chief):
    preview = work(upload(chief, ledger_files.whole()))

    page = client.get(reverse("desk:ledger_job", args=[preview.pk])).content.decode()
    assert preview.status == JobStatus.DONE
    assert "导入 8 行" in page
    assert not Case.objects.exists()

    answer = client.post(reverse("desk:ledger_start", args=[preview.pk]))
    job = work(Job.objects.latest("created_at"))

    assert answer.url == reverse("desk:ledger_job", args=[job.pk])
    assert job.result["sheets"]["案件"]["created"] == 1
    assert Case.objects.get().number == NUMBER
    assert client.get(answer.url).status_code == 200
    acts = AuditEvent.objects.filter(actor_id=chief.pk).values_list("act", flat=True)
    assert {"LEDGER_UPLOADED", "JOB_STARTED", "JOB_DONE", "LEDGER_IMPORTED"} <= set(acts)
    listed = client.get(reverse(HERE)).content.decode()
    assert "导入台账：台账.xlsx" in listed


def test_errors_stand_on_the_page_and_all_rejects_in_the_workbook(client, upload, chief):
    sheets = {"案件": [good("案件"), good("案件", 案号="（2018）赣0313执5号")]}
    preview = work(upload(chief, sheets))

    page = client.get(reverse("desk:ledger_job", args=[preview.pk])).content.decode()
    assert "不在你管理的范围内" in page

    answer = client.get(reverse("desk:ledger_workbook", args=[preview.pk]))

    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    target = Path(settings.MEDIA_ROOT) / "got.xlsx"
    target.write_bytes(b"".join(answer.streaming_content))
    with open_tables(target) as book:
        ((_number, row),) = book["案件"].rows()
    assert row[0] == "（2018）赣0313执5号"
    assert AuditEvent.objects.filter(act="FILE_OPENED", actor_id=chief.pk).count() == 1
    rejects = StoredFile.objects.get(pk=preview.result["rejects"])
    assert timedelta(29) < rejects.expires_at - clock.now() <= timedelta(30)


def test_no_clear_number_lies_on_disk_or_in_the_job(client, upload, chief):
    sheets = ledger_files.whole()
    sheets["当事人"] = [good("当事人", 诉讼地位=GROWN)]
    job = work(upload(chief, sheets))

    on_disk = [p.read_bytes() for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file()]
    assert len(on_disk) == 2
    assert all(GROWN.encode() not in content and content[:2] != b"PK" for content in on_disk)
    kept = str(Job.objects.values().get(pk=job.pk)) + str(
        list(AuditEvent.objects.values("changes"))
    )
    assert GROWN not in kept
    assert f"{GROWN[:6]}********{GROWN[-4:]}" in kept


def test_the_upload_goes_when_it_is_imported(client, upload, chief):
    preview = work(upload(chief, ledger_files.whole()))
    client.post(reverse("desk:ledger_start", args=[preview.pk]))
    work(Job.objects.latest("created_at"))

    assert files.remove_expired() == 1
    client.post(reverse("desk:ledger_start", args=[preview.pk]))
    assert Job.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"not a workbook"), ("a.pdf", b"%PDF-1.4 x"), ("a.xlsx", b"")],
)
def test_what_is_no_spreadsheet_is_refused_before_it_is_stored(client, chief, name, content):
    client.force_login(chief)

    page = client.post(reverse("desk:ledger_upload"), {"file": SimpleUploadedFile(name, content)})

    assert page.status_code == 422
    assert "error-summary" in page.content.decode()
    assert not StoredFile.objects.exists()
    assert not Job.objects.exists()


def test_more_than_100_mb_is_refused_before_it_is_stored(client, chief, monkeypatch):
    monkeypatch.setattr(files, "SPREADSHEET_LIMIT", 10)
    client.force_login(chief)

    page = client.post(
        reverse("desk:ledger_upload"), {"file": SimpleUploadedFile("a.xlsx", b"PK" * 10)}
    )

    assert page.status_code == 422
    assert not StoredFile.objects.exists()


def test_a_workbook_that_is_no_ledger_fails_the_preview_with_its_sentence(client, upload, chief):
    job = work(upload(chief, {"学生": [{"姓名": "甲"}]}))

    page = client.get(reverse("desk:ledger_job", args=[job.pk])).content.decode()

    assert job.status == JobStatus.FAILED
    assert "没有台账的工作表" in page


def test_the_same_content_twice_at_once_is_refused(client, upload, chief, supervisor):
    preview = work(upload(chief, ledger_files.whole()))
    client.post(reverse("desk:ledger_start", args=[preview.pk]))

    answer = client.post(reverse("desk:ledger_start", args=[preview.pk]))

    assert answer.status_code == 409
    assert Job.objects.count() == 2


def test_jobs_and_rejects_are_their_owners(client, upload, chief, supervisor):
    job = work(upload(chief, {"案件": [good("案件", 案号="x")]}))
    client.force_login(supervisor)

    for name in ("desk:ledger_job", "desk:ledger_workbook"):
        assert client.get(reverse(name, args=[job.pk])).status_code == 404
    assert client.post(reverse("desk:ledger_start", args=[job.pk])).status_code == 404
    assert client.get(reverse("desk:file", args=[job.result["rejects"]])).status_code in (403, 404)


def test_the_bar_asks_for_itself_while_the_job_runs(client, upload, chief):
    job = upload(chief, ledger_files.whole())
    url = reverse("desk:ledger_job", args=[job.pk])

    page = client.get(url).content.decode()
    fragment = client.get(url, HTTP_HX_REQUEST="true").content.decode()

    assert '<noscript><meta http-equiv="refresh"' in page
    assert f'hx-get="{url}"' in fragment
    assert "<html" not in fragment
    work(job)
    assert "hx-get" not in client.get(url, HTTP_HX_REQUEST="true").content.decode()


def test_pages_keep_their_query_budget(client, upload, chief, django_assert_max_num_queries):
    job = work(upload(chief, {"案件": [good("案件", 案号="x")]}))

    with django_assert_max_num_queries(12):
        client.get(reverse(HERE))
    with django_assert_max_num_queries(12):
        client.get(reverse("desk:ledger_job", args=[job.pk]))


def test_a_cancelled_import_leaves_whole_cases(client, upload, chief, monkeypatch):
    monkeypatch.setattr("enforcement.desk.ledger.engine.BATCH", 1)
    rows = [good("案件", 案号=f"（2018）赣0302执{n}号") for n in (1, 2, 3)]
    entries = [good("进展", 案号=row["案号"]) for row in rows]
    preview = work(upload(chief, {"案件": rows, "进展": entries}))
    client.post(reverse("desk:ledger_start", args=[preview.pk]))
    job = Job.objects.latest("created_at")
    original = jobs.Handle.progress

    def cancel_after_one(self, done, total, **state):
        original(self, done, total, **state)
        if done == 2:
            Job.objects.filter(pk=self.job_id).update(cancel_asked=True)

    monkeypatch.setattr(jobs.Handle, "progress", cancel_after_one)
    work(job)

    assert job.status == JobStatus.CANCELLED
    assert [c.entries.count() for c in Case.objects.all()] == [1]
    page = client.get(reverse("desk:ledger_job", args=[job.pk])).content.decode()
    assert "导入已取消" in page


def test_a_zip_of_csv_files_can_be_uploaded(client, chief):
    import zipfile

    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "案件.csv", "案号,立案日期,申请执行标的\n（2018）赣0302执1号,2018-03-05,5\n"
        )
    client.force_login(chief)
    client.post(
        reverse("desk:ledger_upload"), {"file": SimpleUploadedFile("a.zip", packed.getvalue())}
    )

    job = work(Job.objects.get())

    assert job.result["sheets"]["案件"]["created"] == 1


# The export -------------------------------------------------------------------------------------
def exported(client, user, reason=""):
    client.force_login(user)
    answer = client.post(reverse("desk:ledger_export_start"), {"reason": reason})
    assert answer.status_code == 302
    return work(Job.objects.get(kind="ledger_export"))


@pytest.fixture
def ledger(courts, tmp_path):
    import_ledger(ledger_files.write(tmp_path / "in.xlsx", ledger_files.whole()))


@pytest.mark.parametrize("reason", ["", "移送公安机关"])
def test_an_export_is_a_job_whose_workbook_only_its_owner_fetches(
    client, ledger, officer, chief, tmp_path, reason
):
    job = exported(client, officer, reason)

    page = client.get(reverse("desk:ledger_job", args=[job.pk])).content.decode()
    assert "下载台账" in page
    answer = client.get(reverse("desk:ledger_workbook", args=[job.pk]))
    (tmp_path / "got.xlsx").write_bytes(b"".join(answer.streaming_content))
    with open_tables(tmp_path / "got.xlsx") as book:
        assert ("证件号码" in book["当事人"].header) == bool(reason)
        assert len(list(book["案件"].rows())) == 1
    client.force_login(chief)
    assert client.get(reverse("desk:ledger_workbook", args=[job.pk])).status_code == 404
    on_disk = [p.read_bytes() for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file()]
    assert all(content[:2] != b"PK" for content in on_disk)


def test_who_may_not_export_or_reveal_does_not(client, ledger, finance, clerk):
    client.force_login(finance)
    assert client.get(reverse("desk:ledger_export")).status_code == 403
    assert client.post(reverse("desk:ledger_export_start"), {}).status_code == 403
    client.force_login(clerk)
    assert client.get(reverse("desk:ledger_export")).status_code == 200
    refused = client.post(reverse("desk:ledger_export_start"), {"reason": "想看"})
    assert refused.status_code == 403
    assert not Job.objects.exists()


def test_a_reason_that_is_too_long_keeps_the_form(client, officer):
    client.force_login(officer)

    page = client.post(reverse("desk:ledger_export_start"), {"reason": "长" * 201})

    assert page.status_code == 422


def test_blank__has_every_sheet_and_column_and_imports_as_nothing(client, chief, tmp_path):
    client.force_login(chief)
    path = tmp_path / "空白台账.xlsx"
    path.write_bytes(b"".join(client.get(reverse("desk:ledger_blank")).streaming_content))

    with open_tables(path) as workbook:
        header = {sheet.name: list(sheet.header) for sheet in workbook.sheets}
        assert [list(sheet.rows()) for sheet in workbook.sheets] == [[]] * len(header)

    assert header["案件"][0] == "案号"
    assert {"案件", "当事人", "期限事项", "案款", "进展", "查封", "信访", "失信"} <= set(header)
    assert import_ledger(path).figures()["案件"]["rows"] == 0

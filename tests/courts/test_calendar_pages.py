"""The calendar's pages: a year, an upload, its preview by a job, the change by another."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Case
from cases.services import derived
from courts import services
from courts.models import CalendarDay
from courts.offers import calendar_lines
from courts.services import calendar_jobs
from enforcement.kernel import jobs
from enforcement.kernel.models import AuditEvent, Job
from tests.factories.cases import CaseFactory

NOTICE = "date,kind\n2027-03-01,holiday\n2027-10-01,holiday\n2027-02-27,makeup_workday\n"


@pytest.fixture
def web(client, admin):
    services.load_calendar()
    client.force_login(admin)
    return client


@pytest.fixture
def case(web, court):
    found = CaseFactory(filed_on=date(2026, 9, 1))
    derived.recompute([found.pk], today=date(2026, 9, 2))
    return found


def upload(web, text=NOTICE, **given):
    file = SimpleUploadedFile("2027.csv", text if isinstance(text, bytes) else text.encode())
    data = {"file": file, "source": "国办发明电〔2026〕9号", **given}
    return web.post(reverse("courts:calendar_import"), data)


def test_year__final_and_provisional(web):
    final = web.get(reverse("courts:calendar_year", args=[2026])).text
    assert "已公布" in final
    assert "248 个工作日" in final
    assert "国务院办公厅节假日安排通知" in final
    assert "暂算" in web.get(reverse("courts:calendar_year", args=[2027])).text
    assert web.get(reverse("courts:calendar_year", args=[1999])).status_code == 404
    assert web.get(reverse("courts:calendar")).status_code == 200


def test_year__twelve_queries(web, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        web.get(reverse("courts:calendar_year", args=[2026]))


def test_import__preview_then_change(web, case):
    answer = upload(web)
    preview = Job.objects.get(kind="calendar_preview")
    assert answer.url == reverse("courts:calendar_job", args=[preview.pk])
    assert "正在进行" in web.get(answer.url).text
    assert not CalendarDay.objects.filter(date__year=2027).exists()

    jobs.run(preview.pk)
    page = web.get(answer.url).text
    assert case.number in page
    assert "2027-03-02" in page
    assert not CalendarDay.objects.filter(date__year=2027).exists()

    refused = web.post(reverse("courts:calendar_apply", args=[preview.pk]))
    assert refused.status_code == 422  # holidays are missing: somebody must say that he looked
    assert "法定节假日" in page
    answer = web.post(reverse("courts:calendar_apply", args=[preview.pk]), {"complete": "1"})
    change = Job.objects.get(kind="calendar_apply")
    jobs.run(change.pk)

    assert "日历已更换：新增 3 天" in web.get(answer.url).text
    assert Case.objects.get(pk=case.pk).limit_end == date(2027, 3, 2)
    event = AuditEvent.objects.get(act="CALENDAR_CHANGED", object_id="2027")
    assert event.changes == {"days_created": 3, "became_final": True}
    assert event.actor_name == "柳新民"
    assert "国办发明电〔2026〕9号" in web.get(reverse("courts:calendar_year", args=[2027])).text


def test_import__a_long_preview_is_counted_whole_and_shown_in_part(web, court, monkeypatch):
    monkeypatch.setattr(calendar_jobs, "SHOWN", 2)
    monkeypatch.setattr(calendar_jobs, "EVERY", 2)
    for _number in range(5):
        derived.recompute([CaseFactory(filed_on=date(2026, 9, 1)).pk])
    answer = upload(web)

    jobs.run(Job.objects.get().pk)

    page = web.get(answer.url).text
    assert "列出前 2 项，共 5 项" in page
    assert "萍乡市安源区人民法院 5" in page


def test_import__the_bar_asks_again_until_the_job_is_done(web):
    answer = upload(web)
    job = Job.objects.get()
    bar = web.get(answer.url, headers={"HX-Request": "true"})
    assert "hx-trigger" in bar.text
    assert "<html" not in bar.text

    jobs.run(job.pk)

    assert web.get(answer.url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date,kind\n2027-13-01,holiday\n", "2027-13-01"),
        ("day,kind\n2027-01-01,holiday\n", "缺少必需的列：日期"),
        ("date,kind\n", "没有日子"),
        (b"\x00\xff\xfe", "编码"),
    ],
)
def test_import__refused(web, text, words):
    answer = upload(web, text)

    assert answer.status_code == 422
    assert words in answer.text
    assert not Job.objects.exists()


def test_import__not_twice_at_once(web):
    upload(web)

    assert upload(web).status_code == 409
    assert Job.objects.count() == 1


def test_import__same_calendar_has_nothing_to_apply(web):
    answer = upload(web, "date,kind\n2026-10-01,holiday\n")
    jobs.run(Job.objects.get().pk)

    page = web.get(answer.url).text

    assert "和现有日历相同" in page
    assert reverse("courts:calendar_apply", args=[Job.objects.get().pk]) in page


def test_import__job_of_somebody_else_is_not_there(web, client, auditor, officer):
    answer = upload(web)
    for person in (auditor, officer):
        client.force_login(person)
        assert client.get(answer.url).status_code in (403, 404)


def test_import__closed_to_others(client, chief):
    client.force_login(chief)
    assert client.get(reverse("courts:calendar")).status_code == 403
    assert client.post(reverse("courts:calendar_import"), {}).status_code == 403


@pytest.mark.django_db
def test_alert__from_november_while_next_year_is_provisional():
    services.load_calendar()

    assert calendar_lines(None, date(2026, 10, 31)) == []
    assert "2027" in calendar_lines(None, date(2026, 11, 1))[0]["text"]
    assert calendar_lines(None, date(2025, 11, 1)) == []  # 2026 is announced

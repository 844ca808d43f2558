"""The page of a job: its owner's alone; a large export begins by a button."""

import pytest
from django.test import Client

from enforcement.kernel import clock, exporting, jobs, queue
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.models import Job
from tests.factories.cases import CaseFactory
from tests.page import Page
from tests.trail import acts_about, all_acts

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.setattr(queue.app, "send_task", lambda name, args: None)


def client_of(user):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def job_of(user, status=JobStatus.RUNNING, **values):
    return Job.objects.create(
        kind="export", label="导出：案件", lock="x", owner=user, status=status, done=40, total=60,
        created_at=clock.now(), **values,
    )  # fmt: skip


@pytest.mark.parametrize("status", JobStatus)
def test_job__its_state_in_words(officer, status):
    job = job_of(officer, status, error="这不是电子表格。" if status == JobStatus.FAILED else "")

    page = client_of(officer).get(f"/jobs/{job.pk}/").content.decode()

    assert job.get_status_display() in page
    assert "40 / 60 行" in page
    running = status in (JobStatus.QUEUED, JobStatus.RUNNING)
    assert ("hx-trigger" in page, "取消任务" in page) == (running, running)


def test_job__asks_again_for_a_fragment(officer):
    job = job_of(officer)

    page = client_of(officer).get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})

    assert page.content.decode().lstrip().startswith("<section")


def test_job__of_somebody_else_is_404(officer, chief):
    job, client = job_of(officer), client_of(chief)

    assert client.get(f"/jobs/{job.pk}/").status_code == 404
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 404
    assert all_acts() == []


def test_job__cancelled(officer):
    job = job_of(officer, JobStatus.QUEUED)

    answer = client_of(officer).post(f"/jobs/{job.pk}/cancel/")

    assert answer.url == f"/jobs/{job.pk}/"
    assert acts_about(job) == ["JOB_CANCELLED"]


def test_job__with_a_page_of_its_own(officer, monkeypatch):
    monkeypatch.setitem(jobs.pages, "export", "desk:file")
    job = job_of(officer)

    assert client_of(officer).get(f"/jobs/{job.pk}/").url == f"/files/{job.pk}/"


def test_export__a_large_one_by_a_button(officer, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 1)
    for _each in range(2):
        CaseFactory(officer=officer)
    client = client_of(officer)

    page = client.get("/cases/export/?sort=limit&format=csv")
    assert all_acts() == []
    form = Page(page.content.decode()).form_with("kind")
    answer = client.post(form.action, form.fields)

    job = Job.objects.get()
    assert answer.url == f"/jobs/{job.pk}/"
    kept = "desk=mine&state=open&sort=limit"  # whole, and no person's number in clear
    assert job.arguments == {"kind": "cases", "query": kept, "format": "csv"}
    assert acts_about(job) == ["JOB_STARTED"]
    assert client.post(form.action, form.fields).status_code == 409


@pytest.mark.parametrize(("who", "status"), [("finance", 403), ("admin", 403)])
def test_export__not_without_the_right(request, court, who, status):
    client = client_of(request.getfixturevalue(who))

    assert client.get("/cases/export/").status_code == status
    answer = client.post("/exports/start/", {"kind": "cases", "query": "", "format": "xlsx"})
    assert answer.status_code == status
    assert not Job.objects.exists()

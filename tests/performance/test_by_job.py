"""Freezing and rechecking a large district by a job: pages, refusals, what remains of it."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.urls import reverse

from courts.models import Court
from enforcement.kernel import jobs
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted
from enforcement.kernel.models import AuditEvent, Job
from performance.models import Snapshot
from performance.services import by_job
from tests.performance.records import SUNDAY, change, make_case

TAKE = reverse("performance:snapshot_take")
WEEK = {"court": "赣03", "week": SUNDAY.isoformat()}


@pytest.fixture
def web(client, supervisor, monkeypatch):
    """Signed in as somebody who freezes, where one case is many."""
    monkeypatch.setattr(by_job, "AT_ONCE", 0)
    client.force_login(supervisor)
    return client


def _run(kind):
    jobs.run(Job.objects.get(kind=kind).pk)


def test_a_large_district_is_frozen_by_a_job(web, district, supervisor):
    make_case()

    answer = web.post(TAKE, WEEK)
    page = web.get(answer.url).text
    assert "正在读取全辖区的案件" in page
    assert "<html" not in web.get(answer.url, headers={"HX-Request": "true"}).text
    assert not Snapshot.objects.exists()
    _run(by_job.TAKE)

    assert web.get(answer.url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    snapshot = Snapshot.objects.get()
    assert unquote(web.get(answer.url).url) == snapshot.week_url
    event = AuditEvent.objects.get(act="SNAPSHOT_TAKEN")
    assert (event.actor_id, snapshot.taken_by_id) == (supervisor.pk, supervisor.pk)
    job = Job.objects.get()
    assert job.result == {"snapshot": snapshot.pk, "version": 1, "new": True}


def test_never_twice_at_once(web, district, chief, supervisor):
    make_case()
    web.post(TAKE, WEEK)

    again = web.post(TAKE, {**WEEK, "week": "2018-07-15"})

    assert again.status_code == 409
    assert "正在冻结，请稍后再试" in again.text
    assert Job.objects.count() == 1


def test_a_recheck_says_what_differs_and_keeps_to_what_one_may_see(
    client, officer, district, freeze, monkeypatch
):
    monkeypatch.setattr(by_job, "AT_ONCE", 0)
    monkeypatch.setattr(by_job, "SHOWN", 1)
    mine, foreign = make_case(), make_case("赣0321")
    snapshot = freeze()
    for case in (mine, foreign):
        change(case, closed_on=date(2018, 7, 19), close_mode="执行完毕")
    client.force_login(officer)
    address = reverse("performance:snapshot_verify", args=[snapshot.pk])

    answer = client.post(address)
    again = client.post(address, headers={"HX-Request": "true"})
    _run(by_job.RECHECK)

    page = client.get(answer.url).text
    assert again.status_code == 409
    assert "冻结后有" in page
    assert "处没有列出" in page
    assert mine.number in page
    assert foreign.number not in page
    assert "处在你看不到的法院" in page
    kept = AuditEvent.objects.get(act="JOB_DONE")
    assert mine.number not in str(kept.changes)
    assert AuditEvent.objects.get(act="SNAPSHOT_VERIFIED").actor_id == officer.pk


def test_a_recheck_from_the_drawer_leads_to_its_page(web, district, freeze):
    make_case()
    address = reverse("performance:snapshot_verify", args=[freeze().pk])

    fragment = web.post(address, headers={"HX-Request": "true"}).text
    _run(by_job.RECHECK)

    place = reverse("performance:snapshot_job", args=[Job.objects.get().pk])
    assert place in fragment
    assert "复算一致" in web.get(place).text


def test_refusals_come_before_the_job(district, supervisor, chief):
    top = Court.objects.get(pk="赣03")

    with pytest.raises(InvalidInput):
        by_job.start_taking(district=top, week_ending=date(2018, 7, 23), by=supervisor)
    with pytest.raises(NotPermitted):
        by_job.start_taking(district=top, week_ending=SUNDAY, by=chief)
    by_job.start_taking(district=top, week_ending=SUNDAY, by=supervisor)
    with pytest.raises(Conflict):
        by_job.start_taking(district=top, week_ending=SUNDAY, by=supervisor)


def test_a_job_that_fails_says_so(web, district):
    make_case()
    answer = web.post(TAKE, WEEK)
    Job.objects.update(arguments={"court": "赣03", "week": "2018-07-23", "reason": ""})

    _run(by_job.TAKE)

    assert Job.objects.get().status == JobStatus.FAILED
    assert "不是星期日" in web.get(answer.url).text


def test_a_job_is_its_owners(web, client, district, chief):
    make_case()
    answer = web.post(TAKE, WEEK)

    client.force_login(chief)

    assert client.get(answer.url).status_code == 404

"""Long work: progress, cancel, a life beyond one worker's, and never twice at once."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.utils import translation

from enforcement.kernel import clock, jobs, queue, tasks
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted
from enforcement.kernel.jobs import running
from enforcement.kernel.jobs.handle import LEASE, Handle, LostLease
from enforcement.kernel.models import Job
from tests.race import race
from tests.trail import acts_about, event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """Messages that went to the broker."""
    messages = []
    monkeypatch.setattr(queue.app, "send_task", lambda name, args: messages.append((name, *args)))
    return messages


@pytest.fixture
def runner(monkeypatch):
    """Registers a function as the work of kind `test`."""

    def register(function):
        monkeypatch.setitem(jobs.runners, "test", function)

    register(lambda handle: {"rows": 3})
    return register


def start(by, lock="test/1", **values):
    return jobs.start("test", title="试验", lock=lock, by=by, **values)


def stalled(job, **values):
    Job.objects.filter(pk=job.pk).update(
        status=JobStatus.RUNNING, attempts=1, leased_until=clock.now() - timedelta(seconds=1),
        **values,
    )  # fmt: skip


def test_start__queues_after_the_commit(officer, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = start(officer)
        assert sent == []

    assert sent == [("kernel.run_job", str(job.pk))]
    assert acts_about(job) == ["JOB_STARTED"]


def test_start__the_same_work_twice_at_once_is_refused(officer, chief):
    first = start(officer)

    with pytest.raises(Conflict, match="正在进行"):
        start(chief)

    Job.objects.filter(pk=first.pk).update(status=JobStatus.DONE)
    assert start(chief).pk != first.pk


@pytest.mark.django_db(transaction=True)
def test_start__five_at_once_one_begins(officer):
    results = race([lambda: start(officer)] * 5)

    assert [type(result).__name__ for result in results].count("Job") == 1


def test_run__to_its_end(officer, runner):
    job = start(officer)

    tasks.run_job(str(job.pk))

    job.refresh_from_db()
    assert (job.status, job.result, job.leased_until) == (JobStatus.DONE, {"rows": 3}, None)
    assert acts_about(job) == ["JOB_STARTED", "JOB_DONE"]
    assert event("JOB_DONE").request_id == f"job-{job.pk.hex[:8]}"


def test_run__again_does_nothing(officer, runner):
    job, calls = start(officer), []
    runner(lambda handle: calls.append(1) or {})

    jobs.run(job.pk)
    jobs.run(job.pk)

    assert calls == [1]
    jobs.run(uuid4())


def test_run__in_the_language_of_its_owner(officer, runner):
    runner(lambda handle: {"language": translation.get_language()})
    with translation.override("en"):
        job = start(officer)

    jobs.run(job.pk)

    assert Job.objects.get(pk=job.pk).result == {"language": "en"}


def test_run__goes_on_from_the_state_of_a_dead_worker(officer, runner):
    job = start(officer, arguments={"step": 10}, total=30)

    def dies(handle):
        handle.progress(10, 30, next=10)
        raise SystemExit

    runner(dies)
    with pytest.raises(SystemExit):
        jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.status, job.done, job.state) == (JobStatus.RUNNING, 10, {"next": 10})
    assert job.leased_until <= clock.now(), "the next worker need not wait"

    runner(lambda handle: {"from": handle.state["next"], "by": handle.arguments["step"]})
    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.attempts, job.result) == (JobStatus.DONE, 2, {"from": 10, "by": 10})


def test_run__a_refusal_is_a_sentence(officer, runner):
    job = start(officer)

    def refuses(handle):
        raise InvalidInput("这不是电子表格。")

    runner(refuses)
    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.error) == (JobStatus.FAILED, "这不是电子表格。")
    assert acts_about(job)[-1] == "JOB_FAILED"


def test_run__a_fault_is_told_and_raised(officer, runner):
    job = start(officer)

    def breaks(handle):
        raise ZeroDivisionError

    runner(breaks)
    with pytest.raises(ZeroDivisionError):
        jobs.run(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert job.pk.hex[:8] in job.error


def test_run__whoever_was_thought_dead_writes_no_more(officer, runner):
    job = start(officer)

    def overtaken(handle):
        stalled(job)
        Job.objects.filter(pk=job.pk).update(attempts=2)
        handle.progress(1, 2)

    runner(overtaken)
    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.done) == (JobStatus.RUNNING, 0), "the other worker has it"


def test_run__is_renewed_while_it_works(officer, runner, monkeypatch):
    job, beats, twice = start(officer), [], threading.Event()

    def renew(self):
        beats.append(1)
        if len(beats) == 1:
            raise OperationalError
        twice.set()
        raise LostLease

    monkeypatch.setattr(running, "HEARTBEAT_S", 0.01)
    monkeypatch.setattr(Handle, "renew", renew)
    monkeypatch.setattr(running.connection, "close", lambda: None)
    runner(lambda handle: {"beaten": twice.wait(5)})

    jobs.run(job.pk)

    assert Job.objects.get(pk=job.pk).result == {"beaten": True}


def test_renew__prolongs_the_lease(officer, runner):
    job, leases = start(officer), []

    def works(handle):
        Job.objects.filter(pk=job.pk).update(leased_until=clock.now())
        handle.renew()
        leases.append(Job.objects.get(pk=job.pk).leased_until)
        return {}

    runner(works)
    jobs.run(job.pk)

    assert leases[0] > clock.now() + LEASE / 2


# Cancelling ------------------------------------------------------------------------------------


def test_cancel__a_waiting_job_at_once(officer, runner):
    job = start(officer)

    jobs.cancel(job.pk, by=officer)
    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.attempts) == (JobStatus.CANCELLED, 0)
    assert acts_about(job) == ["JOB_STARTED", "JOB_CANCELLED"]


def test_cancel__a_running_one_at_its_next_whole_piece(officer, runner):
    job, reached = start(officer), []

    def works(handle):
        jobs.cancel(job.pk, by=officer)
        reached.append("before")
        handle.progress(1, 2)
        reached.append("after")

    runner(works)
    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.status, job.done, reached) == (JobStatus.CANCELLED, 1, ["before"])
    assert acts_about(job) == ["JOB_STARTED", "JOB_CANCEL_ASKED", "JOB_CANCELLED"]


def test_cancel__not_what_is_over(officer, runner):
    job = start(officer)
    jobs.run(job.pk)

    with pytest.raises(Conflict):
        jobs.cancel(job.pk, by=officer)


def test_cancel__not_somebody_elses(officer, chief):
    job = start(officer)

    with pytest.raises(NotPermitted):
        jobs.cancel(job.pk, by=chief)

    assert acts_about(job) == ["JOB_STARTED"]


# Resuming --------------------------------------------------------------------------------------


def test_resume_stalled__a_dead_workers_job_is_queued_again(officer, sent):
    dead, alive = start(officer, "a"), start(officer, "b")
    stalled(dead)
    Job.objects.filter(pk=alive.pk).update(
        status=JobStatus.RUNNING, leased_until=clock.now() + LEASE
    )

    tasks.resume_jobs()

    assert sent == [("kernel.run_job", str(dead.pk))]


def test_resume_stalled__a_lost_message_is_sent_again(officer, sent):
    job = start(officer)
    assert jobs.resume_stalled() == 0
    Job.objects.filter(pk=job.pk).update(created_at=clock.now() - 2 * LEASE)

    assert jobs.resume_stalled() == 1


def test_resume_stalled__gives_up_after_some_attempts(officer, sent):
    job = start(officer)
    stalled(job)
    Job.objects.filter(pk=job.pk).update(attempts=running.MOST_ATTEMPTS)

    assert jobs.resume_stalled() == 0

    job.refresh_from_db()
    assert (job.status, job.error) == (JobStatus.FAILED, "多次中断。")
    assert acts_about(job)[-1] == "JOB_FAILED"


@pytest.mark.django_db(transaction=True)
def test_run__by_four_workers_at_once_is_run_once(officer, runner):
    job, calls = start(officer), []
    runner(lambda handle: calls.append(connection.alias) or {})

    race([lambda: jobs.run(job.pk)] * 4)

    assert len(calls) == 1
    assert acts_about(job) == ["JOB_STARTED", "JOB_DONE"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "预检台账：七月 100%.xlsx"), ("en", "Preview of the ledger 七月 100%.xlsx")],
)
def test_title__in_the_language_of_whoever_looks(officer, language, words):
    with translation.override("en"):
        job = jobs.start(
            "test",
            title="预检台账：%(file)s",
            facts={"file": "七月 100%.xlsx"},
            lock="x",
            by=officer,
        )

    with translation.override(language):
        assert (job.title, str(job)) == (words, words)


def test_title__without_places_is_taken_as_it_stands(officer):
    assert Job(label="导出：100%", owner=officer).title == "导出：100%"

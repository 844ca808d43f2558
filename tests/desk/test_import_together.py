"""Killed imports, two at once, imports beside live acts, and a job that goes on: on real rows."""

import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction

from cases.models import Case, CaseNode, Party, Progress
from enforcement.desk.ledger import engine, uploads
from enforcement.desk.ledger.importing import import_ledger
from enforcement.desk.ledger.reports import Progress as Place
from enforcement.kernel import clock, files, jobs, sealed_files
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.models import AuditEvent, Job
from enforcement.kernel.sniffing import XLSX
from petitions.models import Petition
from tests.desk import ledger_files
from tests.desk.ledger_files import good

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CASES, ENTRIES = 240, 3


@pytest.fixture
def ledger(courts, tmp_path):
    """240 cases with three entries and one party each, one faulty row, 240 petitions."""
    numbers = [f"（2018）赣0302执{n}号" for n in range(1, CASES + 1)]
    sheets = {
        "案件": [good("案件", 案号=number) for number in numbers],
        "当事人": [good("当事人", 案号=number) for number in numbers],
        "进展": [
            good("进展", 案号=number, 内容=f"第{n}次") for number in numbers for n in range(ENTRIES)
        ],
        "信访": [good("信访", 登记编号=f"访{n}", 案号=numbers[n]) for n in range(CASES)],
    }
    sheets["进展"].append(good("进展", 案号=numbers[0], 时间="昨天"))
    return ledger_files.write(tmp_path / "ledger.xlsx", sheets)


def importer(path, batch=20):
    """A process that imports the file."""
    name = connection.settings_dict["NAME"]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.desk.importer", name, str(path), str(batch)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def assert_whole():
    """Every case that is there has all its rows, nodes and its event."""
    entries = Counter(Progress.objects.values_list("case_id", flat=True))
    parties = Counter(Party.objects.values_list("case_id", flat=True))
    nodes = Counter(CaseNode.objects.values_list("case_id", flat=True))
    events = Counter(
        AuditEvent.objects.filter(act="CASE_IMPORTED").values_list("object_id", flat=True)
    )
    for pk in Case.objects.values_list("pk", flat=True):
        assert (entries[pk], parties[pk], nodes[pk], events[str(pk)]) == (ENTRIES, 1, 4, 1)


def assert_all_in():
    assert Case.objects.count() == Petition.objects.count() == CASES
    assert_whole()


def test_a_killed_import_leaves_whole_cases_and_no_lock(ledger):
    process = importer(ledger, batch=5)
    deadline = time.monotonic() + 60
    while not 5 <= Case.objects.count() < CASES and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.communicate()
    left = Case.objects.count()
    assert left > 0
    assert left % 5 == 0
    assert_whole()

    started = time.monotonic()
    report = import_ledger(ledger)

    assert time.monotonic() - started < 60
    counts = report.outcome.counts["案件"]
    assert (counts.unchanged, counts.created) == (left, CASES - left)
    assert_all_in()


def test_two_imports_of_one_file_at_once_both_end_well(ledger):
    processes = [importer(ledger), importer(ledger)]

    for process in processes:
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
        assert f"'rows': {CASES}" in out.decode()

    assert_all_in()


def test_an_import_waits_for_an_act_on_a_case_and_takes_it_in(ledger):
    import_ledger(ledger)
    Case.objects.update(row_hash=None, claim_amount=1)
    held, let_go = threading.Event(), threading.Event()

    def act():
        with transaction.atomic():
            Case.objects.select_for_update().get(number="（2018）赣0302执7号")
            held.set()
            let_go.wait(30)
        connection.close()

    thread = threading.Thread(target=act)
    thread.start()
    held.wait(30)
    process = importer(ledger)
    time.sleep(1)
    assert process.poll() is None
    let_go.set()
    thread.join()

    _out, errors = process.communicate(timeout=60)

    assert process.returncode == 0, errors.decode()
    assert not Case.objects.filter(claim_amount=1).exists()


def test_a_batch_that_meets_a_case_just_filed_is_tried_again(ledger, monkeypatch):
    original, calls = engine._take_turn, []

    def filed_meanwhile():
        original()
        calls.append(1)
        if len(calls) == 1:
            raise engine.IntegrityError("somebody was quicker")

    monkeypatch.setattr(engine, "_take_turn", filed_meanwhile)

    import_ledger(ledger)

    assert_all_in()
    assert AuditEvent.objects.filter(act="LEDGER_IMPORTED").count() == 1


@pytest.fixture
def job(ledger, chief, settings, tmp_path, monkeypatch):
    """A queued import of the ledger."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(engine, "BATCH", 50)
    with transaction.atomic(), ledger.open("rb") as content:
        stored = files.store(
            sealed_files.sealed([content.read()]), name="台账.xlsx", mime=XLSX,
            owner=uploads.OWNER, owner_id=str(chief.pk), by=chief,
        )  # fmt: skip
        return uploads._start(stored, "digest", chief, dry_run=False)


def test_the_job_of_a_dead_worker_goes_on_from_its_last_commit(job, monkeypatch):
    original, batches = engine._commit, []

    class Died(BaseException):
        pass

    def die_in_the_third(*given):
        if len(batches) == 2:
            raise Died
        batches.append(1)
        return original(*given)

    monkeypatch.setattr(engine, "_commit", die_in_the_third)
    with pytest.raises(Died):
        jobs.run(job.pk)
    job.refresh_from_db()
    assert Case.objects.count() == 100
    assert job.status == JobStatus.RUNNING
    assert Place.from_state(job.state).counts["案件"]["created"] == 100
    Job.objects.update(leased_until=clock.now() - timedelta(seconds=1))
    monkeypatch.setattr(engine, "_commit", original)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.status == JobStatus.DONE
    assert job.result["sheets"]["案件"] == {
        "rows": CASES, "created": CASES, "updated": 0, "unchanged": 0, "rejected": 0,
    }  # fmt: skip
    assert job.result["sheets"]["进展"]["rejected"] == 1
    assert job.result["errors"] == 1
    assert job.result["rejects"]
    assert job.done == job.total
    assert_all_in()
    assert AuditEvent.objects.filter(act="LEDGER_IMPORTED").count() == 1


def test_a_worker_that_lost_its_lease_writes_no_more(job, monkeypatch):
    original = engine._commit

    def taken_over(*given):
        Job.objects.filter(pk=job.pk).update(attempts=99)
        return original(*given)

    monkeypatch.setattr(engine, "_commit", taken_over)

    jobs.run(job.pk)

    assert not Case.objects.exists()

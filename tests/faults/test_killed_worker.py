"""A worker is killed in the middle of an import, again and again: every case is whole, none is lost.

`KILLS` rounds (2 within the suite, 25 by `make faults`), at moments drawn by chance from a seed.
"""

import functools
import os
import random
import signal
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from cases.models import Case, Party, Receipt
from enforcement.desk.demo.bureau import Plan
from enforcement.desk.demo.workbook import write_ledger
from enforcement.desk.ledger import uploads
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel import clock, jobs, queue
from enforcement.kernel.audit import chain
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.models import Job
from tests.browser import worker

KILLS = int(os.environ.get("KILLS", "2"))
KILLS_A_JOB = 3  # a job gives up after five attempts
CASES = 1500
PATIENCE_S = 120

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def send_to_test_queue(monkeypatch):
    send = functools.partial(queue.app.send_task, queue=worker.queue_name())
    monkeypatch.setattr(queue.app, "send_task", send)


def rows_per_case(path: Path, sheet: str) -> Counter[str]:
    """How many rows of a sheet each case has in the workbook."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    place = rows[0].index("案号")
    return Counter(str(row[place]) for row in rows[1:])


def kill_group(process) -> None:
    """End the worker and its children at once, without a chance to tidy up."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def time_passes(job: Job) -> None:
    """The lease of the dead worker runs out, and beat asks for jobs that nobody works on."""
    past = clock.now() - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk, status=JobStatus.RUNNING).update(leased_until=past)
    long_ago = clock.now() - timedelta(minutes=5)
    Job.objects.filter(pk=job.pk, status=JobStatus.QUEUED).update(created_at=long_ago)
    jobs.resume_stalled()


def check_whole(path: Path) -> int:
    """Every case that is there has all its parties and receipts; how many are there."""
    parties, receipts = rows_per_case(path, "当事人"), rows_per_case(path, "案款")
    numbers = list(Case.objects.values_list("number", flat=True))
    for model, expected in ((Party, parties), (Receipt, receipts)):
        found = Counter(model.objects.values_list("case__number", flat=True))
        half = [number for number in numbers if found[number] != expected[number]]
        assert not half, f"{len(half)} cases with missing {model.__name__} rows, e.g. {half[:3]}"
    return len(numbers)


def wait_for_end(job: Job) -> None:
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE_S:
        job.refresh_from_db()
        if job.status not in (JobStatus.QUEUED, JobStatus.RUNNING):
            return
        time.sleep(0.2)


def start_import(path: Path, supervisor) -> Job:
    """As the upload page does: preview, then import."""
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    preview = uploads.store_upload(upload=upload, by=supervisor)
    jobs.run(preview.pk)
    preview.refresh_from_db()
    assert preview.status == JobStatus.DONE, preview.error
    return uploads.start_import(preview=preview, by=supervisor)


@pytest.mark.parametrize("round_number", range(-(-KILLS // KILLS_A_JOB)))
def test_killed_worker__the_import_goes_on_and_no_case_is_half(
    supervisor, tmp_path, send_to_test_queue, round_number
):
    chance = random.Random(2018 + round_number)
    path = tmp_path / "ledger.xlsx"
    write_ledger(Plan(CASES, 100 + round_number, date(2026, 6, 30)), path)
    job = start_import(path, supervisor)

    for kill in range(min(KILLS - round_number * KILLS_A_JOB, KILLS_A_JOB)):
        process = worker.start(tmp_path / f"worker-{kill}.log")
        time.sleep(chance.uniform(0.0, 1.5))
        kill_group(process)
        check_whole(path)
        time_passes(job)

    process = worker.start(tmp_path / "worker-last.log")
    try:
        wait_for_end(job)
    finally:
        worker.stop(process)

    assert job.status == JobStatus.DONE, job.error
    assert check_whole(path) == CASES
    again = import_ledger(path, dry_run=True).figures()
    assert all(each["unchanged"] == each["rows"] for each in again.values()), again
    assert chain.verify().ok

"""Taking a ledger in: batch by batch, every commit whole cases, one import at a time per batch."""

import gc
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction

from enforcement.desk.ledger.reading import match_sheets, open_ledger, read_rows
from enforcement.desk.ledger.reports import Figures, Progress, Report
from enforcement.kernel import sheets
from enforcement.kernel.sheets import Import, Keyed, Outcome

logger = logging.getLogger("zhiheng.ledger")
BATCH = 1000  # cases per commit: about a second, and the most that a kill undoes
ATTEMPTS = 3
LOCK = 0x6C656467  # "ledg": batches of two imports take turns, so that none meets half of another

Told = Callable[[Progress], None]
"""Called after each batch, inside its transaction: what it raises undoes the batch."""


@dataclass
class Course:
    """An import on its way: what it has to say, and how far it is."""

    run: Import
    report: Report
    progress: Progress
    told: Told | None = None
    sessions: dict[str, Any] = field(default_factory=dict)


def run_file(
    path: str | os.PathLike[str],
    run: Import,
    *,
    told: Told | None = None,
    start: Progress | None = None,
) -> Report:
    """Take a file in. TabularRefused when the whole file is refused; nothing was written then.

    Memory holds the rows of the file once; a batch of cases is the unit of work and of commit.
    `start` is where a stopped import of the same file goes on: rows up to there are looked at
    again for their sentences, not written, and their figures are kept.
    """
    with _without_collector():
        return _run_file(path, run, told, start)


def _run_file(
    path: str | os.PathLike[str], run: Import, told: Told | None, start: Progress | None
) -> Report:
    outcome = Outcome()
    with open_ledger(path) as book:
        tables = match_sheets(book, run, outcome)
        sessions = {group.name: group.session(run) for group in sheets.groups()}
        ledger = read_rows(tables, run, sessions, outcome)
    report = Report(outcome, ledger.headers, run.positions)
    rejected = sum(counts.rejected for counts in outcome.counts.values())
    course = Course(run, report, Progress(rejected, ledger.total), told, sessions)
    for group in sheets.groups():
        after = start.after.get(group.name, "") if start else ""
        for batch in ledger.batches(group.name, BATCH):
            if start:
                seen = [keyed for keyed in batch if keyed.key <= after]
                _look_again(course, group.name, seen, start.counts)
            _take(course, group.name, [keyed for keyed in batch if keyed.key > after])
    report.sort()
    return report


@contextmanager
def _without_collector() -> Iterator[None]:
    """Rows are many and have no cycles: looking for some took a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _look_again(course: Course, group: str, batch: Sequence[Keyed], counts: Figures) -> None:
    """Rows that went in before the import was stopped: their errors and warnings once more."""
    if batch:
        writes, course.run.writes = course.run.writes, False
        try:
            course.report.outcome.merge(course.sessions[group].run(batch))
        finally:
            course.run.writes = writes
        course.report.keep_counts(counts)
        course.progress = course.progress.moved(_rows(batch), group, batch[-1].key)


def _take(course: Course, group: str, batch: Sequence[Keyed]) -> None:
    """One batch in one transaction; tried again when somebody else was quicker."""
    if not batch:
        return
    for attempt in range(1, ATTEMPTS + 1):
        event = course.run.event
        try:
            outcome, progress = _commit(course, group, batch)
        except (IntegrityError, OperationalError) as error:
            course.run.event = event
            if attempt == ATTEMPTS:
                raise
            logger.warning("batch of %s again: %s", batch[0].key, type(error).__name__)
        except BaseException:
            course.run.event = event
            raise
        else:
            course.report.outcome.merge(outcome)
            course.progress = progress
            return


@transaction.atomic
def _commit(course: Course, group: str, batch: Sequence[Keyed]) -> tuple[Outcome, Progress]:
    if course.run.writes:
        _take_turn()
    outcome = course.sessions[group].run(batch)
    moved = course.progress.moved(_rows(batch), group, batch[-1].key)
    progress = replace(moved, counts=course.report.counts_with(outcome), event=course.run.event)
    if course.told is not None:
        course.told(progress)
    return outcome, progress


def _take_turn() -> None:
    """Wait for the other import's batch; the lock goes with the transaction, also of the dead."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _rows(batch: Sequence[Keyed]) -> int:
    return sum(len(rows) for keyed in batch for rows in keyed.rows.values())

"""Taking a ledger in: batch by batch, every commit whole cases, one import at a time per batch."""

import gc
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction

from enforcement.desk.ledger.reading import match_sheets, open_ledger, read_rows
from enforcement.kernel import sheets
from enforcement.kernel.sheets import Import, Keyed, Outcome
from enforcement.kernel.tabular.values import Row

logger = logging.getLogger("zhiheng.ledger")
BATCH = 1000  # cases per commit: about a second, and the most that a kill undoes
ATTEMPTS = 3
LOCK = 0x6C656467  # "ledg": batches of two imports take turns, so that none meets half of another


@dataclass
class Report:
    """What became of a file. `headers` are those of the file, for the rejects workbook."""

    outcome: Outcome
    headers: dict[str, Row] = field(default_factory=dict)
    positions: dict[str, dict[str, int]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The object of design 8 and contract 4."""
        outcome = self.outcome
        order = [sheet.name for sheet in sheets.all_sheets()]
        return {
            "sheets": {
                name: outcome.of(name).as_json() for name in order if name in self.positions
            },
            "errors": [fault._asdict() for fault in outcome.errors],
            "warnings": [fault._asdict() for fault in outcome.warnings],
        }

    @property
    def has_rejects(self) -> bool:
        """Whether some rows stayed out (exit 3)."""
        return any(counts.rejected for counts in self.outcome.counts.values())


Told = Callable[[int, int, Report], None]
"""Called after each batch, inside its transaction: rows done, rows in all, what became of them."""


def run_file(path: str | os.PathLike[str], run: Import, *, told: Told | None = None) -> Report:
    """Take a file in. TabularRefused when the whole file is refused; nothing was written then.

    Memory holds the rows of the file once; a batch of cases is the unit of work and of commit.
    """
    with _without_collector():
        return _run_file(path, run, told)


def _run_file(path: str | os.PathLike[str], run: Import, told: Told | None) -> Report:
    outcome = Outcome()
    with open_ledger(path) as book:
        tables = match_sheets(book, run, outcome)
        sessions = {group.name: group.session(run) for group in sheets.groups()}
        ledger = read_rows(tables, run, sessions, outcome)
    report = Report(outcome, ledger.headers, run.positions)
    done = sum(counts.rejected for counts in outcome.counts.values())
    for group in sheets.groups():
        for batch in ledger.batches(group.name, BATCH):
            done += _rows(batch)
            _take(sessions[group.name], batch, run, report, (told, done, ledger.total))
    _sort(outcome)
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


def _take(
    session: Any, batch: Sequence[Keyed], run: Import, report: Report, telling: tuple[Any, ...]
) -> None:
    """One batch in one transaction; tried again when somebody else was quicker."""
    told, done, total = telling
    for attempt in range(1, ATTEMPTS + 1):
        event = run.event
        try:
            with transaction.atomic():
                if run.writes:
                    _take_turn()
                outcome = session.run(batch)
                if told is not None:
                    told(done, total, Report(outcome))
        except (IntegrityError, OperationalError) as error:
            run.event = event
            if attempt == ATTEMPTS:
                raise
            logger.warning("batch %s… again: %s", batch[0].key, error)
        except BaseException:
            run.event = event
            raise
        else:
            report.outcome.merge(outcome)
            return


def _take_turn() -> None:
    """Wait for the other import's batch; the lock goes with the transaction, also of the dead."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _rows(batch: Sequence[Keyed]) -> int:
    return sum(len(rows) for keyed in batch for rows in keyed.rows.values())


def _sort(outcome: Outcome) -> None:
    """Sentences in the order of the workbook, whatever the order of the work."""
    order = {sheet.name: place for place, sheet in enumerate(sheets.all_sheets())}
    for faults in (outcome.errors, outcome.warnings):
        faults.sort(key=lambda fault: (order.get(fault.sheet, -1), fault.row))

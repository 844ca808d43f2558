"""Puts the demonstration into the database through the sheets of the ledger import.

Same readers, rules, derived values and audit events as a file would meet; no file in between.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction

from cases.models import Case
from enforcement.desk.demo import cells
from enforcement.desk.demo.bureau import Plan, stream
from enforcement.desk.demo.records import Batch
from enforcement.kernel import clock, sheets
from enforcement.kernel.errors import DomainError
from enforcement.kernel.sheets import Group, Import, Keyed, Outcome, Session

Progress = Callable[[int], None]
PETITION_GROUP = "petitions"


class DemonstrationFault(DomainError):
    """A row of the demonstration does not pass the import: a fault of the generator."""


def load(plan: Plan, event: int, tell: Progress) -> None:
    """Write all batches, each in one transaction; `tell` hears the number of cases so far."""
    run = _import(event)
    sessions = [(group, group.session(run)) for group in sheets.groups()]
    there = Case.objects.count()  # of a run that was killed; whole batches
    done = 0
    for batch in stream(plan):
        done += len(batch.cases)
        if done > there:
            with transaction.atomic():
                _take(batch, sessions)
            tell(done)
    _analyze()


def _analyze() -> None:
    """Statistics of our own tables: a bare ANALYZE locks the catalogues of the whole server."""
    with connection.cursor() as cursor:
        tables = ", ".join(sorted(connection.introspection.django_table_names(only_existing=True)))
        cursor.execute(f"ANALYZE {tables}")


def _import(event: int) -> Import:
    positions = {
        name: {column: index for index, column in enumerate(columns)}
        for name, columns in cells.COLUMNS.items()
    }
    return Import(today=clock.today(), positions=positions, event=event)


def _take(batch: Batch, sessions: Sequence[tuple[Group, Session]]) -> None:
    for group, session in sessions:
        keyed = _petitions(batch) if group.name == PETITION_GROUP else _cases(batch)
        outcome = session.run([k._replace(key=session.key(k.key)) for k in keyed])
        _check(outcome)


def _check(outcome: Outcome) -> None:
    if outcome.errors:
        raise DemonstrationFault(str(outcome.errors[0]))


def _cases(batch: Batch) -> list[Keyed]:
    return [
        Keyed(case.number, {name: _numbered(rows(case)) for name, rows in cells.ROWS.items()})
        for case in batch.cases
    ]


def _petitions(batch: Batch) -> list[Keyed]:
    return [
        Keyed(row.number, {cells.PETITIONS: _numbered([cells.petition_row(row)])})
        for row in batch.petitions
    ]


def _numbered(rows: Any) -> list[tuple[int, Any]]:
    return [(number, cells.filled(row)) for number, row in enumerate(rows, start=2)]

"""Recomputing what follows from the facts of cases, and storing what changed.

Set-based: facts are read in batches, run through the pure rules, and only differences written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction

from cases.enums import Source
from cases.models import Case, CaseNode, LimitVersion
from cases.rules.derived import CaseFacts, Derived, LimitRow, derive
from cases.selectors.terms import terms_in_force
from courts.selectors import work_calendar
from enforcement.kernel import bulk, clock
from enforcement.kernel.workdays import WorkCalendar

BATCH = 300  # few enough that their rows are gone before Python sweeps its old objects
NODE_FIELDS = ("case", "node", "due_on", "done_on", "provisional")
VERSION_FIELDS = ("case", "asked_from", "asked_to", "limit_end")
CASE_FIELDS = (
    "status", "received_total", "limit_end", "limit_running", "limit_provisional", "next_node",
    "next_due_on",
)  # fmt: skip

_CASES = f"""
SELECT c.id, c.filed_on, c.closed_on, c.given_limit_end, c.cause, c.basis_number, c.officer_name,
       c.type_word, c.source, c.live_since,
       (SELECT coalesce(sum(r.amount), 0) FROM cases_receipt r WHERE r.case_id = c.id),
       {", ".join(f"c.{name}" for name in CASE_FIELDS)}
FROM cases_case c WHERE c.id = ANY(%(ids)s) ORDER BY c.id"""  # noqa: S608 -- constants
_LIMITS = """
SELECT case_id, kind, from_on, to_on, months FROM cases_limitevent
WHERE case_id = ANY(%(ids)s) ORDER BY id"""
# An entry that a later one corrects does no node. The day is that of Asia/Shanghai (clock.day_of).
# Corrections of the same cases are looked up once: an anti-join would read all entries each time.
_DONE = f"""
SELECT p.case_id, p.node, (min(p.at) AT TIME ZONE '{clock.SHANGHAI.key}')::date
FROM cases_progress p
WHERE p.case_id = ANY(%(ids)s) AND p.id NOT IN
      (SELECT corrects_id FROM cases_progress WHERE case_id = ANY(%(ids)s) AND corrects_id IS NOT NULL)
GROUP BY p.case_id, p.node"""  # noqa: S608 -- constants


class FactRows(NamedTuple):
    """Facts of some cases as the database gives them: cases, their 期限事项, days of nodes done."""

    cases: Sequence[tuple[Any, ...]]
    limits: Sequence[tuple[Any, ...]]
    done: Sequence[tuple[Any, ...]]


class Known(NamedTuple):
    """Facts of a case as stored, with what else its row needs."""

    case_id: int
    facts: CaseFacts
    status: str
    is_history: bool  # imported and untouched since: its status follows from its entries
    received_total: Any
    stored: tuple[Any, ...]  # CASE_FIELDS as they stand now


def recompute(case_ids: Iterable[int], *, today: date | None = None) -> int:
    """Bring the derived values of these cases up to date; how many cases changed.

    Call it in the transaction of the act that changed a fact. Writes LimitVersion and CaseNode
    rows and the derived columns of Case; never the facts, the version or live_since.
    """
    ids = sorted(set(case_ids))
    day, calendar, terms = today or clock.today(), work_calendar(), terms_in_force()
    changed = 0
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            known = read_facts(ids[start : start + BATCH])
            derived = [(each, derive(each.facts, day, calendar, terms)) for each in known]
            changed += _store(derived, calendar)
    return changed


def read_facts(ids: Sequence[int]) -> list[Known]:
    """The facts of some cases, in three queries."""
    return list(known_from(fact_rows(ids)))


def fact_rows(ids: Sequence[int]) -> FactRows:
    """The rows that the facts of some cases are made of."""
    with connection.cursor() as cursor:
        return FactRows(*(_fetched(cursor, each, ids) for each in (_CASES, _LIMITS, _DONE)))


def known_from(rows: FactRows) -> Iterator[Known]:
    """The facts of each case, put together from the rows of some."""
    limits: dict[int, list[LimitRow]] = defaultdict(list)
    for case_id, *event in rows.limits:
        limits[case_id].append(LimitRow._make(event))
    done: dict[int, dict[str, date]] = defaultdict(dict)
    for case_id, node, day in rows.done:
        done[case_id][node] = day
    for row in rows.cases:
        case_id, type_word, source, live_since, received, *stored = row[0], *row[7:]
        facts = (*row[1:7], limits.get(case_id, ()), done.get(case_id, {}), type_word)
        is_imported = source == Source.IMPORT
        is_history = is_imported and live_since is None
        known = CaseFacts._make((*facts, is_imported))
        yield Known(case_id, known, stored[0], is_history, received, tuple(stored))


def _fetched(cursor: Any, statement: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    cursor.execute(statement, {"ids": list(ids)})
    return list(cursor.fetchall())


def node_rows(case_id: int, derived: Derived, provisional: Any) -> Iterator[tuple[Any, ...]]:
    """Rows of CaseNode for one case. `provisional` is the calendar's question about a day."""
    for node, due, done in derived.nodes:
        yield case_id, node, due, done, due is not None and provisional(due)


def version_rows(case_id: int, derived: Derived) -> Iterator[tuple[Any, ...]]:
    """Rows of LimitVersion for one case; a running deduction has no stored end."""
    for version in derived.versions:
        yield case_id, version.asked_from, version.asked_to, version.end


def _store(derived: list[tuple[Known, Derived]], calendar: WorkCalendar) -> int:
    ids = [known.case_id for known, _values in derived]
    nodes = [r for k, d in derived for r in node_rows(k.case_id, d, calendar.is_provisional)]
    versions = [row for known, values in derived for row in version_rows(known.case_id, values)]
    _replace(CaseNode, NODE_FIELDS, nodes, ids)
    _replace(LimitVersion, VERSION_FIELDS, versions, ids)
    changed = [
        (known.case_id, *columns)
        for known, values in derived
        if (columns := _columns(known, values)) != known.stored
    ]
    return bulk.update(Case, CASE_FIELDS, changed)


def _columns(known: Known, values: Derived) -> tuple[Any, ...]:
    """Values of CASE_FIELDS."""
    return (
        values.status if known.is_history else known.status,
        known.received_total,
        values.limit_end,
        values.limit_running,
        values.limit_provisional,
        values.next_node,
        values.next_due_on,
    )


def _replace(
    model: Any, fields: Sequence[str], rows: list[tuple[Any, ...]], ids: list[int]
) -> None:
    """Make the stored rows of these cases equal to `rows`; the first two fields are the key."""
    columns = ", ".join(model._meta.get_field(name).column for name in fields)
    statement = f"SELECT id, {columns} FROM {model._meta.db_table} WHERE case_id = ANY(%(ids)s)"  # noqa: S608 -- names of our own models
    with connection.cursor() as cursor:
        stored = {row[1:]: row[0] for row in _fetched(cursor, statement, ids)}
    other = [row for row in rows if stored.pop(row, None) is None]  # most are as they were
    known = {row[:2]: pk for row, pk in stored.items()}
    fresh, changed = [], []
    for row in other:
        pk = known.pop(row[:2], None)
        if pk is None:
            fresh.append(row)
        else:
            changed.append((pk, *row[2:]))
    bulk.delete(model, list(known.values()))
    bulk.update(model, fields[2:], changed)
    bulk.insert(model, fields, fresh)

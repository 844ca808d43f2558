"""Recomputing what follows from the facts of cases, and storing what changed.

Set-based: facts are read in batches, run through the pure rules, and only differences written.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction

from cases.enums import Source
from cases.models import Case, CaseNode, LimitEvent, LimitVersion
from cases.rules.derived import CaseFacts, Derived, LimitRow, derive
from cases.selectors.terms import terms_in_force
from courts.selectors import work_calendar
from enforcement.kernel import bulk, clock
from enforcement.kernel.workdays import WorkCalendar

BATCH = 2000
NODE_FIELDS = ("case", "node", "due_on", "done_on", "provisional")
VERSION_FIELDS = ("case", "asked_from", "asked_to", "limit_end")
CASE_FIELDS = (
    "status", "received_total", "limit_end", "limit_running", "limit_provisional", "next_node",
    "next_due_on",
)  # fmt: skip

_CASES = """
SELECT c.id, c.filed_on, c.closed_on, c.given_limit_end, c.cause, c.basis_number, c.officer_name,
       c.status, c.source, c.live_since,
       (SELECT coalesce(sum(r.amount), 0) FROM cases_receipt r WHERE r.case_id = c.id),
       c.type_word
FROM cases_case c WHERE c.id = ANY(%s) ORDER BY c.id"""
# An entry that a later one corrects does no node.
_DONE = """
SELECT p.case_id, p.node, min(p.at) FROM cases_progress p
WHERE p.case_id = ANY(%s) AND NOT EXISTS
      (SELECT 1 FROM cases_progress later WHERE later.corrects_id = p.id)
GROUP BY p.case_id, p.node"""


class Known(NamedTuple):
    """Facts of a case as stored, with what else its row needs."""

    case_id: int
    facts: CaseFacts
    status: str
    is_history: bool  # imported and untouched since: its status follows from its entries
    received_total: Any


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
    limit_rows, done = _limit_rows(ids), _done(ids)
    with connection.cursor() as cursor:
        cursor.execute(_CASES, [list(ids)])
        rows = cursor.fetchall()
    return [
        Known(
            case_id=row[0],
            facts=CaseFacts._make(
                [*row[1:7], limit_rows.get(row[0], ()), done.get(row[0], {}), row[11]]
            ),
            status=row[7],
            is_history=row[8] == Source.IMPORT and row[9] is None,
            received_total=row[10],
        )
        for row in rows
    ]


def node_rows(case_id: int, derived: Derived, provisional: Any) -> Iterator[tuple[Any, ...]]:
    """Rows of CaseNode for one case. `provisional` is the calendar's question about a day."""
    for node, due, done in derived.nodes:
        yield case_id, node, due, done, due is not None and provisional(due)


def version_rows(case_id: int, derived: Derived) -> Iterator[tuple[Any, ...]]:
    """Rows of LimitVersion for one case; a running deduction has no stored end."""
    for version in derived.versions:
        yield case_id, version.asked_from, version.asked_to, version.end


def _limit_rows(ids: Sequence[int]) -> dict[int, list[LimitRow]]:
    found: dict[int, list[LimitRow]] = defaultdict(list)
    events = LimitEvent.objects.filter(case_id__in=ids).order_by("pk")
    for case_id, *row in events.values_list("case_id", "kind", "from_on", "to_on", "months"):
        found[case_id].append(LimitRow._make(row))
    return found


def _done(ids: Sequence[int]) -> dict[int, dict[str, date]]:
    found: dict[int, dict[str, date]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [list(ids)])
        for case_id, node, at in cursor.fetchall():
            found[case_id][node] = clock.day_of(at)
    return found


def _store(derived: list[tuple[Known, Derived]], calendar: WorkCalendar) -> int:
    ids = [known.case_id for known, _values in derived]
    nodes = [r for k, d in derived for r in node_rows(k.case_id, d, calendar.is_provisional)]
    versions = [row for known, values in derived for row in version_rows(known.case_id, values)]
    _replace(CaseNode, NODE_FIELDS, nodes, ids)
    _replace(LimitVersion, VERSION_FIELDS, versions, ids)
    return bulk.update(Case, CASE_FIELDS, [_case_row(known, values) for known, values in derived])


def _case_row(known: Known, values: Derived) -> tuple[Any, ...]:
    return (
        known.case_id,
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
    columns = [model._meta.get_field(name).attname for name in fields]
    stored = model.objects.filter(case_id__in=ids).values_list("pk", *columns)
    known = {tuple(row[1:3]): row for row in stored}
    fresh, changed = [], []
    for row in rows:
        before = known.pop(row[:2], None)
        if before is None:
            fresh.append(row)
        elif before[3:] != row[2:]:
            changed.append((before[0], *row[2:]))
    bulk.delete(model, [row[0] for row in known.values()])
    bulk.update(model, fields[2:], changed)
    bulk.insert(model, fields, fresh)

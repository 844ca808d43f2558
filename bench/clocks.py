"""The night's recomputation of all clocks beside the pure rules alone (limits section 6).

Every case, closed or not, as on a night on which nothing but the date changed: facts are read, run
through the rules, and compared with what is stored. The floor streams the
same rows through the same rules out of memory.
"""

from collections.abc import Iterator, Sequence

from django.db import connection

from bench.effort import Effort
from bench.measuring import Goal, Table, peak_memory, samples, without_parallel_workers
from cases.models import Case
from cases.rules.derived import derive
from cases.selectors.terms import terms_in_force
from cases.services.derived import (
    BATCH,
    FactRows,
    fact_rows,
    known_from,
    node_rows,
    recompute,
    version_rows,
)
from courts.selectors import work_calendar
from enforcement.kernel import clock

JUDGED_AT = 1_000_000
MEMORY_MB = 300
MOST_ROUNDS_ABOVE = 100_000  # cases; a long sample needs no company to be steady
RULES, OURS = "the pure rules alone", "ours, a night without changes"

# Four entries a case, so that nodes are done by something.
_ENTRIES = """
INSERT INTO cases_progress (case_id, at, text, node, result, place, by_name, source, recorded_at,
  text_digest)
SELECT c.id, (c.filed_on + n)::timestamp AT TIME ZONE 'Asia/Shanghai' + interval '9 hours',
  '办理' || node, node, '', '', '', 'import', now(), hashtextextended(node, c.id)
FROM cases_case c, (VALUES ('分案', 1), ('执行通知', 3), ('网络查控', 5), ('传统查控', 20)) AS v(node, n)"""


def run(cases: int, effort: Effort) -> list[Goal]:
    """Measure over the cases that are there, whose stored values are brought up to date first."""
    without_parallel_workers()
    _add_entries()
    ids = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    _night(ids)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE cases_case, cases_casenode, cases_limitversion")
    rounds = effort.rounds if cases < MOST_ROUNDS_ABOVE else 1
    some = ids[:BATCH]  # more rows held in memory would slow the night: Python sweeps them
    rows = fact_rows(some)
    found = samples({RULES: lambda: _rules(rows)}, effort.rounds)
    found |= samples({OURS: lambda: _night(ids)}, rounds)
    with peak_memory() as peak:
        _night(ids)
    return _print(cases, len(some), found, peak[0])


def _night(ids: Sequence[int]) -> None:
    for batch in _batches(ids):
        recompute(batch)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _rules(rows: FactRows) -> None:
    """The same rows, held in memory, through the same rules to the rows that would be stored."""
    today, calendar, terms = clock.today(), work_calendar(), terms_in_force()
    for each in known_from(rows):
        values = derive(each.facts, today, calendar, terms)
        list(node_rows(each.case_id, values, calendar.is_provisional))
        list(version_rows(each.case_id, values))


def _add_entries() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE cases_progress CASCADE")
        cursor.execute(_ENTRIES)
        cursor.execute("VACUUM ANALYZE cases_progress")


def _print(cases: int, few: int, found: dict[str, list[float]], peak: float) -> list[Goal]:
    table = Table(f"Recomputing all clocks, {cases:,} cases", "CPU-µs a case", 1e6)
    rules = table.row(RULES, [value / few for value in found[RULES]])
    ours = table.row(OURS, [value / cases for value in found[OURS]], rules)
    judged = cases >= JUDGED_AT
    table.at_most("a night ÷ the pure rules", ours / rules, 3, judged=judged)
    table.at_most("peak memory of the worker (MB)", peak, MEMORY_MB, judged=judged)
    return table.goals

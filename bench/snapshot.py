"""Freezing a week: ours, one bare SQL statement per fact table, and naive ORM loops.

Limits section 1. Data are made by SQL in an empty database: 122 courts, 8 nodes and 2 receipts a
case. CPU-seconds are those of Python and of the database process together, without parallel workers.
"""

from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db import connection, transaction

from bench import snapshot_data, snapshot_naive
from bench.measuring import ROUNDS, Table, sample, without_parallel_workers
from courts.models import Court
from performance import services
from performance.enums import Source, Unit
from performance.evidence.counting import parts_of, total_of
from performance.evidence.takings import Taking, courts_of
from performance.indicators import Bounds
from performance.models import CaseFact, Figure, PetitionFact, ReceiptFact
from performance.parameters import Parameters

DISTRICT, SUNDAY = "赣", date(2026, 11, 22)
WEEK = timedelta(days=7)


def run(cases: int, rounds: int = ROUNDS) -> dict[str, float]:
    """Fill the database with so many cases and print the table; ratios by name."""
    snapshot_data.fill(cases, DISTRICT, SUNDAY)
    without_parallel_workers()
    district = Court.objects.get(pk=DISTRICT)
    taking = Taking(DISTRICT, courts_of(district), Bounds.of(SUNDAY), Parameters())
    bare = [sample(lambda: _bare(taking)) for _round in range(rounds)]
    first = [_after(_forget, district) for _round in range(rounds)]
    weekly = [_after(_last_week_only(district), district) for _round in range(rounds)]
    again = [sample(lambda: _take(district, SUNDAY)) for _round in range(rounds)]
    naive = [sample(lambda: snapshot_naive.figures(taking))]
    _print(cases, {"bare": bare, "first": first, "weekly": weekly, "again": again, "naive": naive})
    return {
        "weekly_to_bare": median(weekly) / median(bare),
        "first_to_bare": median(first) / median(bare),
        "naive_to_weekly": median(naive) / median(weekly),
        "naive_to_first": median(naive) / median(first),
    }


def _after(prepare: Callable[[], None], district: Court) -> float:
    prepare()
    return sample(lambda: _take(district, SUNDAY))


def _take(district: Court, week_ending: date) -> Any:
    return services.take_snapshot(district=district, week_ending=week_ending)


def _forget() -> None:
    with connection.cursor() as cursor:
        for model in (Figure, CaseFact, ReceiptFact, PetitionFact):
            cursor.execute(f"TRUNCATE {model._meta.db_table}")
        cursor.execute("DELETE FROM performance_snapshot")
        cursor.execute("VACUUM performance_snapshot")


def _last_week_only(district: Court) -> Callable[[], None]:
    def prepare() -> None:
        _forget()
        _take(district, SUNDAY - WEEK)
        with connection.cursor() as cursor:
            for model in (CaseFact, ReceiptFact, PetitionFact):
                cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")

    return prepare


_CASES = """
SELECT c.court_id AS court_code, c.type_word, c.filed_on, c.closed_on, c.close_mode, c.has_property,
  c.zhongben_ok, c.claim_amount AS claim,
  CASE WHEN c.closed_on <= %(end)s THEN c.limit_end ELSE v.limit_end END AS limit_end
FROM cases_case c LEFT JOIN cases_limitversion v ON v.case_id = c.id AND v.asked_from <= %(end)s
  AND (v.asked_to IS NULL OR v.asked_to >= %(end)s)
WHERE c.court_id = ANY(%(courts)s) AND c.type_word IN ('执', '执恢') AND c.filed_on <= %(end)s
  AND (c.closed_on IS NULL OR c.closed_on >= %(m36)s)"""
_RECEIPTS = """
SELECT c.court_id AS court_code, r.due_on, r.paid_on, r.paid_amount, r.amount
FROM cases_receipt r JOIN cases_case c ON c.id = r.case_id
WHERE c.court_id = ANY(%(courts)s) AND c.type_word = '执'"""
_RECOVERED = """
SELECT c.court_id,
  sum(r.amount) FILTER (WHERE c.closed_on >= %(ytd)s), sum(r.amount) FILTER (WHERE c.closed_on >= %(week)s)
FROM cases_receipt r JOIN cases_case c ON c.id = r.case_id
WHERE c.court_id = ANY(%(courts)s) AND c.type_word = '执' AND c.closed_on BETWEEN %(ytd)s AND %(end)s
  AND c.close_mode <> '销案' AND r.received_on <= %(end)s GROUP BY 1"""
_NODES = """
SELECT c.court_id, {sums}
FROM cases_casenode n JOIN cases_case c ON c.id = n.case_id
WHERE c.court_id = ANY(%(courts)s) AND c.type_word = '执' AND c.filed_on <= %(end)s
  AND (c.closed_on IS NULL OR c.closed_on >= %(week)s OR c.closed_on >= %(ytd)s)
  AND n.node IN ('分案', '执行通知', '网络查控', '结案') GROUP BY 1"""
_LATE = """count(*) FILTER (WHERE (c.closed_on IS NULL OR c.closed_on >= {start})
  AND NOT (c.close_mode = '销案' AND c.closed_on <= %(end)s)
  AND (n.done_on > n.due_on AND n.done_on BETWEEN {start} AND %(end)s OR n.due_on <= %(end)s
    AND (n.done_on IS NULL OR n.done_on > %(end)s) AND (c.closed_on IS NULL OR c.closed_on > %(end)s)))"""
_PETITIONS = """
SELECT p.court_id AS court_code, p.received_on, p.done_on, p.struck_on FROM petitions_petition p
WHERE p.court_id = ANY(%(courts)s)"""


def _bare(taking: Taking) -> None:
    """The same aggregates straight from the live tables, nothing kept."""
    values = taking.values()
    late = ", ".join(_LATE.format(start=start) for start in ("%(ytd)s", "%(week)s"))
    statements = [
        _aggregate(_CASES, _sums(Source.CASE)),
        _aggregate(_RECEIPTS, _sums(Source.RECEIPT)),
        _aggregate(_PETITIONS, _sums(Source.PETITION)),
        _RECOVERED,
        _NODES.format(sums=late),
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        for statement in statements:
            cursor.execute(statement, values)
            cursor.fetchall()


def _sums(source: Source) -> list[str]:
    """All sums but those of receipts and nodes over cases, which have statements of their own."""
    parts = [
        (part, window)
        for part, window in parts_of(source)
        if part.unit is not Unit.NODES and part.amount != "recovered"
    ]
    return list(dict.fromkeys(total_of(part, window, ()) for part, window in parts))


def _aggregate(relation: str, sums: list[str]) -> str:
    return f"SELECT court_code, {', '.join(sums)} FROM ({relation}) f GROUP BY court_code"


def _print(cases: int, measured: dict[str, list[float]]) -> None:
    names = {
        "bare": "one bare SQL statement per fact table",
        "first": "ours, first week (all facts new)",
        "weekly": "ours, the week after (figures, seal, evidence)",
        "again": "ours, the same week again (full recheck)",
        "naive": "naive ORM loops",
    }
    table = Table(f"Freezing a week, {cases:,} cases, 122 courts")
    floor = median(measured["bare"])
    for key, values in measured.items():
        table.row(names[key], values, floor)

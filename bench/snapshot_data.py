"""Synthetic cases made by SQL alone: skewed courts, four years, 88 % closed."""

from datetime import date
from typing import Any

from django.db import connection

from courts.models import Court

NODES = (
    "('分案', 1), ('执行通知', 2), ('网络查控', 3), ('结案', 4), ('传统查控', 5), ('启动查封', 6),"
    " ('归档', 7), ('终本约谈', 8)"
)

_CASES = """
INSERT INTO cases_case (id, number, number_raw, court_id, year, type_word, serial, status, filed_on,
  officer_name, team, cause_code, cause, basis_number, claim_amount, has_property, closed_on,
  close_mode, opening_recovered, zhongben_ok, received_total, limit_end, limit_running,
  limit_provisional, next_node, source, version, created_at)
SELECT g, '（' || extract(year FROM filed) || '）' || court || word || g || '号', '', court,
  extract(year FROM filed), word, g, CASE WHEN closed IS NULL THEN 'under_way' ELSE 'closed' END,
  filed, '承办' || g %% 40, '', '', '买卖合同纠纷', '', (1000 + (g * 7919::bigint) %% 900000)::numeric,
  CASE g %% 10 WHEN 0 THEN NULL WHEN 1 THEN FALSE WHEN 2 THEN FALSE WHEN 3 THEN FALSE ELSE TRUE END,
  closed, CASE WHEN closed IS NULL THEN '' ELSE
    (ARRAY['执行完毕', '执行完毕', '终结本次执行程序', '终结本次执行程序', '终结执行', '销案'])[1 + g %% 6] END,
  CASE WHEN g %% 3 = 0 THEN 500 ELSE 0 END,
  CASE WHEN g %% 6 IN (2, 3) THEN g %% 20 <> 2 END, 0,
  CASE WHEN g %% 50 = 7 AND closed IS NULL THEN NULL ELSE (filed + interval '6 months')::date
    + CASE WHEN g %% 7 = 0 THEN 60 ELSE 0 END END,
  g %% 50 = 7 AND closed IS NULL, FALSE, '', 'import', 1, now()
FROM (
  SELECT g, filed, (%(courts)s::text[])[1 + floor(%(count)s * power(random(), 1.4))] AS court,
    CASE WHEN g %% 25 = 0 THEN '执保' WHEN g %% 12 = 0 THEN '执恢' ELSE '执' END AS word,
    CASE WHEN spent < %(sunday)s::date - filed AND g %% 30 <> 1 THEN filed + spent END AS closed
  FROM (SELECT g, %(sunday)s::date - (1460 * random())::int AS filed,
               (20 + 260 * random())::int AS spent
        FROM generate_series(1, %(cases)s) g) q) p"""
_RECEIPTS = """
INSERT INTO cases_receipt (case_id, received_on, amount, ordinal, payer, paid_on, paid_amount, due_on,
  source, recorded_at)
SELECT id, day, 100 + id %% 900, n, '', CASE WHEN id %% 9 <> 0 THEN day + (id %% 40)::int END,
  CASE WHEN id %% 9 <> 0 AND id %% 31 = 0 THEN 50 END, day + 30, 'import', now()
FROM (SELECT c.id, n, filed_on + (30 * n + id %% 50)::int AS day FROM cases_case c, generate_series(1, 2) n) q
WHERE day <= %(sunday)s"""
_VERSIONS = """
INSERT INTO cases_limitversion (case_id, asked_from, asked_to, limit_end)
SELECT id, filed_on, CASE WHEN id %% 7 = 0 OR limit_running THEN filed_on + 29 END,
  (filed_on + interval '6 months')::date FROM cases_case
UNION ALL SELECT id, filed_on + 30, NULL, limit_end FROM cases_case WHERE id %% 7 = 0 OR limit_running"""
_EVENTS = """
INSERT INTO cases_limitevent (case_id, kind, from_on, document, approved_by, source, recorded_at)
SELECT id, '中止执行', filed_on + 30, '', '', 'import', now() FROM cases_case WHERE limit_running"""
_NODES = f"""
INSERT INTO cases_casenode (case_id, node, due_on, done_on, provisional)
SELECT c.id, node, CASE WHEN n = 4 THEN limit_end WHEN n <= 3 THEN filed_on + 7 * n END,
  CASE WHEN n = 4 THEN closed_on WHEN (c.id + n) %% 13 > 1 THEN filed_on + 5 * n + (c.id %% 4)::int END,
  FALSE
FROM cases_case c, (VALUES {NODES}) AS v(node, n)"""
_PETITIONS = """
INSERT INTO petitions_petition (number, court_id, received_on, petitioner, people, case_id, case_number,
  source, demand, done_on, struck_on, recorded_at)
SELECT '访' || id, court_id, day, '', 1, id, number, '', '',
  CASE WHEN id %% 4 <> 0 AND day + 40 <= %(sunday)s THEN day + 40 END,
  CASE WHEN id %% 90 = 0 THEN day + 20 END, now()
FROM (SELECT *, filed_on + 25 AS day FROM cases_case WHERE id %% 30 = 0) q WHERE day <= %(sunday)s"""
_TOTALS = """
UPDATE cases_case c SET received_total = r.total
FROM (SELECT case_id, sum(amount) AS total FROM cases_receipt GROUP BY case_id) r WHERE r.case_id = c.id"""


def fill(cases: int, district: str, sunday: date) -> None:
    """Empty the tables of facts and make so many cases up to a Sunday, the same every time."""
    top = Court.objects.get(pk=district)
    courts = list(
        Court.objects.filter(path__startswith=top.path).values_list("pk", flat=True)[:122]
    )
    values: dict[str, Any] = {
        "cases": cases,
        "sunday": sunday,
        "courts": courts,
        "count": len(courts),
    }
    tables = (
        "performance_figure", "performance_snapshot", "performance_casefact",
        "performance_receiptfact", "performance_petitionfact", "petitions_petition", "cases_case",
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        cursor.execute("SET session_replication_role = replica")  # made consistent by construction
        cursor.execute("SELECT setseed(0.42)")
        for statement in (_CASES, _RECEIPTS, _VERSIONS, _EVENTS, _NODES, _PETITIONS, _TOTALS):
            cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")

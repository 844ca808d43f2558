"""Keeping the facts of a taking: a new version only where something differs. Written by services.

After a taking the current facts of the district are exactly the rows that matter to its week. Weeks
may be taken in any order: what an earlier week does not know is closed and comes back later.
"""

from typing import Any

from django.db import connection

from performance.evidence.relations import RELATIONS, Relation
from performance.evidence.takings import Taking

# Joins of a district's facts fit into memory; beyond that PostgreSQL goes to disk by itself.
_MEMORY = "SET LOCAL work_mem = '64MB'"


def record_facts(taking: Taking, number: int) -> int:
    """Bring the facts of the district up to now as of snapshot `number`; how many changed."""
    values = taking.values(number=number)
    changed = 0
    with connection.cursor() as cursor:
        cursor.execute(_MEMORY)
        for relation in RELATIONS.values():
            known = _has_current(cursor, relation, taking)
            cursor.execute(_changes(relation) if known else _all(relation), values)
            changed += cursor.rowcount
    return changed


def _has_current(cursor: Any, relation: Relation, taking: Taking) -> bool:
    cursor.execute(
        f"SELECT EXISTS (SELECT 1 FROM {relation.table}"  # noqa: S608 -- constant
        " WHERE district = %s AND until IS NULL)",
        [taking.district],
    )
    return bool(cursor.fetchone()[0])


def _all(relation: Relation) -> str:
    """The first taking of a district: nothing to compare with, rows in the order of the key."""
    names = ", ".join(relation.columns)
    return f"""
INSERT INTO {relation.table} (district, since, {names})
SELECT %(district)s, %(number)s, l.*
FROM ({relation.now()} ORDER BY court_code, record_pk) l"""  # noqa: S608 -- constants


def _changes(relation: Relation) -> str:
    names = ", ".join(relation.columns)
    live = ", ".join(f"l.{name}" for name in relation.columns)
    kept = ", ".join(f"f.{name}" for name in relation.columns)
    # The insertion asks for `closing` first, so that a record never has two current versions. The
    # rows to close are found by their place: nobody else writes under the district's lock.
    return f"""
WITH diff AS MATERIALIZED (
  SELECT f.place, {live}
  FROM ({relation.now()}) l
  FULL JOIN (SELECT ctid AS place, {names} FROM {relation.table}
             WHERE district = %(district)s AND until IS NULL) f
    ON f.record_pk = l.record_pk
  WHERE ({live}) IS DISTINCT FROM ({kept})
), closing AS (
  UPDATE {relation.table} SET until = %(number)s
  WHERE ctid = ANY(ARRAY(SELECT place FROM diff WHERE place IS NOT NULL))
  RETURNING 1
)
INSERT INTO {relation.table} (district, since, {names})
SELECT %(district)s, %(number)s, {names} FROM diff
WHERE record_pk IS NOT NULL AND (SELECT count(*) FROM closing) >= 0"""  # noqa: S608 -- constants

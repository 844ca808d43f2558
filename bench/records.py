"""Petitions and register entries for the trial data: three petitions to ten cases, one entry to seven."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MARK = "信"  # begins the number of a petition that is made here

_PETITIONS = """
INSERT INTO petitions_petition (number, court_id, received_on, petitioner, people, case_id,
  case_number, source, demand, supervised, done_on, struck_on, recorded_at)
SELECT %(mark)s || id, court_id, filed_on + 25 + (id %% 60)::int, '来访人' || id %% 997, 1 + id %% 4,
  CASE WHEN id %% 9 <> 0 THEN id END, number, '来访',
  '反映执行进展缓慢，要求告知财产查控结果，并尽快发放已经到账的案款，同时说明不予处置车辆的理由。',
  id %% 7 = 0, CASE WHEN id %% 5 <> 0 THEN filed_on + 120 END,
  CASE WHEN id %% 90 = 0 THEN filed_on + 130 END, now()
FROM cases_case WHERE id %% 10 < 3 ON CONFLICT DO NOTHING"""
_ENTRIES = """
INSERT INTO defaulters_entry (case_id, court_id, debtor_id, ground, decided_on, published_on,
  expires_on, removed_on, removal_ground, source, recorded_at)
SELECT c.id, c.court_id, d.id, 1 + c.id %% 6, filed_on + 60, filed_on + 62,
  CASE WHEN c.id %% 6 <> 0 THEN (filed_on + 62 + interval '2 years')::date END,
  CASE WHEN c.id %% 3 = 0 THEN filed_on + 300 END, '', 'import', now()
FROM cases_case c JOIN LATERAL (
  SELECT id FROM cases_party WHERE case_id = c.id AND role = '被执行人' ORDER BY id LIMIT 1) d ON TRUE
WHERE c.id %% 20 < 3 ON CONFLICT DO NOTHING"""


@contextmanager
def records() -> Iterator[None]:
    """The records are there inside the block: what is measured afterwards knows nothing of them."""
    with connection.cursor() as cursor:
        for statement in (_PETITIONS, _ENTRIES):
            cursor.execute(statement, {"mark": MARK})
        cursor.execute("VACUUM ANALYZE petitions_petition, defaulters_entry")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM petitions_petition WHERE number LIKE %s", [MARK + "%"])
            cursor.execute("TRUNCATE defaulters_entry")
            cursor.execute("VACUUM ANALYZE petitions_petition")

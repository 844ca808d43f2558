"""New cases whose serial leaps ahead of its series: more likely a slip than the next case.

The series goes on behind its greatest number, so one mistyped serial would move all later ones.
"""

from collections.abc import Iterator
from operator import itemgetter

from django.db import connection

from cases.services.numbering import LEAP
from cases.sheets.batch import Batch, Work

Series = tuple[str, str, int]  # court, type, year
SEEN = "案件/serials"

_GREATEST = """
SELECT s.court, s.type, s.year,
       (SELECT max(c.serial) FROM cases_case c
        WHERE c.court_id = s.court AND c.type_word = s.type AND c.year = s.year)
FROM unnest(%s::text[], %s::text[], %s::int[]) AS s (court, type, year)"""


def leaps(batch: Batch) -> Iterator[tuple[Work, int]]:
    """New cases more than `LEAP` above the greatest serial before them, with that serial.

    A series that had no case when the run came to it begins with this file: nothing to compare with.
    """
    fresh = [(_series(work), work.parsed.serial or 0, work) for work in batch.works if work.is_new]
    fresh.sort(key=itemgetter(1))
    seen: dict[Series, int | None] = batch.run.readers.setdefault(SEEN, {})
    seen |= _stored(sorted({series for series, _serial, _work in fresh} - seen.keys()))
    for series, serial, work in fresh:
        last = seen[series]
        if last is None:
            continue
        if serial - last > LEAP:
            yield work, last
        seen[series] = max(last, serial)


def _series(work: Work) -> Series:
    parsed = work.parsed
    return parsed.court_code or "", parsed.type_word or "", parsed.year or 0


def _stored(asked: list[Series]) -> dict[Series, int | None]:
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_GREATEST, [list(column) for column in zip(*asked, strict=True)])
        return {(court, kind, year): last for court, kind, year, last in cursor.fetchall()}

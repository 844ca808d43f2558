"""What a taking needs to know before it reads facts: district, courts, days, running deductions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from cases.enums import CaseType
from cases.rules.derived import limit_facts
from cases.rules.limits import statutory_end_date
from cases.rules.node_table import CLOSE
from cases.services import derived
from courts.models import Court
from courts.selectors import work_calendar
from performance.indicators import Bounds
from performance.parameters import Parameters

# A deduction without an end moves the statutory end of an open case day by day: no end is stored.
_RUNNING = """
SELECT v.case_id FROM cases_limitversion v JOIN cases_case c ON c.id = v.case_id
WHERE v.limit_end IS NULL AND v.asked_from <= %(end)s
  AND (v.asked_to IS NULL OR v.asked_to >= %(end)s)
  AND (c.closed_on IS NULL OR c.closed_on > %(end)s)
  AND c.court_id = ANY(%(courts)s) AND c.type_word = %(first)s"""


@dataclass(frozen=True)
class Taking:
    """A week of a district, about to be read: `courts` in the order of the court tree."""

    district: str
    courts: tuple[str, ...]
    bounds: Bounds
    parameters: Parameters

    def values(self, **more: Any) -> dict[str, Any]:
        """Parameters of the statements that read live tables and facts."""
        return {
            **self.bounds.parameters(),
            "district": self.district,
            "courts": list(self.courts),
            "stored_nodes": [node for node in self.parameters.key_nodes if node != CLOSE],
            **more,
        }


def courts_of(district: Court) -> tuple[str, ...]:
    """Codes of the district's subtree, its own court first."""
    subtree = Court.objects.filter(path__startswith=district.path)
    return tuple(subtree.order_by("path").values_list("code", flat=True))


def running_ends(taking: Taking) -> tuple[list[int], list[date | None]]:
    """Cases whose end depends on the Sunday, with the end that the rule gives for it."""
    with connection.cursor() as cursor:
        cursor.execute(_RUNNING, taking.values(first=CaseType.FIRST.value))
        ids = [row[0] for row in cursor.fetchall()]
    ends = _ends(ids, taking.bounds.end) if ids else []
    return ids, ends


def _ends(ids: Iterable[int], asked: date) -> list[date | None]:
    calendar = work_calendar()
    known = {each.case_id: each.facts for each in derived.read_facts(list(ids))}
    return [statutory_end_date(limit_facts(known[pk]), asked, calendar) for pk in ids]

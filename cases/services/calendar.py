"""A changed work calendar: which limits and nodes of open cases would move, and moving them.

Closed cases stay as they were counted: a change never rewrites the past.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from cases.models import Case
from cases.rules.derived import CaseFacts, derive
from cases.rules.node_table import CLOSE
from cases.services.derived import BATCH, read_facts, recompute
from enforcement.kernel import clock
from enforcement.kernel.registries import MovedDate
from enforcement.kernel.workdays import WorkCalendar


class OpenCase(NamedTuple):
    """What a moved date says of its case."""

    pk: int
    number: str
    court_id: str


def preview_calendar(before: WorkCalendar, after: WorkCalendar, /) -> Iterator[MovedDate]:
    """Statutory ends and due dates of open cases that the changed calendar would move, streamed."""
    today = clock.today()
    for batch in _open_cases():
        by_id = {case.pk: case for case in batch}
        for known in read_facts(list(by_id)):
            case = by_id[known.case_id]
            for what, old, new in _moved(known.facts, today, before, after):
                yield MovedDate(
                    court=case.court_id, record=case.number, url=f"/cases/{case.pk}/",
                    what=what, before=old, after=new,
                )  # fmt: skip


def apply_calendar(calendar: WorkCalendar, /) -> int:
    """Recompute all open cases by the calendar now stored; how many changed.

    One transaction a batch. The argument is the calendar in force, which `recompute` reads itself.
    """
    return sum(recompute(case.pk for case in batch) for batch in _open_cases())


def _open_cases() -> Iterator[list[OpenCase]]:
    """Open cases in batches, ordered by key; a batch is read after the one before is done."""
    last = 0
    while batch := _batch_after(last):
        yield batch
        last = batch[-1].pk


def _batch_after(last: int) -> list[OpenCase]:
    rows = Case.objects.filter(closed_on=None, pk__gt=last).order_by("pk")
    return [OpenCase(*row) for row in rows.values_list("pk", "number", "court_id")[:BATCH]]


def _moved(
    facts: CaseFacts, today: date, before: WorkCalendar, after: WorkCalendar
) -> Iterator[tuple[str, date | None, date | None]]:
    old, new = derive(facts, today, before), derive(facts, today, after)
    if old.limit_end != new.limit_end:
        yield _("法定期限届满日"), old.limit_end, new.limit_end
    due = {each.node: each.due for each in old.nodes}
    for each in new.nodes:
        if each.node != CLOSE and each.done is None and each.due != due.get(each.node):
            yield _("%s 应办") % _(each.node), due.get(each.node), each.due

"""Open cases in batches, and which of their dates differ between two ways of counting."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from cases.models import Case
from cases.rules.derived import Derived
from cases.rules.node_table import CLOSE
from cases.services.derived import BATCH
from enforcement.kernel.registries import MovedDate


class OpenCase(NamedTuple):
    """What a moved date says of its case."""

    pk: int
    number: str
    court_id: str


def open_cases() -> Iterator[list[OpenCase]]:
    """Open cases in batches, ordered by key; a batch is read after the one before is done."""
    last = 0
    while batch := _batch_after(last):
        yield batch
        last = batch[-1].pk


def _batch_after(last: int) -> list[OpenCase]:
    rows = Case.objects.filter(closed_on=None, pk__gt=last).order_by("pk")
    return [OpenCase(*row) for row in rows.values_list("pk", "number", "court_id")[:BATCH]]


def moved_dates(case: OpenCase, old: Derived, new: Derived) -> Iterator[MovedDate]:
    """The statutory end and the due days of undone nodes that differ."""
    for what, before, after in _moved(old, new):
        yield MovedDate(
            court=case.court_id, record=case.number, url=f"/cases/{case.pk}/", what=what,
            before=before, after=after,
        )  # fmt: skip


def _moved(old: Derived, new: Derived) -> Iterator[tuple[str, date | None, date | None]]:
    if old.limit_end != new.limit_end:
        yield _("法定期限届满日"), old.limit_end, new.limit_end
    due = {each.node: each.due for each in old.nodes}
    for each in new.nodes:
        if each.node != CLOSE and each.done is None and each.due != due.get(each.node):
            yield _("%s 应办") % _(each.node), due.get(each.node), each.due

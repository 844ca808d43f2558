"""A new value of a dated parameter: which terms that start on its day or later would move.

Terms under way keep their length. As a new value holds from today on at the earliest, few cases are
touched: those filed today, notices whose start is today, deferrals that end in the future.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Case, CaseNode, Receipt
from cases.rules.derived import derive
from cases.rules.in_force import Terms
from cases.selectors.terms import terms_in_force, terms_with
from cases.services.derived import read_facts, recompute
from cases.services.moving import OpenCase, moved_dates
from courts.selectors import work_calendar
from enforcement.kernel import bulk, clock
from enforcement.kernel.registries import MovedDate


def preview_parameter(code: str, value: Any, from_on: date, /) -> Iterator[MovedDate]:
    """Dates of open cases and of money on account that the new value would move, streamed."""
    before, after = terms_in_force(), terms_with(code, value, from_on)
    yield from _moved_cases(from_on, before, after)
    yield from _moved_receipts(from_on, before, after)


def apply_parameter(from_on: date, /) -> int:
    """Recount what starts on that day or later by the values now stored; how many records changed."""
    terms = terms_in_force()
    ids = _cases_from(from_on).values_list("pk", flat=True)
    receipts = [(each.pk, _due(each, terms)) for each in _receipts_from(from_on)]
    return recompute(ids) + bulk.update(Receipt, ("due_on",), receipts)


def _cases_from(from_on: date) -> QuerySet[Case]:
    """Open cases with a term that starts on that day or later."""
    started = CaseNode.objects.filter(case=OuterRef("pk"), done_on__gte=from_on)
    return Case.objects.open().filter(Q(filed_on__gte=from_on) | Exists(started))


def _receipts_from(from_on: date) -> QuerySet[Receipt]:
    later = Q(received_on__gte=from_on) | Q(deferred_until__gte=from_on)
    return Receipt.objects.unpaid().filter(later).select_related("case")


def _moved_cases(from_on: date, before: Terms, after: Terms) -> Iterator[MovedDate]:
    today, calendar = clock.today(), work_calendar()
    rows = _cases_from(from_on).order_by("pk").values_list("pk", "number", "court_id")
    cases = {row[0]: OpenCase(*row) for row in rows}
    for known in read_facts(list(cases)):
        old = derive(known.facts, today, calendar, before)
        new = derive(known.facts, today, calendar, after)
        yield from moved_dates(cases[known.case_id], old, new)


def _moved_receipts(from_on: date, before: Terms, after: Terms) -> Iterator[MovedDate]:
    for receipt in _receipts_from(from_on).order_by("pk"):
        old, new = _due(receipt, before), _due(receipt, after)
        if old != new:
            yield MovedDate(
                court=receipt.case.court_id, record=receipt.case.number,
                url=receipt.case.get_absolute_url(), what=_("案款应发"), before=old, after=new,
            )  # fmt: skip


def _due(receipt: Receipt, terms: Terms) -> date:
    return terms.payout_due(receipt.received_on, receipt.deferred_until)

"""The petition list as page and export share it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from courts.models import User
from enforcement.kernel.exporting import Export
from enforcement.kernel.paging import Order, sorted_by
from enforcement.kernel.tabular import Kind
from petitions.filters import PetitionFilter
from petitions.models import Petition

NEWEST = Order("received_on", descending=True)


def petition_filter(user: User, query: QueryDict) -> PetitionFilter:
    """The filter of a query string; without a word of state: what is not done."""
    given = query.copy()
    given.setdefault("state", "all" if given.get("q") else "open")
    rows = Petition.objects.visible_to(user)
    return PetitionFilter(given, rows, user=user)


def export_petitions(user: User, query: QueryDict) -> Export:
    """The sheet of exactly the rows shown, in the columns of the ledger: it may be imported again."""
    rows = petition_filter(user, query).rows.select_related("court", "case")
    header = [
        _("登记编号"), _("法院代字"), _("法院"), _("来访日期"), _("信访人"), _("人数"), _("案号"), _("来源"),
        _("诉求"), _("督办"), _("办结日期"), _("化解"), _("剔除日期"), _("问题数"), _("回访日期"), _("满意"),
    ]  # fmt: skip
    kinds = [
        Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.DATE, Kind.TEXT, Kind.INTEGER, Kind.TEXT, Kind.TEXT,
        Kind.TEXT,
        Kind.YES_NO, Kind.DATE, Kind.YES_NO, Kind.DATE, Kind.INTEGER, Kind.DATE, Kind.YES_NO,
    ]  # fmt: skip
    return Export(_("信访"), header, kinds, _rows(rows), rows.count())


def _rows(rows: QuerySet[Petition]) -> Iterator[tuple[Any, ...]]:
    for each in sorted_by(rows, NEWEST).iterator(chunk_size=2000):
        yield (
            each.number, each.court_id, each.court.name, each.received_on, each.petitioner, each.people,
            each.case.number if each.case else each.case_number, each.source, each.demand,
            each.supervised, each.done_on, each.resolved, each.struck_on, each.problems,
            each.revisited_on, each.satisfied,
        )  # fmt: skip

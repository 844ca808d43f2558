"""The register list as page and export share it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from courts.models import User
from defaulters.enums import Ground
from defaulters.filters import EntryFilter
from defaulters.models import Entry
from enforcement.kernel.exporting import Export
from enforcement.kernel.paging import Order, sorted_by
from enforcement.kernel.tabular import Kind

NEWEST = Order("published_on", descending=True)


def entry_filter(user: User, query: QueryDict) -> EntryFilter:
    """The filter of a query string; without a word of state: what is live."""
    given = query.copy()
    given.setdefault("state", "live")
    rows = Entry.objects.visible_to(user)
    return EntryFilter(given, rows, user=user)


def export_entries(user: User, query: QueryDict) -> Export:
    """The sheet of exactly the rows shown, in the columns of the ledger; numbers are masked."""
    rows = entry_filter(user, query).rows.select_related("case", "court", "debtor")
    header = [
        _("案号"), _("法院"), _("被执行人"), _("证件号码"), _("失信情形"), _("情形"), _("决定日期"),
        _("公布日期"), _("期限至"), _("删除日期"), _("删除事由"),
    ]  # fmt: skip
    kinds = [*[Kind.TEXT] * 4, Kind.INTEGER, Kind.TEXT, *[Kind.DATE] * 4, Kind.TEXT]
    return Export(_("失信"), header, kinds, _rows(rows), rows.count())


def _rows(rows: QuerySet[Entry]) -> Iterator[tuple[Any, ...]]:
    for each in sorted_by(rows, NEWEST).iterator(chunk_size=2000):
        yield (
            each.case.number, each.court.name, each.debtor.name, each.debtor.number_masked,
            each.ground, str(Ground(each.ground).label), each.decided_on, each.published_on,
            each.expires_on, each.removed_on, each.removal_ground,
        )  # fmt: skip

"""The case list as page, export and walk share it: one filter, one order, one set of rights."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.filters import CaseFilter
from cases.models import Case
from courts.models import User
from enforcement.kernel import paging
from enforcement.kernel.paging import Order

WALK_SALT = "cases.walk"
ORDERS = {
    "filed": Order("filed_on", descending=True),
    "limit": Order("limit_end", nullable=True),
    "next": Order("next_due_on", nullable=True),
    "claim": Order("claim_amount", descending=True),
    "closed": Order("closed_on", descending=True, nullable=True),
}
ORDER_LABELS = {
    "filed": _("立案日期从近到远"),
    "limit": _("法定期限从急到缓"),
    "next": _("下一节点从急到缓"),
    "claim": _("标的从大到小"),
    "closed": _("结案日期从近到远"),
}
STATE = ("q", "desk", "state", "court", "type_word", "status", "officer", "unassigned", "team",
         "cause", "limit", "property", "close_mode", "filed_from", "filed_to", "closed_from",
         "closed_to", "claim_from", "claim_to", "sort")  # fmt: skip


@dataclass(frozen=True)
class CaseList:
    """A user's case list under the conditions of a query string."""

    user: User
    query: QueryDict
    filter: CaseFilter
    order: Order
    sort: str

    @property
    def rows(self) -> QuerySet[Case]:
        """The cases of the list in no order; nothing while a condition is wrong."""
        return self.filter.qs if self.filter.is_valid() else Case.objects.none()

    def page(self) -> paging.Page[Case]:
        """The page that the query names."""
        rows = self.rows.select_related("officer", "court")
        return paging.paginate(rows, self.order, self.query)

    def walk_token(self) -> str:
        """The list's conditions, signed, to walk from record to record (ui.md section 7)."""
        kept = {name: self.query[name] for name in STATE if self.query.get(name)}
        return signing.dumps(kept, salt=WALK_SALT, compress=True)


def case_list(user: User, query: QueryDict) -> CaseList:
    """The list for a query string; without a word of desk and state: one's own open cases."""
    given = query.copy()
    if "state" not in given:
        given["state"] = "all" if given.get("q") else "open"
    if "desk" not in given:
        given["desk"] = "mine" if _has_desk(user) and not given.get("q") else "court"
    sort = given.get("sort", "filed")
    sort = sort if sort in ORDERS else "filed"
    rows = Case.objects.visible_to(user)
    return CaseList(user, given, CaseFilter(given, rows, user=user), ORDERS[sort], sort)


def _has_desk(user: User) -> bool:
    return "officer" in user.access.roles


@dataclass(frozen=True)
class Walk:
    """Neighbours of a case in the list it was opened from."""

    prev_id: int | None
    next_id: int | None
    place: int | None
    total: int | None


def walk(user: User, token: str, case: Case) -> tuple[Walk, CaseList] | None:
    """Where the case stands in the list of a token; None when there is none."""
    try:
        kept: dict[str, Any] = signing.loads(token, salt=WALK_SALT)
    except signing.BadSignature:
        return None
    query = QueryDict(mutable=True)
    query.update(kept)
    cases = case_list(user, query)
    edge = paging.edge_of(case, cases.order)
    # A case that an act took out of the filter keeps its place: its neighbours are found by value.
    before = paging.sorted_by(cases.rows, cases.order, backwards=True).filter(
        paging.beyond(cases.order, edge, backwards=True)
    )
    after = paging.sorted_by(cases.rows, cases.order).filter(paging.beyond(cases.order, edge))
    ids = [rows.values_list("pk", flat=True).first() for rows in (before, after)]
    ahead = paging.count_bounded(before)
    total = paging.count_bounded(cases.rows)
    place = None if ahead is None else ahead + 1
    return Walk(ids[0], ids[1], place, total), cases

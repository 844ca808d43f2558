"""The case list as page, export and walk share it: one filter, one order, one set of rights."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote_plus

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import searching, selectors
from cases.filters import CaseFilter
from cases.models import Case
from courts.models import User
from enforcement.kernel import paging, walks
from enforcement.kernel.paging import Order, Place
from enforcement.kernel.walks import Walked

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
STATE = (*CaseFilter.base_filters, "sort")


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
        return self.filter.rows

    def page(self) -> paging.Page[Case]:
        """The page that the query names, each case with its officer, court and parties."""
        rows = selectors.with_parties(self.rows.select_related("officer", "court"))
        return paging.paginate(rows, self.order, self.query)

    def lines(self) -> paging.Page[Any]:
        """The same page as the lines of a table (`selectors.LINES`): a third of the cost."""
        return paging.paginate(
            self.rows, self.order, self.query, lines=selectors.LINES, once=self._is_of_somebody
        )

    def place_of(self, case: Case) -> Place:
        """Where the case stands in the list."""
        return paging.place_of(case, self.rows, self.order, once=self._is_of_somebody)

    def panel(self) -> CaseFilter:
        """Every condition, to choose from; those that are given are filled in."""
        return self.filter.panel()

    @property
    def _is_of_somebody(self) -> bool:
        """Whether the list is what a name or a number of a person finds."""
        return searching.names_somebody(self.query.get("q", ""))

    @cached_property
    def _given(self) -> dict[str, str]:
        """Each condition as it stands in an address; blank where it is not set."""
        return {name: _pair(name, self.query.get(name, "")) for name in STATE}

    def state(self, **changes: str) -> str:
        """The query string of the list, with some conditions changed; a blank one is left out."""
        given = self._given | {name: _pair(name, value) for name, value in changes.items()}
        return "&".join(filter(None, given.values()))

    def shown_search(self) -> str:
        """What was searched for, as a page may show it again in the box: never a person's number."""
        text = self.query.get("q", "")
        return "" if text.startswith(searching.SEAL) else text

    def walk_token(self) -> str:
        """The list's conditions, signed, to walk from record to record (ui.md section 7)."""
        kept = {name: self.query[name] for name in STATE if self.query.get(name)}
        return walks.token_of(kept)


def case_list(user: User, query: QueryDict) -> CaseList:
    """The list for a query string; without a word of desk and state: one's own open cases."""
    given = query.copy()
    if text := query.get(
        "q", ""
    ):  # conditions are saved, signed and sent to jobs: no number in clear
        given["q"] = searching.sealed(text)
    if not given.get("state"):
        given["state"] = "all" if given.get("q") else "open"
    if not given.get("desk"):
        given["desk"] = "mine" if has_own_desk(user) and not given.get("q") else "court"
    sort = given.get("sort", "filed")
    sort = sort if sort in ORDERS else "filed"
    rows = Case.objects.visible_to(user)
    return CaseList(user, given, CaseFilter(given, rows, user=user), ORDERS[sort], sort)


def _pair(name: str, value: str) -> str:
    return f"{name}={quote_plus(value)}" if value else ""


def has_own_desk(user: User) -> bool:
    """Whether cases are assigned to this person."""
    return "officer" in user.access.roles


def walk(user: User, token: str, case: Case) -> tuple[Place, CaseList] | None:
    """Where the case stands in the list of a token, within the user's rights; None when forged."""
    kept = walks.read(token)
    if kept is None or walks.KIND in kept:
        return None
    query = QueryDict(mutable=True)
    query.update(kept)
    cases = case_list(user, query)
    return cases.place_of(case), cases


def walked(user: User, token: str, case: Case) -> Walked | None:
    """Where the case stands in whatever list a token names; None when forged or closed to them."""
    kept = walks.read(token)
    if kept is not None and walks.KIND in kept:
        return walks.find(user, kept, case)
    walking = walk(user, token, case)
    if walking is None:
        return None
    place, cases = walking
    words = _("我的案件") if cases.query["desk"] == "mine" else _("案件列表")
    return Walked(str(words), f"{reverse('cases:case_list')}?{cases.state()}", place)

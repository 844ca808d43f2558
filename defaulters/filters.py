"""Filters of the register list; the URL holds the state."""

from functools import cache
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.searching import check_enough, is_personal
from courts.models import User
from courts.selectors import named_courts
from defaulters.enums import Ground
from defaulters.models import Entry
from defaulters.searching import search_entries
from enforcement.kernel import clock
from enforcement.kernel.typed_filters import GivenFilters

STATES = [
    ("live", _("在列")),
    ("ending", _("期限已满未删")),
    ("removed", _("已删除")),
    ("all", _("全部")),
]


class EntryFilter(GivenFilters):
    """Conditions of the register list. `q` takes a debtor's name or a case number."""

    q = django_filters.CharFilter(
        label=_("被执行人、案号"), method="search", validators=[check_enough]
    )
    state = django_filters.ChoiceFilter(label=_("状态"), choices=STATES, method="in_state")
    court = django_filters.ChoiceFilter(label=_("法院"), choices=(), empty_label=_("不限"))
    ground = django_filters.ChoiceFilter(
        label=_("失信情形"), choices=Ground.choices, empty_label=_("不限")
    )

    class Meta:
        model = Entry
        fields: list[str] = []

    links: ClassVar[dict[str, Any]] = {"state": dict(STATES)}

    def __init__(
        self, data: QueryDict, rows: QuerySet[Entry], *, user: User, every: bool = False
    ) -> None:
        super().__init__(data, rows, user=user, every=every)
        if "court" in self.filters:  # read once, and only when a page shows them
            self.filters["court"].extra["choices"] = cache(self._courts)

    def _courts(self) -> list[tuple[str, str]]:
        return named_courts(self.user.courts_with("defaulter_view"))

    def search(self, rows: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """By debtor's name (two characters or more) or case number.

        Numbers of persons go into the box of the top bar, which keeps them out of addresses.
        """
        return rows.none() if is_personal(value) else search_entries(rows, value)

    def in_state(self, rows: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Live, past its term and not removed, removed, or all."""
        if value == "live":
            return rows.filter(removed_on=None)
        if value == "ending":
            return rows.filter(removed_on=None, expires_on__lt=clock.today())
        return rows.filter(removed_on__isnull=False) if value == "removed" else rows

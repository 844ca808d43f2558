"""Filters of the petition list; the URL holds the state."""

from functools import cache
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courts.models import User
from courts.selectors import named_courts
from enforcement.kernel.typed_filters import GivenFilters, day_filter
from petitions.models import Petition
from petitions.searching import search_petitions

YES_NO = [("", _("不限")), ("true", _("是")), ("false", _("否"))]
STATES = [("open", _("未办结")), ("done", _("已办结")), ("struck", _("已剔除")), ("all", _("全部"))]


class PetitionFilter(GivenFilters):
    """Conditions of the petition list. `q` takes a number, a petitioner or a case number."""

    q = django_filters.CharFilter(label=_("登记编号、信访人、案号"), method="search")
    state = django_filters.ChoiceFilter(label=_("办理情况"), choices=STATES, method="in_state")
    court = django_filters.ChoiceFilter(label=_("法院"), choices=(), empty_label=_("不限"))
    supervised = django_filters.BooleanFilter(label=_("督办"), widget=forms.Select(choices=YES_NO))
    received_from = day_filter(_("来访自"), "received_on", "gte")
    received_to = day_filter(_("来访至"), "received_on", "lte")

    class Meta:
        model = Petition
        fields: list[str] = []

    links: ClassVar[dict[str, Any]] = {"state": dict(STATES)}

    def __init__(
        self, data: QueryDict, rows: QuerySet[Petition], *, user: User, every: bool = False
    ) -> None:
        super().__init__(data, rows, user=user, every=every)
        if "court" in self.filters:  # read once, and only when a page shows them
            self.filters["court"].extra["choices"] = cache(self._courts)

    def _courts(self) -> list[tuple[str, str]]:
        return named_courts(self.user.courts_with("petition_view"))

    def search(self, rows: QuerySet[Petition], name: str, value: str) -> QuerySet[Petition]:
        """By registration number, petitioner or case number."""
        return search_petitions(rows, value)

    def in_state(self, rows: QuerySet[Petition], name: str, value: str) -> QuerySet[Petition]:
        """Open, done, struck off or all."""
        if value == "open":
            return rows.open()  # type: ignore[attr-defined]  # PetitionQuerySet
        if value == "done":
            return rows.filter(done_on__isnull=False, struck_on=None)
        return rows.filter(struck_on__isnull=False) if value == "struck" else rows

"""Filters of the register list; the URL holds the state."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Party
from cases.searching import check_enough
from courts.models import Court, User
from defaulters.enums import Ground
from defaulters.models import Entry
from enforcement.kernel import clock
from enforcement.kernel.names import normalize_name

STATES = [
    ("live", _("在列")),
    ("ending", _("期限已满未删")),
    ("removed", _("已删除")),
    ("all", _("全部")),
]


class EntryFilter(django_filters.FilterSet):
    """Conditions of the register list. `q` takes a debtor's name or a case number."""

    q = django_filters.CharFilter(
        label=_("被执行人、案号"), method="search", validators=[check_enough]
    )
    state = django_filters.ChoiceFilter(label=_("状态"), choices=STATES, method="in_state")
    court = django_filters.ModelChoiceFilter(
        label=_("法院"),
        queryset=Court.objects.none(),
        empty_label=_("不限"),
        field_name="case__court",
    )
    ground = django_filters.ChoiceFilter(
        label=_("失信情形"), choices=Ground.choices, empty_label=_("不限")
    )

    class Meta:
        model = Entry
        fields: list[str] = []

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = user.courts_with("defaulter_view")
        self.filters["court"].queryset = Court.objects.filter(code__in=scope).order_by("path")

    def search(self, rows: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """By debtor's name (two characters or more) or case number."""
        key = normalize_name(value)
        if key.startswith(("(", "（")) or key.endswith("号"):
            return rows.filter(case__number__contains=value.strip())
        return rows.filter(debtor__in=Party.objects.named_like(key).values("pk"))

    def in_state(self, rows: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Live, past its term and not removed, removed, or all."""
        if value == "live":
            return rows.filter(removed_on=None)
        if value == "ending":
            return rows.filter(removed_on=None, expires_on__lt=clock.today())
        return rows.filter(removed_on__isnull=False) if value == "removed" else rows

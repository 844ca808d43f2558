"""Filters of the case list; the URL holds the state."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseStatus, CaseType, CloseMode
from cases.models import Case
from cases.searching import search_cases
from courts.models import Court, User
from enforcement.kernel import clock

STATES = [("open", _("未结")), ("closed", _("已结")), ("all", _("全部"))]
DESKS = [("mine", _("我的")), ("court", _("全院"))]
LIMITS = [("overdue", _("已超期")), ("7", _("7 天内届满")), ("30", _("30 天内届满"))]
PROPERTY = [("yes", _("有财产")), ("no", _("无财产")), ("unknown", _("未查明"))]
OFFICERS = [("none", _("未分案")), ("unlinked", _("承办人未对应用户"))]


def _day(label: Any, field: str, lookup: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(
        field_name=field, lookup_expr=lookup, label=label,
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip


class CaseFilter(django_filters.FilterSet):
    """Conditions of the case list. `q` takes a number in any spelling or a party."""

    q = django_filters.CharFilter(label=_("案号、当事人、证件号码"), method="search")
    desk = django_filters.ChoiceFilter(label=_("范围"), choices=DESKS, method="on_desk")
    state = django_filters.ChoiceFilter(label=_("结案情况"), choices=STATES, method="in_state")
    court = django_filters.ModelChoiceFilter(label=_("法院"), queryset=Court.objects.none())
    type_word = django_filters.ChoiceFilter(label=_("案件类型"), choices=CaseType.choices)
    status = django_filters.ChoiceFilter(label=_("状态"), choices=CaseStatus.choices)
    officer = django_filters.ModelChoiceFilter(label=_("承办人"), queryset=User.objects.none())
    unassigned = django_filters.ChoiceFilter(
        label=_("分案"), choices=OFFICERS, method="without_officer"
    )
    team = django_filters.CharFilter(label=_("承办部门"), lookup_expr="exact")
    cause = django_filters.CharFilter(label=_("案由"), lookup_expr="startswith")
    limit = django_filters.ChoiceFilter(label=_("法定期限"), choices=LIMITS, method="by_limit")
    property = django_filters.ChoiceFilter(label=_("财产"), choices=PROPERTY, method="by_property")
    close_mode = django_filters.ChoiceFilter(label=_("结案方式"), choices=CloseMode.choices)
    filed_from = _day(_("立案自"), "filed_on", "gte")
    filed_to = _day(_("立案至"), "filed_on", "lte")
    closed_from = _day(_("结案自"), "closed_on", "gte")
    closed_to = _day(_("结案至"), "closed_on", "lte")
    claim_from = django_filters.NumberFilter(
        label=_("标的不少于"), field_name="claim_amount", lookup_expr="gte"
    )
    claim_to = django_filters.NumberFilter(
        label=_("标的不超过"), field_name="claim_amount", lookup_expr="lte"
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        scope = user.courts_with("case_view")
        self.filters["court"].queryset = Court.objects.filter(code__in=scope).order_by("path")
        self.filters["officer"].queryset = User.objects.at(
            scope, clock.today(), ["officer", "chief"]
        )

    def search(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """By number, identity number or party."""
        return search_cases(rows, value)

    def on_desk(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """The person's own desk, or everything visible."""
        return rows.filter(officer_id=self.user.pk) if value == "mine" else rows

    def in_state(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Open, closed or all."""
        if value == "all":
            return rows
        return rows.filter(closed_on__isnull=value == "open")

    def without_officer(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Not assigned at all, or with an imported name that is no user yet."""
        rows = rows.filter(officer=None, closed_on=None)
        return rows.filter(officer_name="") if value == "none" else rows.exclude(officer_name="")

    def by_limit(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Open cases past their statutory end, or near it. A stopped clock is neither."""
        today = clock.today()
        rows = rows.filter(closed_on=None)
        if value == "overdue":
            return rows.filter(limit_end__lt=today)
        return rows.filter(limit_end__range=(today, today + timedelta(days=int(value))))

    def by_property(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Has property, has none, or not known yet."""
        return rows.filter(has_property={"yes": True, "no": False, "unknown": None}[value])

"""Filters of the lists of people and of audit events; the URL holds the state."""

from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from courts.enums import Permission, Role
from courts.models import Court, User
from enforcement.kernel import clock
from enforcement.kernel.audit.words import words_of_acts
from enforcement.kernel.fields import DayField
from enforcement.kernel.models import AuditEvent

STATES = [("active", _("在用")), ("inactive", _("已停用")), ("all", _("全部"))]
OBJECTS = [
    ("cases.Case", _("案件")),
    ("courts.User", _("人员")),
    ("courts.Parameter", _("参数")),
    ("petitions.", _("信访")),
    ("defaulters.", _("失信限高")),
    ("performance.", _("质效与通报")),
    ("office.", _("审批与文书")),
    ("kernel.Job", _("任务")),
    ("kernel.StoredFile", _("文件")),
]


class _DayFilter(django_filters.DateFilter):
    field_class = DayField


def _acts() -> list[tuple[str, str]]:
    return list(words_of_acts().items())


class UserFilter(django_filters.FilterSet):
    """Conditions of the list of people."""

    q = django_filters.CharFilter(label=_("姓名、用户名"), method="search")
    state = django_filters.ChoiceFilter(label=_("状态"), choices=STATES, method="in_state")
    court = django_filters.ModelChoiceFilter(
        label=_("法院"), queryset=Court.objects.none(), method="holding"
    )
    role = django_filters.ChoiceFilter(label=_("岗位"), choices=Role.choices, method="holding")

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managed = user.courts_with(Permission.USER_MANAGE)
        self.managed = managed
        self.filters["court"].queryset = Court.objects.filter(code__in=managed).order_by("path")

    def search(self, rows: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Part of the name or of the user name."""
        return rows.filter(Q(name__contains=value) | Q(username__icontains=value))

    def in_state(self, rows: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Who may sign in, who may not, or both."""
        return rows if value == "all" else rows.filter(is_active=value == "active")

    def holding(self, rows: QuerySet[User], name: str, value: Any) -> QuerySet[User]:
        """Court and role belong to one post: asked once, when the role is looked at, or alone."""
        court, role = self.form.cleaned_data["court"], self.form.cleaned_data["role"]
        if name == "court" and role:
            return rows
        courts = [court.pk] if court else self.managed
        return rows.holding(courts, role, clock.today())  # type: ignore[attr-defined]  # our queryset


class EventFilter(django_filters.FilterSet):
    """Conditions of the list of audit events."""

    q = django_filters.CharFilter(label=_("对象名称，例如案号、姓名"), method="search")
    court = django_filters.ModelChoiceFilter(
        label=_("法院"), queryset=Court.objects.none(), method="of_court"
    )
    person = django_filters.CharFilter(label=_("人员"), method="by_person")
    act = django_filters.ChoiceFilter(label=_("做了什么"), choices=_acts)
    kind = django_filters.ChoiceFilter(label=_("对象"), choices=OBJECTS, method="of_kind")
    from_on = _DayFilter(
        label=_("自"), method="since", widget=forms.DateInput(attrs={"type": "date"})
    )
    to_on = _DayFilter(
        label=_("至"), method="until", widget=forms.DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = user.courts_with(Permission.AUDIT_VIEW)
        self.filters["court"].queryset = Court.objects.filter(code__in=scope).order_by("path")

    def search(self, rows: QuerySet[AuditEvent], name: str, value: str) -> QuerySet[AuditEvent]:
        """Part of what the record was called then."""
        return rows.filter(object_label__contains=value)

    def of_court(self, rows: QuerySet[AuditEvent], name: str, value: Court) -> Any:
        """Acts that belong to the record of one court."""
        return rows.filter(court_code=value.pk)

    def by_person(self, rows: QuerySet[AuditEvent], name: str, value: str) -> Any:
        """Acts of people of this name, or of the system itself."""
        return rows.filter(actor_name=value)

    def of_kind(self, rows: QuerySet[AuditEvent], name: str, value: str) -> Any:
        """Acts on records of one kind, or of one room."""
        return rows.filter(object_type__startswith=value)

    def since(self, rows: QuerySet[AuditEvent], name: str, value: date) -> Any:
        """From the beginning of this day."""
        return rows.filter(at__gte=_midnight(value))

    def until(self, rows: QuerySet[AuditEvent], name: str, value: date) -> Any:
        """To the end of this day."""
        return rows.filter(at__lt=_midnight(value + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.SHANGHAI)

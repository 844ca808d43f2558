"""Filters of lists: the conditions that are given, by dates and sums as people type them."""

from collections.abc import Container, Mapping
from typing import Any, ClassVar, Self

import django_filters
from django.db.models import QuerySet
from django.forms import DateInput, Field, TextInput
from django.http import QueryDict

from enforcement.kernel.fields import DAY_FORMATS, DayField, YuanField


class GivenFilters(django_filters.FilterSet):
    """Conditions of a list that are given; `every` one of them for a panel to choose from.

    A list mostly stands under one or two of its conditions, and the fields of all would cost more
    than its rows. `links`: conditions chosen by links above the list, and their values; such a value
    needs no field either.
    """

    links: ClassVar[Mapping[str, Container[str]]] = {}
    base_filters: dict[str, django_filters.Filter]

    def __init__(
        self, data: QueryDict, rows: QuerySet[Any], *, user: Any, every: bool = False
    ) -> None:
        self.user = user
        if not every:
            linked = {name for name, values in self.links.items() if data.get(name) in values}
            for name in linked:
                rows = getattr(self, str(self.base_filters[name].method))(rows, name, data[name])
            self.base_filters = {
                name: each
                for name, each in self.base_filters.items()
                if data.get(name) and name not in linked
            }
        super().__init__(data, rows)

    def panel(self) -> Self:
        """Every condition, those that are given filled in; it filters nothing."""
        return type(self)(self.data, self.queryset.none(), user=self.user, every=True)

    def is_valid(self) -> bool:
        """Whether every condition that is given can be one."""
        return not self.filters or bool(super().is_valid())

    @property
    def rows(self) -> QuerySet[Any]:
        """What the conditions leave; nothing while one of them is wrong."""
        if not self.filters:
            return self.queryset
        return self.qs if self.is_valid() else self.queryset.none()

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields of the conditions that are not chosen by links."""
        return self.form.fields if self.filters else {}


class DayFilter(django_filters.DateFilter):
    """A date in any of the usual spellings."""

    field_class = DayField


class YuanFilter(django_filters.NumberFilter):
    """A sum in yuan, with thousands separators or without."""

    field_class = YuanField


def day_filter(label: Any, field: str, lookup: str) -> DayFilter:
    """A condition on a date column; `lookup` as Django spells it: gte, lte."""
    return DayFilter(
        field_name=field, lookup_expr=lookup, label=label, input_formats=DAY_FORMATS,
        widget=DateInput(attrs={"data-day": "", "autocomplete": "off"}),
    )  # fmt: skip


def yuan_filter(label: Any, field: str, lookup: str) -> YuanFilter:
    """A condition on a column of money."""
    return YuanFilter(
        field_name=field, lookup_expr=lookup, label=label, max_digits=15, decimal_places=2,
        widget=TextInput(attrs={"inputmode": "decimal", "data-amount": "", "maxlength": 24}),
    )  # fmt: skip

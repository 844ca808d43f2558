"""Filters of lists by dates and sums as people type them."""

from typing import Any

import django_filters
from django.forms import DateInput, TextInput

from enforcement.kernel.fields import DAY_FORMATS, DayField, YuanField


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

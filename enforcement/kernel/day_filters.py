"""Filters of lists by dates as people type them."""

from typing import Any

import django_filters
from django.forms import DateInput

from enforcement.kernel.fields import DAY_FORMATS, DayField


class DayFilter(django_filters.DateFilter):
    """A date in any of the usual spellings."""

    field_class = DayField


def day_filter(label: Any, field: str, lookup: str) -> DayFilter:
    """A condition on a date column; `lookup` as Django spells it: gte, lte."""
    return DayFilter(
        field_name=field, lookup_expr=lookup, label=label, input_formats=DAY_FORMATS,
        widget=DateInput(attrs={"data-day": "", "autocomplete": "off"}),
    )  # fmt: skip

"""Fields that several forms share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.kernel.fields import DAY_FORMATS, DayField


def day(label: Any, **options: Any) -> DayField:
    """A date as people type it; the script of the page completes 0724 and 7-24."""
    widget = forms.DateInput(
        attrs={"data-day": "", "placeholder": "2026-07-24", "inputmode": "numeric"},
        format="%Y-%m-%d",
    )
    return DayField(label=label, widget=widget, input_formats=DAY_FORMATS, **options)


REASON = _("理由")


def reason(label: Any = REASON, **options: Any) -> forms.CharField:
    """Why, for the record."""
    return forms.CharField(label=label, max_length=200, **options)

"""Input of figures: a week to freeze, a file of averages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enforcement.kernel.fields import DayField

LARGEST_FILE = 2_000_000  # bytes; thousands of weeks


class WeekForm(forms.Form):
    """Which week of which district to freeze, and why again."""

    court = forms.CharField(max_length=20)
    week = DayField()
    reason = forms.CharField(max_length=500, required=False)


class BenchmarkForm(forms.Form):
    """A CSV file of provincial averages."""

    file = forms.FileField(label=_("省均文件（CSV）"), help_text=_("四列：指标、周日、省均、来源"))

    def clean_file(self) -> Any:
        """Refuse a file that is no list of averages before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件超过 2 MB，不像省均文件。"))
        return file

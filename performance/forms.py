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
    reason = forms.CharField(
        label=_("原因"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("可以不写。不写时记下有变化的案件。"),
    )


class BenchmarkForm(forms.Form):
    """A table of provincial averages: .xlsx, .csv, or a .zip of .csv files."""

    file = forms.FileField(
        label=_("省均文件（.xlsx 或 .csv）"),
        help_text=_("四列：指标、周日、省均、来源。百分比写 88.60，不写 0.886。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.zip"}),
    )

    def clean_file(self) -> Any:
        """Refuse a file that is no list of averages before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("文件超过 2 MB，不像省均文件。"))
        return file

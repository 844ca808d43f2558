"""The form of an upload."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LedgerForm(forms.Form):
    """A ledger workbook, or a zip of .csv files."""

    file = forms.FileField(
        label=_("台账文件"),
        help_text=_(".xlsx，或每张表一个 .csv 的 .zip，最大 100 MB"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.zip"}),
    )

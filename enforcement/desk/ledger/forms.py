"""The form of an upload."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExportForm(forms.Form):
    """A reason asks for full numbers."""

    reason = forms.CharField(
        label=_("需要完整号码的理由"),
        required=False,
        max_length=200,
        help_text=_("不填：表里没有证件号码和电话两列。填：含完整号码，理由记入操作记录"),
    )


class LedgerForm(forms.Form):
    """A ledger workbook, or a zip of .csv files."""

    file = forms.FileField(
        label=_("台账文件"),
        help_text=_(".xlsx，或每张表一个 .csv 的 .zip，最大 100 MB"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.zip"}),
    )

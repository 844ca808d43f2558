"""The form of a year's notice."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CalendarForm(forms.Form):
    """A spreadsheet of days, and the notice that announced them."""

    file = forms.FileField(
        label=_("日历文件"),
        help_text=_("电子表格（.xlsx 或 .csv），两列：日期、种类；种类填 放假 或 上班"),
    )
    source = forms.CharField(
        label=_("依据"), max_length=100, help_text=_("例如 国办发明电〔2026〕9 号")
    )
    whole_years = forms.BooleanField(
        label=_("文件是所涉年份的全部安排"), required=False,
        help_text=_("勾选后，文件里没有的日子恢复为普通日"),
    )  # fmt: skip

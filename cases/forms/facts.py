"""Filing, facts, number and officer of a case."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseType
from cases.models import Case
from courts.models import Court, User
from enforcement.kernel import clock
from enforcement.kernel.fields import SubmissionField, day, yuan

KNOWN = [("", _("未查明")), ("yes", _("有")), ("no", _("无"))]
ASK_COUNT = 20  # bulk acts over so many records ask to type their number (ui.md 5)


def truth(word: str) -> bool | None:
    """`yes`, `no` or blank of a choice field."""
    return {"yes": True, "no": False}.get(word)


class FilingForm(forms.Form):
    """立案: in the order of the paper form."""

    court = forms.ModelChoiceField(
        label=_("法院"), queryset=Court.objects.none(), empty_label=_("请选")
    )
    type_word = forms.ChoiceField(label=_("案件类型"), choices=CaseType.choices)
    filed_on = day(_("立案日期"))
    cause = forms.CharField(label=_("案由"), max_length=120, required=False)
    basis_number = forms.CharField(label=_("执行依据文号"), max_length=120, required=False)
    claim_amount = yuan(_("申请执行标的（元）"))
    team = forms.CharField(label=_("承办部门"), max_length=40, required=False)
    has_property = forms.ChoiceField(label=_("有财产可供执行"), choices=KNOWN, required=False)
    submission = SubmissionField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        courts = Court.objects.filter(code__in=user.courts_with("case_file")).order_by("path")
        self.fields["court"].queryset = courts  # type: ignore[attr-defined]
        self.fields["filed_on"].initial = clock.today
        if len(found := list(courts[:2])) == 1:
            self.fields["court"].initial = found[0].pk


class CaseForm(forms.Form):
    """Facts of an open case that may still change. `version` guards against a lost update."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    filed_on = day(_("立案日期"))
    cause = forms.CharField(label=_("案由"), max_length=120, required=False)
    basis_number = forms.CharField(label=_("执行依据文号"), max_length=120, required=False)
    claim_amount = yuan(_("申请执行标的（元）"))
    opening_recovered = yuan(_("到位金额（期初，元）"))
    team = forms.CharField(label=_("承办部门"), max_length=40, required=False)
    has_property = forms.ChoiceField(label=_("有财产可供执行"), choices=KNOWN, required=False)

    @staticmethod
    def of(case: Case) -> dict[str, Any]:
        """Present values, as the form shows them."""
        known = {True: "yes", False: "no", None: ""}
        names = ("version", "filed_on", "cause", "basis_number", "claim_amount",
                 "opening_recovered", "team")  # fmt: skip
        values = {name: getattr(case, name) for name in names}
        return {**values, "has_property": known[case.has_property]}


class NumberForm(forms.Form):
    """更正案号."""

    number = forms.CharField(label=_("正确的案号"), max_length=120)
    reason = forms.CharField(label=_("更正理由"), max_length=200)
    is_meant = forms.BooleanField(
        label=_("序号远大于现有案件：已核对无误"), required=False,
        help_text=_("比这一年同类案件的最大序号大出 100 以上时勾选"),
    )  # fmt: skip


class AssignForm(forms.Form):
    """分案. Over 20 cases their number is typed in, so that none is given away by a slip."""

    officer = forms.ModelChoiceField(
        label=_("承办人"), queryset=User.objects.none(), empty_label=_("请选")
    )
    note = forms.CharField(label=_("说明"), max_length=100, required=False)
    asked_at = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    confirm_count = forms.IntegerField(label=_("件数"))

    def __init__(self, *args: Any, court_ids: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count
        self.initial["asked_at"] = clock.now().isoformat()
        self.fields["officer"].queryset = User.objects.at(  # type: ignore[attr-defined]
            court_ids, clock.today(), ["officer", "chief"]
        )
        if count <= ASK_COUNT:
            del self.fields["confirm_count"]

    def clean_asked_at(self) -> datetime | None:
        """When the question was shown; None when the page did not say."""
        try:
            return datetime.fromisoformat(self.cleaned_data["asked_at"]).astimezone(UTC)
        except ValueError:
            return None

    def clean_confirm_count(self) -> int:
        """The number typed in is the number of cases."""
        typed = self.cleaned_data["confirm_count"]
        if typed != self.count:
            raise forms.ValidationError(_("件数不符，应为 %d。") % self.count)
        return typed

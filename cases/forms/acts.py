"""Parties, limits, money, seals: one small form each."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import selectors
from cases.enums import AssetKind, CloseMode, Household, LimitEventKind, PartyKind, PartyRole
from cases.models import Case
from cases.rules.closing import MODES
from courts.models import User
from courts.selectors import parameters
from enforcement.kernel import clock
from enforcement.kernel.fields import SubmissionField, day, yuan
from enforcement.kernel.figures import money_text

DEDUCTION_KINDS = [
    (kind.value, kind.label) for kind in LimitEventKind if kind is not LimitEventKind.EXTENSION
]


class PartyForm(forms.Form):
    """A party. Blank numbers leave the stored ones when a party is changed."""

    role = forms.ChoiceField(label=_("诉讼地位"), choices=PartyRole.choices)
    kind = forms.ChoiceField(label=_("类型"), choices=PartyKind.choices)
    name = forms.CharField(label=_("名称"), max_length=120)
    id_number = forms.CharField(
        label=_("证件号码"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("电话"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )  # fmt: skip
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    legal_representative = forms.CharField(label=_("法定代表人"), max_length=60, required=False)
    household = forms.ChoiceField(
        label=_("户籍性质"), choices=[("", "—"), *Household.choices], required=False
    )


class RevealForm(forms.Form):
    """Why a full number is shown."""

    REASONS = [
        ("办案核对", _("办案核对")),
        ("送达", _("送达")),
        ("筛查核实", _("筛查核实")),
        ("其他", _("其他")),
    ]
    reason = forms.ChoiceField(label=_("事由"), choices=REASONS, widget=forms.RadioSelect)
    note = forms.CharField(label=_("说明"), max_length=100, required=False)


class DeductionForm(forms.Form):
    """扣除: both days inclusive; no end while it runs."""

    kind = forms.ChoiceField(label=_("事由"), choices=DEDUCTION_KINDS)
    from_on = day(_("起"))
    to_on = day(_("止"), required=False, help_text=_("还在进行就不填"))
    document = forms.CharField(label=_("文书号"), max_length=80, required=False)


class EndForm(forms.Form):
    """The last day of a running deduction."""

    to_on = day(_("止"))


class ExtensionForm(forms.Form):
    """延长: approved by the president or a vice-president."""

    approved_on = day(_("批准日期"))
    months = forms.IntegerField(label=_("延长月数"), min_value=1)
    approver = forms.ModelChoiceField(
        label=_("批准人"), queryset=User.objects.none(), empty_label=_("请选")
    )
    document = forms.CharField(label=_("审批表文号"), max_length=80, required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault(
            "months", parameters.value("case.extension_months", on=clock.today())
        )
        self.fields["approver"].queryset = selectors.extension_approvers(case)  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why an entry is taken back."""

    reason = forms.CharField(
        label=_("理由"), max_length=200, help_text=_("例如 录错案件、重复登记")
    )


class PayoutWithdrawForm(WithdrawForm):
    """撤销发放. `mark`: the payouts that the page showed."""

    mark = forms.CharField(widget=forms.HiddenInput)


class DeferralWithdrawForm(WithdrawForm):
    """撤销延缓. `until`: the deferral that the page showed."""

    until = forms.DateField(widget=forms.HiddenInput)


class ReceiptForm(forms.Form):
    """到账. The tick shows itself once it is asked for."""

    received_on = day(_("到账日期"))
    amount = yuan(_("到账金额（元）"))
    payer = forms.CharField(label=_("付款人"), max_length=80, required=False)
    is_another = forms.BooleanField(
        label=_("同日同额的另一笔到账"), required=False, widget=forms.HiddenInput
    )
    submission = SubmissionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get(self.add_prefix("is_another"), "") not in ("", "False"):
            self._show_tick()  # it stays in sight, whatever else is mended

    def add_error(self, field: str | None, error: Any) -> None:
        """Put a fault at its field."""
        super().add_error(field, error)
        if field == "is_another":
            self._show_tick()

    def _show_tick(self) -> None:
        self.fields["is_another"].widget = forms.CheckboxInput()


class PayoutForm(forms.Form):
    """发放, whole or in part. `before`: what had gone out when the form was opened."""

    paid_on = day(_("发放日期"))
    amount = yuan(_("发放金额（元）"))
    before = forms.DecimalField(
        widget=forms.HiddenInput, required=False, max_digits=15, decimal_places=2
    )


class DeferralForm(forms.Form):
    """延缓发放."""

    until = day(_("延缓至"))
    reason = forms.CharField(label=_("理由"), max_length=200)


class SealForm(forms.Form):
    """查封、扣押、冻结. Without an end the longest term of law is taken."""

    asset = forms.CharField(label=_("财产名称"), max_length=200)
    kind = forms.ChoiceField(label=_("财产类型"), choices=AssetKind.choices)
    from_on = day(_("起"))
    to_on = day(_("止"), required=False, help_text=_("不填按法定最长期限"))


class ReleaseForm(forms.Form):
    """解除查封."""

    on = day(_("解除日期"))


class ReopeningForm(forms.Form):
    """撤销结案. `version` guards against a second tab."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("理由"), max_length=200, help_text=_("例如 录错案件、结案方式选错")
    )
    approver = forms.ModelChoiceField(
        label=_("批准人"), queryset=User.objects.none(), empty_label=_("请选")
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = case.version
        self.fields["approver"].queryset = selectors.closing_approvers(case)  # type: ignore[attr-defined]


class ClosingForm(forms.Form):
    """结案: only the modes that the type of case has."""

    mode = forms.ChoiceField(label=_("结案方式"))
    closed_on = day(_("结案日期"))
    approver = forms.ModelChoiceField(
        label=_("批准人"), queryset=User.objects.none(), empty_label=_("请选")
    )
    document = forms.CharField(label=_("结案文书文号"), max_length=80)
    is_whole = forms.BooleanField(
        label=_("执行完毕而到位少于标的：已确认全部履行"), required=False,
        help_text=_("例如当事人之间直接给付，未经法院账户"),
    )  # fmt: skip
    leaves_money = forms.BooleanField(required=False)

    def __init__(self, *args: Any, case: Case, money: Decimal, **kwargs: Any) -> None:
        """`money`: what is on account and not paid out."""
        super().__init__(*args, **kwargs)
        modes = [(mode.value, mode.label) for mode in MODES[case.type_word]]
        self.fields["mode"].choices = modes  # type: ignore[attr-defined]
        can_be_performed = CloseMode.COMPLETED in MODES[case.type_word]
        if not can_be_performed:
            del self.fields["is_whole"]
        if can_be_performed and money:
            self.fields["leaves_money"].label = _(
                "执行完毕而在账案款 %s 元尚未发放，仍要结案"
            ) % money_text(money)
        else:
            del self.fields["leaves_money"]
        self.fields["approver"].queryset = selectors.closing_approvers(case)  # type: ignore[attr-defined]

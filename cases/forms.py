"""Forms of the case file: the shape of input, no rule of law."""

import unicodedata
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.enums import (
    AssetKind,
    CaseType,
    Household,
    LimitEventKind,
    PartyKind,
    PartyRole,
)
from cases.models import Case
from cases.rules.node_table import CLOSE, NODE_NAMES
from courts.models import Court, User
from enforcement.kernel import clock

DEDUCTION_KINDS = [
    (kind.value, kind.label) for kind in LimitEventKind if kind is not LimitEventKind.EXTENSION
]
KNOWN = [("", _("未查明")), ("yes", _("有")), ("no", _("无"))]
FREQUENT_NODES = ("线索核查", "传统查控", "网络查控", "执行通知", "启动查封", "终本约谈")
RESULTS = [("", _("不填")), ("查实", _("查实")), ("部分查实", _("部分查实")), ("查否", _("查否"))]


def day(label: Any, **options: Any) -> forms.DateField:
    """A date as people type it; the script of the page completes 0724 and 7-24."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"data-day": "", "placeholder": "2026-07-24"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"],
        **options,
    )


class YuanField(forms.DecimalField):
    """A sum in yuan with at most two decimals; thousands separators and full width allowed."""

    def to_python(self, value: Any) -> Any:
        """Without separators, then as every decimal."""
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(",", "").replace(" ", "")
        return super().to_python(value)


def yuan(label: Any, **options: Any) -> YuanField:
    """The field of a sum."""
    return YuanField(
        label=label, min_value=0, max_digits=15, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "data-amount": ""}), **options,
    )  # fmt: skip


class ManyFiles(forms.FileField):
    """Any number of uploads in one field."""

    class Input(forms.FileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each upload by the rules of one; none is fine."""
        uploads = [each for each in (data or []) if each]
        return [super(ManyFiles, self).clean(each, initial) for each in uploads]


class ProgressForm(forms.Form):
    """记进展: what was done, the result, the words, photos. Only the words are asked for."""

    node = forms.ChoiceField(label=_("做了什么"), required=False)
    result = forms.ChoiceField(
        label=_("结果"), choices=RESULTS, required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("情况说明"), max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    at = forms.DateTimeField(
        label=_("时间"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"],
        help_text=_("不填就是现在"),
    )  # fmt: skip
    photos = ManyFiles(label=_("照片和扫描件"), required=False)
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [name for name in NODE_NAMES if name not in FREQUENT_NODES and name != CLOSE]
        self.fields["node"].choices = [  # type: ignore[attr-defined]
            ("", _("只记情况，不办节点")),
            (_("常用"), [(name, _(name)) for name in FREQUENT_NODES]),
            (_("其他节点"), [(name, _(name)) for name in others]),
        ]

    @staticmethod
    def fresh_key() -> uuid.UUID:
        """The key of a new form: a double click is one entry."""
        return uuid.uuid4()


class FilingForm(forms.Form):
    """立案: in the order of the paper form."""

    court = forms.ModelChoiceField(label=_("法院"), queryset=Court.objects.none())
    type_word = forms.ChoiceField(label=_("案件类型"), choices=CaseType.choices)
    filed_on = day(_("立案日期"))
    cause = forms.CharField(label=_("案由"), max_length=120, required=False)
    basis_number = forms.CharField(label=_("执行依据文号"), max_length=120, required=False)
    claim_amount = yuan(_("申请执行标的（元）"))
    team = forms.CharField(label=_("承办部门"), max_length=40, required=False)
    has_property = forms.ChoiceField(label=_("有财产可供执行"), choices=KNOWN, required=False)

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


def truth(word: str) -> bool | None:
    """`yes`, `no` or blank of a choice field."""
    return {"yes": True, "no": False}.get(word)


class NumberForm(forms.Form):
    """更正案号."""

    number = forms.CharField(label=_("正确的案号"), max_length=120)
    reason = forms.CharField(label=_("更正理由"), max_length=200)


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
    months = forms.IntegerField(label=_("延长月数"), min_value=1, max_value=12, initial=3)
    approver = forms.ModelChoiceField(label=_("批准人"), queryset=User.objects.none())
    document = forms.CharField(label=_("审批表文号"), max_length=80, required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approver"].queryset = User.objects.at(  # type: ignore[attr-defined]
            [case.court_id], clock.today(), ["president", "deputy_president"]
        )


class ReceiptForm(forms.Form):
    """到账."""

    received_on = day(_("到账日期"))
    amount = yuan(_("到账金额（元）"))
    payer = forms.CharField(label=_("付款人"), max_length=80, required=False)


class PayoutForm(forms.Form):
    """发放."""

    paid_on = day(_("发放日期"))
    amount = yuan(_("发放金额（元）"))


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


class AssignForm(forms.Form):
    """分案."""

    officer = forms.ModelChoiceField(label=_("承办人"), queryset=User.objects.none())
    note = forms.CharField(label=_("说明"), max_length=100, required=False)

    def __init__(self, *args: Any, court_ids: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = User.objects.at(  # type: ignore[attr-defined]
            court_ids, clock.today(), ["officer", "chief"]
        )


class ReleaseForm(forms.Form):
    """解除查封."""

    on = day(_("解除日期"))

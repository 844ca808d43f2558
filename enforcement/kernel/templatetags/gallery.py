"""Synthetic samples for the gallery of components at /_components/. Shown nowhere else."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms, template

from enforcement.kernel import clock

register = template.Library()


class SampleForm(forms.Form):
    """Every kind of field."""

    received_on = forms.CharField(label="到账日期", widget=forms.TextInput({"data-day": ""}))
    amount = forms.CharField(
        label="金额（元）", widget=forms.TextInput({"data-amount": "", "inputmode": "decimal"})
    )
    case_number = forms.CharField(label="案号", help_text="任何写法都可以")
    source = forms.ChoiceField(label="来源", choices=[("1", "来访"), ("2", "来信")])
    kind = forms.ChoiceField(
        label="诉求类别",
        choices=[("1", "消极执行"), ("2", "违法执行"), ("3", "终本异议")],
        widget=forms.RadioSelect,
    )
    urgent = forms.BooleanField(label="加急", required=False)
    note = forms.CharField(label="情况说明", widget=forms.Textarea({"rows": 2}), required=False)


class SampleReason(forms.Form):
    """Why an identity number is looked at."""

    reason = forms.ChoiceField(
        label="事由",
        choices=[("1", "办案核对"), ("2", "送达"), ("3", "筛查核实"), ("4", "其他")],
        widget=forms.RadioSelect,
        initial="1",
    )
    text = forms.CharField(label="说明")


def _refused_form() -> SampleForm:
    data = {"refused-amount": "86,420.00", "refused-case_number": "2018赣0302执"}
    form = SampleForm(data, prefix="refused")
    form.add_error("case_number", "缺案件编号，例如 2018赣0302执123")
    return form


def _links(*words: str, current: int = 0) -> list[dict[str, Any]]:
    return [
        {"label": word, "url": "#", "count": 7 * place, "current": place == current}
        for place, word in enumerate(words)
    ]


def _timeline() -> list[dict[str, Any]]:
    moment = clock.now()
    correction = {"at": moment, "author": "何晓燕", "text": "评估价应为 512,000.00 元。"}
    return [
        {"at": moment, "author": "刘志远", "text": "电话约谈，承诺再付 100,000.00 元。",
         "links": [{"label": "笔录 1 页", "url": "#"}]},
        {"at": moment - timedelta(days=9), "author": "系统", "by_system": True,
         "text": "中止结束，合并扣除 37 天。"},
        {"at": moment - timedelta(days=400), "author": "刘志远", "struck": True,
         "text": "评估价 521,000.00 元。", "corrections": [correction]},
    ]  # fmt: skip


def _explanation() -> dict[str, Any]:
    bars = [
        {"start": 0, "days": 25, "label": "评估 06-04 至 06-28，25 天", "tone": "info"},
        {"start": 17, "days": 20, "label": "异议中止 06-21 至 07-10，20 天", "tone": "wait"},
    ]
    steps = [
        {"text": "1月22日立案，自次日起算", "gain": "01-23 起", "basis": "《若干规定》第八条"},
        {"text": "扣除期间，重叠只计一次", "gain": "＋37 天 → 08-28", "bars": bars, "days": 45,
         "sum": "25 ＋ 20 － 重叠 8 ＝ 37 天"},
        {"text": "届满日为周二，工作日，不顺延", "gain": "08-28"},
    ]  # fmt: skip
    return {
        "title": "执行期限 2018-08-28 怎么算的",
        "steps": steps,
        "conclusion": "全程 218 天，剩 35 天（16 %），不足 20 %，亮黄灯。",
        "print_url": "#",
    }


def _approval() -> list[dict[str, Any]]:
    return [
        {"role": "经办", "name": "刘志远", "done": True, "words": "7月19日 17:05"},
        {"role": "复核", "name": "待办", "words": "经办人不能复核"},
        {"role": "签发", "name": "欧阳明", "may_act": True, "words": "待你签发",
         "act_url": "#", "return_url": "#", "verb": "签发并删除"},
    ]  # fmt: skip


def _money() -> list[dict[str, Any]]:
    return [
        {"label": "申请执行标的", "amount": Decimal("862400")},
        {"label": "已到位", "amount": Decimal("136350")},
        {"label": "其中在账未发", "amount": Decimal("50000"), "of_which": True},
        {"label": "未到位", "amount": Decimal("726050"), "main": True},
        {"label": "冲正", "amount": Decimal("-1200")},
    ]


@register.simple_tag
def samples() -> dict[str, Any]:
    """{% samples as sample %}: what the sections of the gallery show."""
    return {
        "form": SampleForm(),
        "refused": _refused_form(),
        "reveal": SampleReason(prefix="reveal"),
        "filter": SampleReason(prefix="filter"),
        "segments": _links("全部", "临期", "超期"),
        "tabs": _links("概览", "进展", "节点期限"),
        "chips": [{"label": "未结", "remove_url": "#"}, {"label": "承办人：刘志远", "remove_url": "#"}],
        "timeline": _timeline(),
        "explanation": _explanation(),
        "approval": _approval(),
        "money": _money(),
        "figures": [{"label": "未结案件", "value": "68", "unit": "件", "url": "#"},
                    {"label": "在账案款", "value": "186,350.00", "unit": "元"}],
        "facts": [{"label": "执行依据", "value": "（2017）赣0302民初2156号", "is_case_no": True},
                  {"label": "到位（元）", "value": "136,350.00", "hint": "15.81 %"}],
        "job": {"id": 1, "name": "筛查：市级文明单位推荐名单", "done": 1833, "total": 2695, "unit": "行",
                "running": True, "cancel_url": "#", "elapsed": "已用 21 秒"},
        "walk": {"words": "我的案件 · 未结", "place": 7, "total": 68, "unit": "件",
                 "prev_url": "#", "next_url": "#"},
        "acts": [{"name": "act", "value": "assign", "label": "换承办人"},
                 {"name": "act", "value": "export", "label": "导出"}],
        "trend": [88.95, 88.9, 87.5, None, 83.0, 80.5, 78.78],
        "now": clock.now(),
        "today": clock.today(),
    }  # fmt: skip

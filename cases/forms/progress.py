"""记进展: what was done, the result, the words, photos. Only the words are asked for."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models.progress import LONGEST_TEXT
from cases.rules.node_table import CLOSE, NODE_NAMES
from enforcement.kernel.fields import ManyFiles, SubmissionField, TimesField

FREQUENT = ("线索核查", "传统查控", "网络查控", "启动查封", "终本约谈", "执行通知", "启动评估")
RESULTS = [("查实", _("查实")), ("部分查实", _("部分查实")), ("查否", _("查否"))]
MOMENT_FORMATS = [
    "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M",
]  # fmt: skip
TILES = 5  # and 更多
NO_NODE = "-"


class ProgressForm(forms.Form):
    """An entry. `more` is the sixth tile of the phone page and wins over `node`."""

    node = forms.ChoiceField(label=_("做了什么"), required=False)
    more = forms.ChoiceField(
        label=_("更多"), required=False, widget=forms.Select(attrs={"aria-label": _("更多")})
    )
    result = forms.ChoiceField(
        label=_("结果"), choices=RESULTS, required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("情况说明"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
    at = forms.DateTimeField(
        label=_("时间"), required=False, input_formats=MOMENT_FORMATS, help_text=_("不填就是现在"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    place = forms.RegexField(
        r"-?\d{1,3}\.\d{1,6},-?\d{1,3}\.\d{1,6}", label=_("位置"), required=False
    )
    photos = ManyFiles(label=_("照片"), required=False)
    photos_times = TimesField(required=False)
    submission = SubmissionField()

    def __init__(self, *args: Any, first: Iterable[str] = (), **kwargs: Any) -> None:
        """`first`: nodes of the case that are due, the most urgent first."""
        super().__init__(*args, **kwargs)
        # The browser would cut off what is pasted, without a word; the form says how much it is.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        self.urgent = [name for name in dict.fromkeys([*first, *FREQUENT]) if name != CLOSE]
        frequent, others = self.urgent[:8], [n for n in NODE_NAMES if n not in self.urgent[:8]]
        groups = [
            (_("常用"), [(name, _(name)) for name in frequent]),
            (_("其他节点"), [(name, _(name)) for name in others if name != CLOSE]),
        ]
        self.fields["node"].choices = [("", _("只记情况，不办节点")), *groups]  # type: ignore[attr-defined]
        self.fields["more"].choices = [("", _("更多")), *groups, (NO_NODE, _("只记情况"))]  # type: ignore[attr-defined]

    def tiles(self) -> list[dict[str, Any]]:
        """The acts as big buttons; a chosen one is always among them."""
        chosen = self["node"].value() or ""
        names = list(dict.fromkeys([name for name in (chosen, *self.urgent) if name]))[:TILES]
        return [{"value": name, "label": _(name), "checked": name == chosen} for name in names]

    def renew_key(self) -> None:
        """A new key: what is sent next is another entry."""
        self.data = {**self.data.dict(), "submission": str(uuid.uuid4())}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One node out of the two controls."""
        given = super().clean() or self.cleaned_data
        if more := given.pop("more", ""):
            given["node"] = "" if more == NO_NODE else more
        return given

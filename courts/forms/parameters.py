"""The form that sets a parameter from a day on; its control follows the kind of the value."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courts.forms.fields import day, reason
from courts.parameters import Definition, Kind
from enforcement.kernel import clock
from enforcement.kernel.errors import InvalidInput

HINTS = {
    Kind.INTEGERS: _("从大到小，用顿号隔开，例如 30、15、7"),
    Kind.DECIMAL: _("最多两位小数"),
}


class ParameterForm(forms.Form):
    """A value, the day from which it holds, what it rests on, and why."""

    value = forms.CharField()
    from_on = day(_("生效日期"), help_text=_("从这一天零时起；不能早于今天"))
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("例如 文号、会议纪要"))
    reason = reason()

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        self.fields["value"] = _control(definition)
        self.initial.setdefault("from_on", clock.today())

    def clean_value(self) -> Any:
        """The value as it is kept."""
        given = self.cleaned_data["value"]
        text = "、".join(given) if isinstance(given, list) else given
        try:
            return self.definition.read(text)
        except InvalidInput as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def _control(definition: Definition) -> forms.Field:
    unit = f"（{definition.unit}）" if definition.unit else ""
    label = f"{definition.label}{unit}"
    if definition.kind is Kind.CHOICE:
        return forms.ChoiceField(label=label, choices=definition.choices, widget=forms.RadioSelect)
    if definition.kind is Kind.CHOICES:
        return forms.MultipleChoiceField(
            label=label, choices=definition.choices, widget=forms.CheckboxSelectMultiple
        )
    mode = "decimal" if definition.kind is Kind.DECIMAL else "numeric"
    widget = forms.TextInput(
        attrs={"inputmode": "text" if definition.kind is Kind.INTEGERS else mode}
    )
    return forms.CharField(
        label=label, max_length=200, widget=widget, help_text=HINTS.get(definition.kind, "")
    )

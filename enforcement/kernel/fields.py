"""Fields that know how people of a court type."""

import unicodedata
import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAY_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]
# No date of a court lies beyond; months and days counted from it stay dates.
FIRST_YEAR, LAST_YEAR = 1900, 2200
PLACES = 2  # of a sum in yuan


class DayField(forms.DateField):
    """A date in any of the usual spellings, also in full width."""

    def to_python(self, value: Any) -> Any:
        """Half width and without spaces, then as every date."""
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(" ", "")
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        """A slip such as 0206 for 2026 is told here, before anything is counted from it."""
        super().validate(value)
        if value and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(
                _("年份应在 %(first)d 与 %(last)d 之间。")
                % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )


def day(label: Any, **options: Any) -> DayField:
    """A date as people type it; the script of the page completes 0724 and 7-24."""
    attrs = {"data-day": "", "placeholder": "2026-07-24", "autocomplete": "off"}
    widget = forms.DateInput(attrs=attrs, format="%Y-%m-%d")
    return DayField(label=label, widget=widget, input_formats=DAY_FORMATS, **options)


class YuanField(forms.DecimalField):
    """A sum in yuan with at most two decimals; thousands separators and full width allowed."""

    default_error_messages = {
        "invalid": gettext_lazy("请填金额（元），例如 12,300.50。"),
        "max_digits": gettext_lazy("金额太大，请核对位数和单位（元）。"),
        "max_whole_digits": gettext_lazy("金额太大，请核对位数和单位（元）。"),
    }

    def to_python(self, value: Any) -> Any:
        """Without separators, then as every decimal."""
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(",", "").replace(" ", "")
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        """In the words of money, before Django's own speak of values and decimals."""
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(_("金额不能为负数。"))
        if -value.as_tuple().exponent > PLACES:
            raise ValidationError(_("金额最多两位小数。"))


def yuan(label: Any, **options: Any) -> YuanField:
    """The field of a sum."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "data-amount": "", "maxlength": 24})
    return YuanField(
        label=label, min_value=0, max_digits=15, decimal_places=PLACES, widget=widget, **options
    )


class ManyFiles(forms.FileField):
    """Any number of uploads in one field."""

    class Input(forms.FileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each upload by the rules of one; none is fine."""
        uploads = [each for each in (data or []) if each]
        return [super(ManyFiles, self).clean(each, initial) for each in uploads]


class TimesField(forms.CharField):
    """Moments that a script wrote, separated by commas; what is no moment is left out."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> list[datetime]:
        """Aware moments in their order; all or none, because they belong to files by their place."""
        texts = [text for text in str(value or "").split(",") if text]
        moments = [_moment(text) for text in texts]
        return [] if None in moments else [each for each in moments if each]


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


class SubmissionField(forms.UUIDField):
    """The key of a form: a double click is one record. A mangled key is no key."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, initial=uuid.uuid4)

    def clean(self, value: Any) -> uuid.UUID | None:
        """The key, or none."""
        try:
            return super().clean(value) or None
        except ValidationError:
            return None

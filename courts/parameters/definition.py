"""What a dated parameter is: its kind, its bounds, how a value is read and written."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from enforcement.kernel.errors import InvalidInput

Text = str | Promise
SEPARATORS = re.compile(r"[\s,，、;；]+")


class Kind(StrEnum):
    """What a value is, and how it is kept in JSON."""

    INTEGER = "integer"  # number
    DECIMAL = "decimal"  # text with its places
    CHOICE = "choice"  # one of `choices`
    CHOICES = "choices"  # list of some of `choices`
    INTEGERS = "integers"  # list of falling numbers


@dataclass(frozen=True)
class Definition:
    """A parameter: its default, its bounds, and the article or ruling behind the default.

    `is_read`: a rule of the program asks for it. Until one does, the value is shown and not set:
    a setting that changes nothing would deceive.
    """

    code: str
    group: Text
    label: Text
    default: Any
    unit: Text
    basis: Text
    kind: Kind = Kind.INTEGER
    least: int = 1
    most: int = 3650
    choices: tuple[tuple[str, Text], ...] = ()
    is_read: bool = False

    def read(self, text: str) -> Any:
        """The value in a text, in the form in which it is kept. Raises InvalidInput."""
        return _READERS[self.kind](self, text.strip())

    def write(self, value: Any) -> str:
        """The text that `read` would take."""
        return "、".join(str(each) for each in value) if isinstance(value, list) else str(value)

    def words(self, value: Any) -> str:
        """The value as a person reads it, with its unit."""
        names = dict(self.choices)
        parts = value if isinstance(value, list) else [value]
        if self.kind is Kind.DECIMAL:
            parts = [f"{Decimal(value):,.2f}"]
        text = _("、").join(str(names.get(part, part)) for part in parts)
        return f"{text} {self.unit}".strip()


def _half_width(text: str) -> str:
    """Digits as every other form takes them."""
    return unicodedata.normalize("NFKC", text)


def _integer(definition: Definition, text: str) -> int:
    text = _half_width(text)
    if not (text.isascii() and text.isdigit()):
        raise InvalidInput(_("“%s”不是不带符号的整数。") % text[:40])
    return _bounded(definition, int(text))


def _bounded(definition: Definition, value: Any) -> Any:
    if not definition.least <= value <= definition.most:
        raise InvalidInput(
            _("%(value)s 不在 %(least)s 至 %(most)s 之间。")
            % {"value": value, "least": definition.least, "most": definition.most}
        )
    return value


def _decimal(definition: Definition, text: str) -> str:
    try:
        value = Decimal(_half_width(text).replace(",", ""))
    except InvalidOperation as error:
        raise InvalidInput(_("“%s”不是数。") % text[:40]) from error
    if not value.is_finite():
        raise InvalidInput(_("“%s”不是数。") % text[:40])
    _bounded(definition, value)  # first: a number of forty places cannot be rounded
    if value != round(value, 2):
        raise InvalidInput(_("“%s”最多两位小数。") % text[:40])
    return f"{value:.2f}"


def _choice(definition: Definition, text: str) -> str:
    if text not in dict(definition.choices):
        raise InvalidInput(_("“%s”不在可选的值里。") % text[:40])
    return text


def _choices(definition: Definition, text: str) -> list[str]:
    chosen = {_choice(definition, part) for part in SEPARATORS.split(text) if part}
    if not chosen:
        raise InvalidInput(_("至少选一项。"))
    return [name for name, _label in definition.choices if name in chosen]


def _integers(definition: Definition, text: str) -> list[int]:
    numbers = [_integer(definition, part) for part in SEPARATORS.split(text) if part]
    if not numbers or numbers != sorted(set(numbers), reverse=True):
        raise InvalidInput(_("请从大到小写，不重复，例如 30、15、7。"))
    return numbers


_READERS = {
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.INTEGERS: _integers,
}

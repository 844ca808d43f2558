"""Values as the text format of COPY wants them.

A column at a time: its values are mostly of one kind, and the interpreter's own loops over them
cost a quarter less than asking each value what it is; half for rows of ids, words and days.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import repeat
from typing import Any

NULL = "\\N"
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": ""}
_to_escape = re.compile(r"[\\\t\n\r\x00]")


def of_value(value: Any) -> str:
    """One value."""
    return _WRITERS[type(value)](value)


def of_column(values: Sequence[Any]) -> Iterable[str]:
    """The values of one column."""
    kinds = set(map(type, values))
    if len(kinds) == 1:
        return _OF_ONE_KIND.get(kinds.pop(), _one_by_one)(values)
    if kinds <= _REPEATED:
        return map(_Remembered().__getitem__, values)
    return _one_by_one(values)


def _one_by_one(values: Sequence[Any]) -> list[str]:
    writers = _WRITERS
    return [writers[type(value)](value) for value in values]


def _text(value: str) -> str:
    if "\\" in value or not value.isprintable():
        return _to_escape.sub(lambda found: _ESCAPES[found[0]], value)
    return value


def _texts(values: Sequence[str]) -> Iterable[str]:
    """Nearly always there is nothing to escape in all of them."""
    whole = "".join(values)
    return map(_text, values) if "\\" in whole or not whole.isprintable() else values


def _other(value: Any) -> str:
    return _text(str(value))


class _Writers(dict[type, Callable[[Any], str]]):
    def __missing__(self, _kind: type) -> Callable[[Any], str]:
        """Lazy labels, members of enumerations and other texts."""
        return _other


class _Remembered(dict[Any, str]):
    """Days come again and again: each is written once."""

    def __missing__(self, value: Any) -> str:
        text = self[value] = of_value(value)
        return text


_WRITERS = _Writers(
    {
        type(None): lambda _value: NULL,
        bool: lambda value: "t" if value else "f",
        bytes: lambda value: "\\\\x" + value.hex(),
        date: date.isoformat,
        datetime: datetime.isoformat,
        Decimal: str,
        int: str,
        str: _text,
    }
)
_REPEATED = {type(None), bool, date}  # kinds of which no two values of different kind are equal
_OF_ONE_KIND: dict[type, Callable[[Sequence[Any]], Iterable[str]]] = {
    type(None): lambda values: repeat(NULL, len(values)),
    bool: lambda values: map(_Remembered().__getitem__, values),
    date: lambda values: map(_Remembered().__getitem__, values),
    int: lambda values: map(str, values),
    str: _texts,
}

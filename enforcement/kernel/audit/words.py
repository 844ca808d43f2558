"""Acts and their facts in plain words. Every app describes its own in `AppConfig.ready()`."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}
_facts: dict[str, str | Promise] = {}
_values: dict[str, Callable[[Any], object]] = {}


def describe(words: Mapping[str, str | Promise]) -> None:
    """Give acts their words, e.g. `{"CASE_FILED": _("立案")}`."""
    _words.update(words)


def describe_facts(words: Mapping[str, str | Promise]) -> None:
    """Give names in `changes` their words, where no field of a model has that name."""
    _facts.update(words)


def describe_values(words: Mapping[str, Callable[[Any], object]]) -> None:
    """Give a fact a function that puts a stored value into the reader's language."""
    _values.update(words)


def sentence(act: str) -> str:
    """The words of an act; its own name when nobody described it."""
    return str(_words.get(act, act))


def fact_word(name: str) -> str:
    """The words of a fact; empty when nobody described it."""
    return str(_facts.get(name, ""))


def fact_order(name: str) -> tuple[int, str]:
    """Described facts in the order of their description, then all others: jsonb keeps no order."""
    places = list(_facts)
    return (places.index(name) if name in _facts else len(places), name)


def value_words(name: str, value: Any) -> str:
    """A value of a fact in words; as it is stored when nobody described it."""
    told = _values.get(name)
    return str(told(value) if told else value)


def described() -> frozenset[str]:
    """All acts that have words."""
    return frozenset(_words)


def words_of_acts() -> dict[str, str]:
    """Every described act with its words, sorted by the words."""
    told = {act: str(words) for act, words in _words.items()}
    return dict(sorted(told.items(), key=lambda item: item[1]))

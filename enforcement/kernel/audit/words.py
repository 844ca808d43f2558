"""Acts in plain words. Every app describes its acts in `AppConfig.ready()`."""

from collections.abc import Mapping

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}


def describe(words: Mapping[str, str | Promise]) -> None:
    """Give acts their words, e.g. `{"CASE_FILED": _("立案")}`."""
    _words.update(words)


def sentence(act: str) -> str:
    """The words of an act; its own name when nobody described it."""
    return str(_words.get(act, act))


def described() -> frozenset[str]:
    """All acts that have words."""
    return frozenset(_words)

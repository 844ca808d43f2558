"""Answers that serve htmx and plain browsers alike."""

from typing import Any

from django.http import HttpRequest, QueryDict

LONGEST_KEY = 18  # digits: every one of them fits into a bigint


def key_of(text: str) -> int | None:
    """A record's key as a form or an address gives it; None for what no record can have."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else None


def text_of(given: QueryDict, name: str, longest: int = 200) -> str:
    """A short text of a request that passes no form: trimmed, and nothing a database refuses."""
    return given.get(name, "").replace("\x00", "").strip()[:longest]


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page (and not for a restored page from history)."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request and not htmx.boosted

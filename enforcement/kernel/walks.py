"""Walking from record to record of a list (ui.md section 7): signed tokens, and lists of rooms above.

A token holds what a list is made of. A room offers a kind of list here; the page of a record asks
for its place in whatever list a token names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing

from enforcement.kernel.paging import Place

SALT = "cases.walk"
KIND = "of"  # of a token's list; the record's own list has none


@dataclass(frozen=True)
class Walked:
    """Where a record stands in a list it was opened from; `place` None: the list only leads back."""

    words: str
    list_url: str
    place: Place | None


# Kind of list → what finds the place of a record (user, what the token holds, record), within the
# rights of who walks.
kinds: dict[str, Callable[[Any, Mapping[str, Any], Any], Walked | None]] = {}


def token_of(given: Mapping[str, Any], kind: str = "") -> str:
    """A list, signed."""
    named = {**given, KIND: kind} if kind else dict(given)
    return signing.dumps(named, salt=SALT, compress=True)


def read(token: str) -> dict[str, Any] | None:
    """What a token holds; None when it is forged."""
    try:
        kept: dict[str, Any] = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return kept


def find(user: Any, kept: Mapping[str, Any], record: Any) -> Walked | None:
    """Where the record stands in the list of another room; None where it is closed to the user."""
    found = kinds.get(kept[KIND])
    return found(user, kept, record) if found else None

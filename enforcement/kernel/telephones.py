"""Telephone numbers: one spelling for storing, a mask for showing, digests for finding."""

import re
import unicodedata
from typing import NamedTuple

from enforcement.kernel.encryption import digest

LAST = 4
MOBILE_DIGITS = 11
SHORT = 8  # below this four visible digits would be half the number

_between = re.compile(r"[\s()-]+")
_not_digit = re.compile(r"[^0-9]+")
_china = re.compile(r"(?:\+|00)86(?=[0-9]{10})")


class TelephoneDigests(NamedTuple):
    """Digests of one telephone number: the whole and the last four digits."""

    whole: int | None = None
    last4: int | None = None


def normalize_telephone(raw: str) -> str:
    """Digits alone, without China's country code; an extension keeps its digits at the end."""
    text = _between.sub("", unicodedata.normalize("NFKC", raw))
    return _not_digit.sub("", _china.sub("", text, count=1))


def mask_telephone(number: str) -> str:
    """`138****5678`: three and four digits stay; shorter numbers keep the last two. D§10.3."""
    if len(number) < SHORT:
        return "*" * (len(number) - 2) + number[-2:] if len(number) > LAST else "*" * len(number)
    head = 3 if len(number) >= MOBILE_DIGITS else 0
    return number[:head] + "*" * (len(number) - head - LAST) + number[-LAST:]


def telephone_digests(normalized: str) -> TelephoneDigests:
    """The digests stored beside a telephone number; search gives the whole or its last four."""
    if not normalized:
        return TelephoneDigests()
    last4 = digest(normalized[-LAST:], "telephone last4") if len(normalized) >= LAST else None
    return TelephoneDigests(digest(normalized, "telephone"), last4)

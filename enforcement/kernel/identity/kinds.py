"""What a text is taken for: a resident's number, a residence permit, a unit's code, or neither.

The number decides, never the column it stands in (ruling 39).
"""

import re
from datetime import date
from enum import StrEnum

from enforcement.kernel.identity.arithmetic import (
    UNIT_ALPHABET,
    birth_date,
    person_check,
    unit_check,
    upgrade,
)


class IdentityKind(StrEnum):
    """Kinds of numbers (contract 8)."""

    RESIDENT_ID = "resident_id"
    RESIDENT_ID_15 = "resident_id_15"
    RESIDENCE_PERMIT = "residence_permit"
    USCC = "uscc"
    UNKNOWN = "unknown"


PERMIT_AREAS = {"810000": "香港特别行政区", "820000": "澳门特别行政区", "830000": "台湾省"}
"""Residence permits of people from Hong Kong, Macao and Taiwan. 国办发〔2018〕81号."""

# What stands between the digits: spaces of every width, hyphens and dashes, and the marks without
# width that spreadsheets and web pages bring along.
_BETWEEN = [
    *range(0x09, 0x0E),  # tab to carriage return
    *map(ord, " -\u0085\u00a0\u00ad\u1680\u3000"),
    *range(0x2000, 0x2016),  # spaces, joiners, direction marks, hyphens, dashes
    *range(0x2028, 0x2030),  # line separators, direction marks, narrow space
    *map(ord, "\u205f\u2060\u2212\ufe58\ufe63\ufeff\uff0d"),
]
_TO_COMPACT: dict[int, int | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TO_COMPACT |= dict.fromkeys(_BETWEEN)

_is_plain = re.compile(r"[0-9A-Z]*").fullmatch
_is_fifteen_digits = re.compile(r"[0-9]{15}").fullmatch
_is_seventeen_digits_and_one = re.compile(r"[0-9]{17}[0-9A-Z]").fullmatch
_is_person_shape = re.compile(r"[0-9]{17}[0-9X]").fullmatch
_is_unit_shape = re.compile(rf"[0-9ANY][0-9]{{7}}[{UNIT_ALPHABET}]{{10}}").fullmatch
_is_nearly_unit_shape = re.compile(r"[0-9ANY][0-9]{7}[0-9A-Z]{10}").fullmatch

# GB 32100-2015 table 1 knows categories 1 to 5 and 9; places 3 and 4 name a province, or 10 for
# the state's own register. A city's number in a resident's area code seldom looks like one.
_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]"
_is_province = re.compile(_PROVINCES).match
_is_unit_start = re.compile(rf"[0-9ANY][1-59](10|{_PROVINCES})").match


def compact(raw: str) -> str:
    """Upper case, half width, without spaces and hyphens; nothing else is mended."""
    return raw if _is_plain(raw) else raw.translate(_TO_COMPACT).upper()


def normalize(raw: str) -> str:
    """The form in which a number is compared and stored: compact, 15 digits as their 18."""
    return expand(compact(raw))


def expand(number: str) -> str:
    """A compact number with 15 digits as their 18."""
    return upgrade(number) if _is_fifteen_digits(number) else number


def classify(number: str) -> IdentityKind:
    """The kind that a compact number has, or comes nearest to when it is faulty."""
    return read(number)[0]


def read(number: str) -> tuple[IdentityKind, date | None]:
    """Kind of a compact number, and the birth date where it holds one."""
    if is_placeholder(number):
        return IdentityKind.UNKNOWN, None
    if _is_seventeen_digits_and_one(number):
        return _read_digits(number)
    if _is_fifteen_digits(number):
        return IdentityKind.RESIDENT_ID_15, birth_date(f"19{number[6:12]}")
    return _read_other(number), None


def is_placeholder(number: str) -> bool:
    """One character repeated: what forms are filled with when the number is not known."""
    return len(number) > 1 and number.count(number[0]) == len(number)


def is_valid_unit_code(number: str) -> bool:
    """Whether this is the code of a unit, its check character included."""
    return (
        has_unit_shape(number)
        and classify(number) is IdentityKind.USCC
        and unit_check(number[:17]) == number[17]
    )


def has_unit_shape(number: str) -> bool:
    """Eighteen places of the right alphabet, digits where GB 32100 wants digits."""
    return _is_unit_shape(number) is not None


def has_person_shape(number: str) -> bool:
    """Seventeen digits and a digit or X."""
    return _is_person_shape(number) is not None


def _read_digits(number: str) -> tuple[IdentityKind, date | None]:
    """Seventeen digits and one more: a date in places 7 to 14 makes it a person (contract 8)."""
    born = birth_date(number[6:14])
    if born is None and _means_a_unit(number):
        return IdentityKind.USCC, None
    if number[:6] in PERMIT_AREAS:
        return IdentityKind.RESIDENCE_PERMIT, born
    return IdentityKind.RESIDENT_ID, born


def _read_other(number: str) -> IdentityKind:
    """With letters inside: a unit, unless it is a resident's number with a slip of the finger."""
    if len(number) != 18:
        return IdentityKind.UNKNOWN
    if birth_date(number[6:14]) is None:
        return IdentityKind.USCC if _is_nearly_unit_shape(number) else IdentityKind.UNKNOWN
    if _is_unit_shape(number) and _is_unit_start(number) and unit_check(number[:17]) == number[17]:
        return IdentityKind.USCC
    return IdentityKind.RESIDENT_ID


def _means_a_unit(number: str) -> bool:
    """Without a date inside: a unit, unless it looks like a resident whose date is impossible."""
    if number[17] not in "0123456789X":
        return True
    if not _is_unit_start(number):
        return False
    seventeen, last = number[:17], number[17]
    if unit_check(seventeen) == last:
        return True
    return not _is_province(number) or person_check(seventeen) != last

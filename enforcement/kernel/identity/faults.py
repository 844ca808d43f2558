"""What is wrong with a number, or merely odd about it."""

from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.kernel.identity import areas
from enforcement.kernel.identity.arithmetic import person_check, unit_check
from enforcement.kernel.identity.kinds import (
    IdentityKind,
    has_person_shape,
    has_unit_shape,
    is_placeholder,
)


class Reason(StrEnum):
    """Why a number is refused (contract 8)."""

    LENGTH = "length"
    FORMAT = "format"
    CHECKSUM = "checksum"
    DATE = "date"
    PLACEHOLDER = "placeholder"


class Caution(StrEnum):
    """What a person should look at; it never refuses (contract 8)."""

    AREA_UNKNOWN = "area_unknown"
    AREA_NOT_IN_FORCE = "area_not_in_force"


REASON_SENTENCES: dict[Reason, Promise] = {
    Reason.LENGTH: _("证件号码的位数不对。"),
    Reason.FORMAT: _("证件号码中有不该出现的字符。"),
    Reason.CHECKSUM: _("证件号码的校验码不符，请核对是否录错。"),
    Reason.DATE: _("证件号码中的出生日期不存在或晚于今天。"),
    Reason.PLACEHOLDER: _("证件号码是同一个字符的重复，不是真实号码。"),
}
CAUTION_SENTENCES: dict[Caution, Promise] = {
    Caution.AREA_UNKNOWN: _("证件号码的地区代码不在行政区划代码之列。"),
    Caution.AREA_NOT_IN_FORCE: _("证件号码的地区代码在出生当年尚未启用或已经停用。"),
}


def find_fault(number: str, kind: IdentityKind, born: date | None, *, today: date) -> Reason | None:
    """Why this compact number of this kind cannot be right, or None. GB 11643, GB 32100."""
    if kind is IdentityKind.USCC:
        return _fault_of_unit(number)
    if kind is IdentityKind.UNKNOWN:
        return _fault_of_unknown(number)
    return _fault_of_person(number, born, today)


def area_caution(area: areas.Area | None) -> Caution | None:
    """What is odd about the area a number names for the year of birth. History of GB/T 2260."""
    if area is None:
        return Caution.AREA_UNKNOWN
    return None if area.in_force else Caution.AREA_NOT_IN_FORCE


def _fault_of_unknown(number: str) -> Reason:
    if is_placeholder(number):
        return Reason.PLACEHOLDER
    return Reason.FORMAT if len(number) in (15, 18) else Reason.LENGTH


def _fault_of_unit(number: str) -> Reason | None:
    if not has_unit_shape(number):
        return Reason.FORMAT
    return None if unit_check(number[:17]) == number[17] else Reason.CHECKSUM


def _fault_of_person(number: str, born: date | None, today: date) -> Reason | None:
    """Fifteen digits have no check character; eighteen are tried before their date."""
    if len(number) == 18:
        if not has_person_shape(number):
            return Reason.FORMAT
        if person_check(number[:17]) != number[17]:
            return Reason.CHECKSUM
    return Reason.DATE if born is None or born > today else None

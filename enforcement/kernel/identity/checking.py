"""The whole verdict on a number, as `check_identity` prints it (contract 8)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from enforcement.kernel.identity import areas
from enforcement.kernel.identity.faults import Caution, Reason, area_caution, find_fault
from enforcement.kernel.identity.kinds import PERMIT_AREAS, IdentityKind, compact, expand, read
from enforcement.kernel.identity.masking import mask_read


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """Verdict on one text. Birth, sex and area are told of valid numbers only.

    The clear number stays out of `repr`, so that a log line cannot hold it.
    """

    raw: str = field(repr=False)
    ok: bool
    kind: IdentityKind
    normalized: str = field(repr=False)
    masked: str
    birth_date: date | None = field(default=None, repr=False)
    sex: str | None = None
    area_code: str | None = None
    area_name: str | None = None
    reason: Reason | None = None
    warnings: tuple[Caution, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object of contract 8: dates as YYYY-MM-DD, words as text."""
        return {
            "raw": self.raw,
            "ok": self.ok,
            "kind": self.kind.value,
            "normalized": self.normalized,
            "masked": self.masked,
            "birth_date": self.birth_date.isoformat() if self.birth_date else None,
            "sex": self.sex,
            "area_code": self.area_code,
            "area_name": self.area_name,
            "reason": self.reason.value if self.reason else None,
            "warnings": [warning.value for warning in self.warnings],
        }


def check(raw: str, *, today: date) -> IdentityCheck:
    """Verdict on a text as somebody typed it; `today` in Asia/Shanghai."""
    number = compact(raw)
    kind, born = read(number)
    reason = find_fault(number, kind, born, today=today)
    number = expand(number)
    masked = mask_read(number, is_unit=kind is IdentityKind.USCC and reason is None)
    if reason is not None:
        return IdentityCheck(raw, False, kind, number, masked, reason=reason)
    if born is None:
        return _unit(raw, number, masked, today)
    return _person(raw, number, masked, kind, born)


def _unit(raw: str, number: str, masked: str, today: date) -> IdentityCheck:
    code = number[2:8]
    area = areas.find(code, today.year)
    name = area.name if area else None
    return IdentityCheck(
        raw, True, IdentityKind.USCC, number, masked, area_code=code, area_name=name
    )


def _person(raw: str, number: str, masked: str, kind: IdentityKind, born: date) -> IdentityCheck:
    code = number[:6]
    sex = "male" if number[16] in "13579" else "female"
    if kind is IdentityKind.RESIDENCE_PERMIT:
        return IdentityCheck(raw, True, kind, number, masked, born, sex, code, PERMIT_AREAS[code])
    area = areas.find(code, born.year)
    name = area.name if area else None
    caution = area_caution(area)
    return IdentityCheck(
        raw,
        True,
        kind,
        number,
        masked,
        born,
        sex,
        code,
        name,
        warnings=(caution,) if caution else (),
    )

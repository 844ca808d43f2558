"""What reading a case number yields, and the form in which numbers are written."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

# Type words of the enforcement bureau's own cases (domain 1.3, ruling 36).
ENFORCEMENT_WORDS = frozenset(
    ("执", "执恢", "执保", "执异", "执复", "执监", "执协", "执请", "执他")
)


class Flag(StrEnum):
    """What a person should look at (contract 6). Their order here is the order in `flags`."""

    UNKNOWN_COURT_CODE = "unknown_court_code"
    UNKNOWN_TYPE_WORD = "unknown_type_word"
    EXTRA_WORD = "extra_word"
    MISSING_COURT_CODE = "missing_court_code"
    STRAY_CHARACTERS = "stray_characters"
    COURT_CODE_IN_OLD_NUMBER = "court_code_in_old_number"
    SEVERAL_NUMBERS = "several_numbers"


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A text read as a case number (contract 5).

    `canonical` is the right form of what was read, characters left out that do not belong to it.
    `repaired` is proposed where the number itself had to be changed (a word 第 too many, a letter
    for a digit, a province left out) and one reading alone is possible; it names the case, so it
    has no suffix. `suffix` (之一) names a document of the case. Old numbers (`style` "old") have no
    `court_code`, and `type_word` only where the ending is a usual one.
    """

    raw: str
    ok: bool
    canonical: str | None = None
    year: int | None = None
    court_code: str | None = None
    type_word: str | None = None
    serial: int | None = None
    suffix: str = ""
    style: str | None = None
    flags: tuple[str, ...] = ()
    repaired: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The element of contract 5."""
        return {**asdict(self), "flags": list(self.flags)}

    def is_enforcement(self) -> bool:
        """Whether it names a case of the enforcement bureau beyond doubt (ruling 36)."""
        return (
            self.ok
            and not self.flags
            and not self.suffix
            and self.style == "new"
            and self.type_word in ENFORCEMENT_WORDS
        )


def canonical(year: int, court_code: str, type_word: str, serial: int) -> str:
    """`（2018）赣0302执123号` (法〔2015〕137号 art. 3)."""
    return f"（{year}）{court_code}{type_word}{serial}号"

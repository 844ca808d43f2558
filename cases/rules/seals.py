"""Terms of seals (查封 扣押 冻结). Rules CAS-41 to CAS-44, ruling 41. Nothing here ever rolls."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from cases.rules import register
from cases.rules.citations import Rule, Wording
from cases.rules.documents import SINCE_PROCEDURE_INTERPRETATION
from enforcement.kernel.months import add_months


class SealTerm(NamedTuple):
    """Longest term of a kind of property, now and before 2015, with its rule."""

    months: int
    months_before_2015: int
    rule: Rule


DEPOSIT = SealTerm(12, 6, register.SEAL_DEPOSIT)
CHATTEL = SealTerm(24, 12, register.SEAL_CHATTEL)
OTHER_RIGHT = SealTerm(36, 24, register.SEAL_OTHER)

TERMS: dict[str, SealTerm] = {
    "存款": DEPOSIT,
    "动产": CHATTEL,
    "不动产": OTHER_RIGHT,
    "股权": OTHER_RIGHT,
    "其他": OTHER_RIGHT,
}


class SealFault(StrEnum):
    """Why a term of a seal cannot be."""

    TOO_LONG = "too_long"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"


class TermCheck(NamedTuple):
    """The longest day allowed, and the fault if the seal breaks the rule."""

    longest: date
    fault: SealFault | None


class TermInForce(NamedTuple):
    """The longest term by the law of a day, with its article."""

    months: int
    cited: Wording


def computed_end(kind: str, from_on: date) -> date:
    """Last day of a seal that names none: the longest term. Rules CAS-41 to CAS-43.

    Never rolled over a holiday: its effect lapses on the day (CAS-44). `kind` is a word of the
    查封 sheet; KeyError for any other.
    """
    return add_months(from_on, TERMS[kind].months)


def check_term(kind: str, from_on: date, to_on: date) -> TermCheck:
    """Whether a seal's written term is allowed. Ruling 41.

    Measured by the present terms whatever its date: what was sealed before 2015 for its shorter
    term passes, and `term_in_force` shows which term that was.
    """
    longest = computed_end(kind, from_on)
    fault = None
    if to_on < from_on:
        fault = SealFault.ENDS_BEFORE_IT_BEGINS
    elif to_on > longest:
        fault = SealFault.TOO_LONG
    return TermCheck(longest, fault)


def term_in_force(kind: str, day: date) -> TermInForce:
    """The longest term by the law of that day: 6, 12 or 24 months before 4 February 2015."""
    term = TERMS[kind]
    is_new = day >= SINCE_PROCEDURE_INTERPRETATION
    return TermInForce(term.months if is_new else term.months_before_2015, term.rule.at(day))

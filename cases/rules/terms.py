"""How long a case may take before deductions and extensions. Rules CAS-2, 3, 8, 9."""

from typing import NamedTuple

from cases.rules import register
from cases.rules.citations import Rule

ENFORCEMENT_MONTHS = 6
ADMINISTRATIVE_MONTHS = 3
ADMINISTRATIVE_MARK = "行政非诉"


class Term(NamedTuple):
    """A term in months, days or both, from the day after filing, with its rule."""

    months: int
    days: int
    rule: Rule


ENFORCEMENT = Term(ENFORCEMENT_MONTHS, 0, register.ENFORCEMENT_TERM)
ADMINISTRATIVE = Term(ADMINISTRATIVE_MONTHS, 0, register.ADMINISTRATIVE_TERM)
OBJECTION = Term(0, 15, register.OBJECTION_TERM)
RECONSIDERATION = Term(0, 30, register.RECONSIDERATION_TERM)

# 执保 (only a term to start), 执监, 执协, 执请 and 执他: no closing term was found.
OWN_TERMS: dict[str, Term | None] = {
    "执": ENFORCEMENT,
    "执恢": ENFORCEMENT,
    "执异": OBJECTION,
    "执复": RECONSIDERATION,
    "执保": None,
    "执监": None,
    "执协": None,
    "执请": None,
    "执他": None,
}


def is_administrative(cause_name: str, basis_text: str) -> bool:
    """Whether the ledger counts the case as non-litigation administrative, with its shorter limit.

    The name of the cause or the text of 执行依据文号 says 行政非诉; a 行审 number alone does not.
    It counts so for every case type. Rule CAS-3, ruling 17, formats.md.
    """
    return ADMINISTRATIVE_MARK in cause_name or ADMINISTRATIVE_MARK in basis_text


def own_term(type_word: str) -> Term | None:
    """The term that law gives the case type itself; None where none was found or known.

    For the page of a review case: the ledger's statutory end does not depend on the type.
    Rules CAS-2, CAS-8, CAS-9; domain 2.1, "Limits by case type".
    """
    return OWN_TERMS.get(type_word)


def term_rule(months: int, days: int) -> Rule | None:
    """The rule that gives a term of this length, for its citation; a parameter may set another."""
    known = (ENFORCEMENT, ADMINISTRATIVE, OBJECTION, RECONSIDERATION)
    return next((term.rule for term in known if term[:2] == (months, days)), None)

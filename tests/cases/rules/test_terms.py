"""Base terms by case type and kind of case."""

from datetime import date

import pytest

from cases.enums import CaseType
from cases.rules import register
from cases.rules.in_force import BY_LAW
from cases.rules.terms import OWN_TERMS, own_term, term_rule


@pytest.mark.parametrize(
    ("cause", "basis", "months"),
    [
        ("民间借贷纠纷", "（2017）赣0302民初2156号", 6),
        ("行政非诉执行", "", 3),
        ("", "（2017）赣0302行审15号行政非诉裁定", 3),
        ("", "（2017）赣0302行审15号", 6),
        ("行政", "非诉", 6),
        ("", "", 6),
    ],
)
def test_base_months(cause: str, basis: str, months: int) -> None:
    assert BY_LAW.base_months(cause, basis, date(2026, 3, 2)) == months


@pytest.mark.parametrize(
    ("type_word", "months", "days"),
    [("执", 6, 0), ("执恢", 6, 0), ("执异", 0, 15), ("执复", 0, 30)],
)
def test_own_term(type_word: str, months: int, days: int) -> None:
    term = own_term(type_word)
    assert term is not None
    assert term[:2] == (months, days)


@pytest.mark.parametrize("type_word", ["执保", "执监", "执协", "执请", "执他", "民初"])
def test_own_term__none_where_no_limit_was_found(type_word: str) -> None:
    assert own_term(type_word) is None


def test_every_case_type_has_its_line() -> None:
    assert set(OWN_TERMS) == set(CaseType.values)


@pytest.mark.parametrize(
    ("months", "days", "rule"),
    [
        (6, 0, register.ENFORCEMENT_TERM),
        (3, 0, register.ADMINISTRATIVE_TERM),
        (0, 15, register.OBJECTION_TERM),
        (0, 30, register.RECONSIDERATION_TERM),
        (4, 0, None),
    ],
)
def test_term_rule(months: int, days: int, rule: object) -> None:
    assert term_rule(months, days) == rule

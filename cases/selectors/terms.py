"""Lengths of terms as the dated parameters set them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.rules.in_force import History, Terms
from courts.selectors import parameters

CODES = {
    "enforcement_months": "case.execution_months",
    "administrative_months": "case.non_litigation_months",
    "assign_days": "case.assign_days",
    "notice_days": "case.notice_days",
    "query_days": "case.first_query_days",
    "clue_days": "clue.check_days",
    "payout_days": "money.payout_days",
    "deferral_days": "money.deferral_days",
}
"""Field of Terms → code of the parameter. A test holds the defaults of both against each other."""


def terms_in_force() -> Terms:
    """The terms with all values that they have or will have, by the day on which a term starts."""
    return _terms(parameters.histories(CODES.values()))


def terms_with(code: str, value: Any, from_on: date) -> Terms:
    """The terms as they would be with a new value from a day on: for a preview."""
    histories = parameters.histories(CODES.values())
    before = [each for each in histories[code] if each[0] < from_on]
    after = [each for each in histories[code] if each[0] > from_on]
    return _terms({**histories, code: [*before, (from_on, value), *after]})


def _terms(histories: Mapping[str, list[tuple[date, Any]]]) -> Terms:
    fields: dict[str, History] = {field: tuple(histories[code]) for field, code in CODES.items()}
    return Terms(**fields)

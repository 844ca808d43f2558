"""The worked example: every statutory end of the synthetic district."""

import csv
from datetime import date

import pytest

from cases.rules.limit_explained import statutory_end
from cases.rules.limit_facts import LimitFacts
from cases.rules.limits import limit_versions, statutory_end_date
from tests.cases.rules.calendars import CALENDAR
from tests.cases.rules.worked_ledger import read_facts
from tests.real_data import real_data

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def facts() -> dict[str, LimitFacts]:
    return read_facts(real_data("worked/ledger.xlsx"), real_data("causes_of_action.csv"))


@pytest.fixture(scope="module")
def rows() -> Rows:
    with real_data("worked/limit_ends.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_all_statutory_ends(facts: dict[str, LimitFacts], rows: Rows) -> None:
    assert len(rows) == 1086
    wrong = []
    for row in rows:
        case, asked = facts[row["case_number"]], date.fromisoformat(row["asked"])
        assert case.filed_on.isoformat() == row["filed_on"]
        end = statutory_end_date(case, asked, CALENDAR)
        if str(end) != row["limit_end"] or (case.given is not None) != (row["kind"] == "given"):
            wrong.append((row, end))
    assert wrong == []


def test_explained_ends_and_versions_agree(facts: dict[str, LimitFacts], rows: Rows) -> None:
    for row in rows:
        case, asked = facts[row["case_number"]], date.fromisoformat(row["asked"])
        assert str(statutory_end(case, asked, CALENDAR).end) == row["limit_end"]
        version = next(
            each
            for each in limit_versions(case, CALENDAR)
            if each.asked_from <= asked and (each.asked_to is None or asked <= each.asked_to)
        )
        assert version.running or str(version.end) == row["limit_end"]


def test_the_example_has_what_it_must_try(facts: dict[str, LimitFacts], rows: Rows) -> None:
    tried = [facts[row["case_number"]] for row in rows]
    assert any(case.base_months == 3 for case in tried)
    assert any(case.extensions and case.deductions for case in tried)
    assert any(each.to_on is None for case in tried for each in case.deductions)
    assert any(len(case.deductions) > 1 for case in tried)
    assert any(case.given for case in tried)

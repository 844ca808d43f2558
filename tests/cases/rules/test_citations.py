"""Citations, and the register of rules that docs/rules.md prints."""

import importlib
import re
from datetime import date
from pathlib import Path

import pytest

from cases.rules import documents as law
from cases.rules.citations import Rule, Wording
from cases.rules.register import RULES

ROOT = Path(__file__).resolve().parents[3]
LINE = re.compile(r"^\| (CAS-\d+) \| (.+) \|$")


def rule_lines() -> dict[str, list[str]]:
    """Rule id → cells of its line in docs/rules.md: meaning, articles, functions, tests."""
    text = (ROOT / "docs/rules.md").read_text(encoding="utf-8").splitlines()
    found = [match for line in text if (match := LINE.match(line))]
    assert len({match[1] for match in found}) == len(found), "an id stands twice"
    return {match[1]: [cell.strip() for cell in match[2].split(" | ")] for match in found}


@pytest.mark.parametrize(
    ("article", "zh", "en"),
    [
        ("8", "第八条", "art. 8"),
        ("9(8)", "第九条（八）", "art. 9(8)"),
        ("9(12)", "第九条（十二）", "art. 9(12)"),
        ("10", "第十条", "art. 10"),
        ("20", "第二十条", "art. 20"),
        ("85", "第八十五条", "art. 85"),
        ("105", "第一百零五条", "art. 105"),
        ("110", "第一百一十条", "art. 110"),
        ("200", "第二百条", "art. 200"),
        ("487", "第四百八十七条", "art. 487"),
    ],
)
def test_wording(article: str, zh: str, en: str) -> None:
    wording = Wording(date(2018, 1, 1), law.CIVIL_PROCEDURE, article)
    assert wording.zh == "《民事诉讼法》" + zh
    assert wording.en == "Civil Procedure Law, " + en


def test_wording__without_an_article() -> None:
    wording = Wording(date(2018, 1, 1), law.OWN_PRACTICE, "")
    assert (wording.zh, wording.en) == ("本系统规则", "Rule of this system")


def test_rule__wording_by_date_in_force() -> None:
    old, new = (
        Wording(date(2013, 1, 1), law.CIVIL_PROCEDURE, "82"),
        Wording(date(2022, 1, 1), law.CIVIL_PROCEDURE, "85"),
    )
    rule = Rule("CAS-0", (old, new))
    assert rule.in_force(date(2012, 12, 31)) is None
    assert rule.at(date(2012, 12, 31)) is old
    assert rule.at(date(2021, 12, 31)) is old
    assert rule.at(date(2022, 1, 1)) is new


def test_register__wordings_in_order() -> None:
    for rule in RULES.values():
        since = [wording.since for wording in rule.wordings]
        assert since == sorted(since), rule.id


def test_docs__list_every_rule_with_its_articles() -> None:
    lines = rule_lines()
    assert set(lines) == set(RULES)
    for rule_id, (_, articles, _, _) in lines.items():
        for wording in RULES[rule_id].wordings:
            since = "" if wording.since == law.SINCE_EVER else f" ({wording.since})"
            assert f"{wording.zh}{since} {wording.mark}" in articles, rule_id


def test_docs__functions_and_tests_exist() -> None:
    for rule_id, (_, _, functions, tests) in rule_lines().items():
        for dotted in re.findall(r"`([\w.]+)`", functions):
            module, _, name = dotted.rpartition(".")
            assert hasattr(importlib.import_module(f"cases.rules.{module}"), name), rule_id
        named = re.findall(r"`(\w+)`", tests)
        assert named, rule_id
        for name in named:
            assert (ROOT / f"tests/cases/rules/{name}.py").exists(), rule_id

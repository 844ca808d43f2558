"""The code lists that the project carries, held beside the lists of the courts."""

import csv

import pytest

from cases import reference
from cases.numbers import ENFORCEMENT_WORDS
from courts.reference import jiangxi_courts
from tests.real_data import real_data


def rows(name):
    with real_data(name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_type_words__all_of_the_standard_and_those_of_our_own_cases():
    standard = {row["type_word"] for row in rows("case_types.csv")} - {""}
    assert standard <= reference.type_words()
    assert reference.type_words() >= ENFORCEMENT_WORDS
    assert reference.type_words() - standard == {
        "执请", "知民初", "知民终", "知民辖终", "知行初", "知行终",
    }  # fmt: skip


@pytest.mark.parametrize("word", ["知初", "民破", "引调", "商初"])
def test_type_words__words_that_only_anomalies_show_are_not_known(word):
    assert word not in reference.type_words()


@pytest.mark.parametrize(
    ("word", "name"),
    [("执", "首次执行"), ("执恢", "恢复执行"), ("破", "破产"), ("执请", "执行请示")],
)
def test_type_word_names(word, name):
    assert reference.type_word_names()[word] == name


def test_type_word_names__every_word_has_one():
    assert set(reference.type_word_names()) == reference.type_words()
    assert all(reference.type_word_names().values())


def test_old_type_words():
    assert {"执", "执民", "民三终", "刑一初"} <= reference.old_type_words()
    assert "民三终" not in reference.type_words()


def test_causes__all_codes_and_names():
    assert reference.causes_by_code() == {
        row["code"]: row["name"] for row in rows("causes_of_action.csv")
    }
    assert reference.causes_by_code()["3231"] == "行政非诉执行"
    assert "民间借贷纠纷" in reference.cause_names()


def test_nodes__forty_in_order():
    nodes = reference.nodes()
    assert [node.order for node in nodes] == list(range(1, 41))
    assert [node.code for node in nodes] == [f"203001{order:03}" for order in range(1, 41)]
    assert len({node.name for node in nodes}) == 40
    assert not any(mark in node.name for node in nodes for mark in "()（） ")
    assert all(node.group for node in nodes)
    # The key nodes of ruling 12.
    assert {"分案", "执行通知", "网络查控", "结案"} <= {node.name for node in nodes}
    assert (nodes[10].name, nodes[10].note) == ("财产控制", "其他")


def test_jiangxi_courts__all_of_the_province_below_the_supreme_court():
    wanted = {
        (row["court_code"], row["name"], row["level"], row["parent_code"])
        for row in rows("courts.csv")
        if row["court_code"] == "最高法" or row["court_code"].startswith("赣")
    }
    courts = jiangxi_courts()
    assert {(c.code, c.name, c.level, c.parent) for c in courts} == wanted
    assert len(courts) == len(wanted)


def test_jiangxi_courts__parents_come_first():
    seen = {""}
    for court in jiangxi_courts():
        assert court.parent in seen, court
        seen.add(court.code)

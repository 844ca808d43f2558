"""The table of indicators as data (design 5, ruling 2)."""

from dataclasses import replace
from datetime import date

import pytest

from courts.parameters import CATALOGUE
from courts.parameters.catalogue import INDICATORS as CATALOGUED
from performance.enums import Group, Source, Window
from performance.evidence.opening import shelves
from performance.indicators import BY_CODE, INDICATORS, SERIES, Bounds, Rendering
from performance.parameters import CODES, CORE, Parameters

TARGETS = zip(CORE, ("90.00", "90.00", "90.00", "80.00"), strict=True)


@pytest.mark.parametrize(
    ("sunday", "ytd", "week", "m36", "year_ago"),
    [
        ("2018-07-22", "2018-01-01", "2018-07-16", "2015-07-23", "2017-07-22"),
        ("2017-01-01", "2017-01-01", "2016-12-26", "2014-01-02", "2016-01-01"),
        ("2020-02-23", "2020-01-01", "2020-02-17", "2017-02-24", "2019-02-23"),
        ("2023-02-26", "2023-01-01", "2023-02-20", "2020-02-27", "2022-02-26"),
    ],
)
def test_bounds(sunday, ytd, week, m36, year_ago):
    days = [date.fromisoformat(text) for text in (sunday, ytd, week, m36, year_ago)]

    assert list(Bounds.of(days[0])) == days


def test_bounds__every_window_has_its_first_day():
    bounds = Bounds.of(date(2018, 7, 22))

    assert [bounds.start(window) for window in Window] == [bounds.ytd, bounds.week, bounds.m36]


def test_bounds__refuse_another_day():
    with pytest.raises(ValueError, match="no Sunday"):
        Bounds.of(date(2018, 7, 23))


def test_bounds__the_earliest_day_of_a_new_year_is_in_december():
    assert Bounds.of(date(2017, 1, 1)).earliest == date(2016, 12, 26)


def test_the_table_is_the_one_of_the_design():
    codes = [each.code for each in INDICATORS]

    assert codes[:3] == ["received", "closed", "open"]
    assert codes[3:] == [code for code, _name in CATALOGUED]
    assert [each.code for each in INDICATORS if each.group is Group.CORE] == list(CORE)
    assert BY_CODE["overall_rate_36m"].windows == (Window.M36,)
    assert all(w is not Window.M36 for each, w in SERIES if each.code != "overall_rate_36m")
    assert len(SERIES) == 35
    lower = {each.code for each in INDICATORS if not each.high_is_better}
    assert lower == {"avg_days", "zhongben_share", "node_overdue_avg", "petition_ratio", "over_12m"}


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.code)
def test_every_indicator_can_be_opened(indicator):
    """Every list has words; only where unlike things are divided are there two kinds of records."""
    found = shelves(indicator)

    assert len(found) == (2 if indicator.code == "petition_ratio" else 1)
    codes = [reason.code for reason in (*indicator.missed, *indicator.left_out)]
    assert len(codes) == len(set(codes))
    assert all(str(reason.label) for reason in (*indicator.missed, *indicator.left_out))
    assert str(indicator.name)
    assert str(indicator.formula)
    assert indicator.source


def test_parameters__defaults_are_those_of_the_catalogue():
    values = {code: CATALOGUE[code].default for code in CODES}

    assert Parameters.of_table(values) == replace(Parameters(), targets=dict(TARGETS))


def test_parameters__what_a_snapshot_keeps_comes_back():
    mine = Parameters(("结案",), 7, 2, ("avg_days",), {"avg_days": "90.00"})

    assert Parameters.of(mine.as_json()) == mine
    assert Parameters.of({"unknown": 1}) == Parameters()


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [(("结案",), 1), (("分案", "结案"), 2), (("分案",), 1), (Parameters().key_nodes, 4)],
)
def test_rendering__one_term_for_every_key_node(nodes, expected):
    text = Rendering(Window.YTD, nodes)("{late_nodes}")

    assert text.count("THEN 1 ELSE 0") == expected


@pytest.mark.parametrize("nodes", [("分案",), ("结案",), Parameters().key_nodes])
def test_rendering__names_of_late_nodes(nodes):
    text = Rendering(Window.YTD, nodes)("{late_names}")

    assert text.count(" END") == len(nodes)
    assert ("'结案'" in text) == ("结案" in nodes)


def test_sources__money_and_petitions_have_their_own_records():
    sources = {each.code: each.numerator.source for each in INDICATORS}

    assert sources["payout_intime_rate"] is Source.RECEIPT
    assert sources["petition_done_rate"] is sources["petition_ratio"] is Source.PETITION

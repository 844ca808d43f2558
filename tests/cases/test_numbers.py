"""The case-number grammar: real numbers, hand-made faults, properties (contract 5 to 7)."""

import csv
import json
from datetime import date

import pytest

from cases.numbers import (
    ENFORCEMENT_WORDS,
    Flag,
    parse,
)
from cases.numbers.spelling import tidy
from tests.real_data import real_data

TODAY = date(2025, 6, 1)
COURTS = frozenset(("最高法", "赣", "赣03", "赣0302", "赣0321", "兵08", "粤2071", "内", "京0105"))
GOOD = "（2018）赣0302执123号"


def read(raw, **changes):
    return parse(raw, **{"today": TODAY, "known_courts": COURTS} | changes)


def corpus(group):
    with real_data("case_numbers.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["group"] == group]


@pytest.fixture(scope="module")
def all_courts():
    with real_data("courts.csv").open(encoding="utf-8-sig", newline="") as lines:
        return frozenset(row["court_code"] for row in csv.DictReader(lines))


class TestRealNumbers:
    def test_new(self, all_courts):
        rows = corpus("new")
        assert len(rows) == 1223
        for row in rows:
            number, expected = read(row["raw"], known_courts=all_courts), row["expect"]
            got = number.as_json()
            keys = ("canonical", "year", "court_code", "type_word", "serial", "suffix")
            assert {key: got[key] for key in keys} == {key: expected[key] for key in keys}
            assert (number.ok, number.style, number.flags) == (True, "new", ())
            assert number.raw == row["raw"]

    def test_old(self, all_courts):
        rows = corpus("old")
        assert len(rows) == 290
        for row in rows:
            number, expected = read(row["raw"], known_courts=all_courts), row["expect"]
            head = tidy(expected["head"])
            form = f"（{expected['year']}）{head}字第{expected['serial']}号{expected['suffix']}"
            assert number.canonical == form
            assert (number.ok, number.style, number.court_code) == (True, "old", None)
            assert (number.year, number.serial) == (expected["year"], expected["serial"])
            assert number.type_word == expected["type_guess"]
            # Numbers of the Supreme Court had no word for the court.
            assert number.flags in ((), (Flag.MISSING_COURT_CODE,)), row
            assert bool(number.flags) <= (expected["court_abbrev"] in ("", None))

    def test_anomalies_are_flagged_or_refused_and_repaired_as_expected(self, all_courts):
        rows = corpus("anomaly")
        assert len(rows) == 79
        accepted = 0
        for row in rows:
            number = read(row["raw"], known_courts=all_courts)
            accepted += number.ok
            if number.ok:
                assert number.flags, row
                assert number.repaired == row["expect"]["repaired"], row
        assert accepted == 77

    def test_other_numbers_are_refused(self, all_courts):
        rows = corpus("not-case-number")
        assert len(rows) == 12
        assert [row["raw"] for row in rows if read(row["raw"], known_courts=all_courts).ok] == []


@pytest.mark.parametrize(
    "raw",
    [
        "(2018)赣0302执123号",
        "〔2018〕赣0302执123号",
        "[2018]赣0302执123号",
        "【2018】赣0302执123号",
        "｛2018｝赣0302执123号",
        "（2018)赣0302执123号",
        "（（2018））赣0302执123号",
        "（２０１８）赣０３０２执１２３号",
        "（2018）赣0302执00123号",
        " （ 2018 ）\t赣 03 02 执\r\n1 2 3 号\u3000",
        "\ufeff（2018）\u200b赣0302\u00ad执\u202e123号\u2060",
        "（2018）赣0302执123号_x000D_",
        "（2018）赣0302执123",
        "2018赣0302执123号",
        "2018 赣0302执 123",
        "（2018赣0302执123号",
        "2018）赣0302执123号",
        "（2018）贛0302執123號",
    ],
)
def test_spellings_are_no_flags(raw):
    number = read(raw)
    assert (number.canonical, number.flags, number.repaired) == (GOOD, (), None)
    assert number.raw == raw


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("（2018）赣0302⾏审123号", "行审"),  # a radical from a PDF file
        ("（2018）赣0302\ufa08审123号", "行审"),  # a compatibility character
        ("（2018）赣0302⺠初123号", "民初"),
        ("（2018）赣0302执恢123号", "执恢"),
        ("（2018）赣0302执 恢123号", "执恢"),
        ("（2018）赣0302司救执123号", "司救执"),
        ("（2018）赣0302财保123号", "财保"),
        ("（2018）赣0302证保123号", "证保"),
    ],
)
def test_type_words(raw, word):
    number = read(raw)
    assert (number.type_word, number.flags) == (word, ())


@pytest.mark.parametrize(
    ("raw", "suffix"),
    [
        ("（2018）赣0302执123号之一", "之一"),
        ("（2018）赣0302执123号之二十一", "之二十一"),
        ("（2018）赣0302执123号 之 四", "之四"),
        ("（2018）赣0302执123号之1", "之1"),
    ],
)
def test_suffix_is_kept_as_written(raw, suffix):
    number = read(raw)
    assert (number.canonical, number.suffix, number.flags) == (GOOD + suffix, suffix, ())
    assert not number.is_enforcement()


@pytest.mark.parametrize(
    ("raw", "flags", "repaired"),
    [
        ("（2018）赣9999执123号", "unknown_court_code", None),
        ("（2018）赣302执123号", "unknown_court_code", None),
        ("（2018）赣0302执行123号", "unknown_type_word", None),
        ("（2018）赣9999诉前调123号", "unknown_court_code unknown_type_word", None),
        ("（2018）赣0302执第123号", "extra_word", GOOD),
        ("（2018）赣0302执123号号", "extra_word", GOOD),
        ("（2018）赣0302执号123号", "extra_word", GOOD),
        ("（2018）赣0302执第123号之一", "extra_word", GOOD),
        ("（2018）赣9999执第123号", "unknown_court_code extra_word", "（2018）赣9999执123号"),
        ("（2018）赣0302执行第123号", "unknown_type_word extra_word", None),
        ("（2018）0302执123号", "missing_court_code", GOOD),
        ("（2018）GAN0302执123号", "missing_court_code stray_characters", GOOD),
        ("（2018）执123号", "missing_court_code", None),
        ("2018民初123号", "missing_court_code", None),
        ("（2018）安执123号", "missing_court_code", None),
        ("（2O18）赣0302执123号", "stray_characters", GOOD),
        ("（2018）赣Ｏ302执l23号", "stray_characters", GOOD),
        ("（二〇一八）赣0302执123号", "stray_characters", GOOD),
        ("案号：（2018）赣0302执123号", "stray_characters", None),
        ("（2018）赣0302执123号执行裁定书", "stray_characters", None),
        ("（2018）赣0302执123号。", "stray_characters", None),
        ("《（2018）赣0302执123号》", "stray_characters", None),
        ("（2018赣0302执123号）", "stray_characters", None),
        ("（2018）（赣0302）执123号", "stray_characters", None),
        ("（2018）赣0302-执-123号", "stray_characters", None),
        ("（2018年）赣0302执123号", "stray_characters", None),
        ("2018年度赣0302执123号", "stray_characters", None),
        ("（2018）年赣0302执123号", "stray_characters", None),
        ("（2018）赣0302执123-1号", "stray_characters", None),
        ("（2018）赣0302执123号-1", "stray_characters", None),
        ("根据法释〔2015〕5号，（2018）赣0302执123号", "stray_characters", None),
        ("（2018）赣0302执123号（2018）赣0302执123号", "stray_characters", None),
        ("（2018）赣0302执字第123号", "court_code_in_old_number", GOOD),
        ("（2018）安法赣0302执字第123号", "court_code_in_old_number", None),
        ("（2018）赣0302执123号（2018）赣0302执124号", "several_numbers", None),
        ("（2018）赣0302执123-130号", "several_numbers", None),
        ("（2018）赣0302执123号至130号", "several_numbers", None),
        ("（2018）赣0302执123、124号", "several_numbers", None),
        ("（2013）安执字第123-130号", "several_numbers", None),
        ("（2018）赣0302执第123号、124号", "extra_word several_numbers", None),
        ("（2018）赣0302执123之一号", "stray_characters", None),
        ("（2018）赣9999执字第123号", "court_code_in_old_number", None),
        ("（2013）民三终字第3号", "missing_court_code", None),  # of the Supreme Court
        ("（2013）民抗字第3号", "missing_court_code", None),
    ],
)
def test_what_a_person_should_look_at(raw, flags, repaired):
    number = read(raw)
    assert number.ok
    assert (" ".join(number.flags), number.repaired) == (flags, repaired)
    assert not number.is_enforcement()


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("（2018）赣0302执第123号之一", GOOD + "之一"),
        ("案号：（2018）赣0302执123号执行裁定书", GOOD),
        ("（2018）赣0302执123之一号", GOOD + "之一"),
        ("（2018）执第123号", "（2018）执123号"),
        (
            "（2015）中-法执字第08491号",
            "（2015）中-法执字第8491号",
        ),  # what stood there is not known
    ],
)
def test_canonical_of_a_flagged_number_is_what_was_read(raw, form):
    assert read(raw).canonical == form


def test_a_code_without_province_is_completed_only_when_one_court_fits():
    assert read("（2018）0302执1号", known_courts={"赣0302", "皖0302"}).ok is False


@pytest.mark.parametrize(
    ("raw", "form", "word"),
    [
        ("（2013）安执字第00123号", "（2013）安执字第123号", "执"),
        ("(2013)安法执恢字第 5 号之一", "（2013）安法执恢字第5号之一", "执恢"),
        ("（2013）安执字123号", "（2013）安执字第123号", "执"),
        ("2013安执字第123号", "（2013）安执字第123号", "执"),
        ("〔2010〕黄民五(商)初字第2736号", "（2010）黄民五（商）初字第2736号", None),
        ("（2013）深中法涉外仲字第60号", "（2013）深中法涉外仲字第60号", None),
    ],
)
def test_old_numbers(raw, form, word):
    number = read(raw)
    assert (number.canonical, number.type_word, number.style) == (form, word, "old")
    assert (number.court_code, number.flags) == (None, ())


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "   ",
        "123",
        "abc",
        "执123",
        "赣0302执123号",
        "（2018）",
        "（2018）123号",
        "（2018）赣0302执号",
        "（2018）赣0302123号",
        "（2018）赣0302执一百号",
        "（2018）赣0302执0号",
        "（2018）赣0302执000号",
        "（1948）赣0302执1号",
        "（2026）赣0302执1号",
        "（0018）赣0302执1号",
        "（18）赣0302执1号",
        "（2018）赣0302执1234567890号",
        "（2018）赣0302执" + "9" * 5000 + "号",
        "（2018）赣0302执123.5号",
        "（2018）赣0302执123万元",
        "（2018）赣0302执١٢٣号",
        "（2018）赣0302执12³号",
        "2018年3月5日",
        "20180722",
        "法释〔2024〕13号",
        "法〔2015〕137号",
        "赣府发〔2018〕3号",
        "萍公（安）行罚决字〔2018〕123号",
        "（2018）萍公行罚决字第123号",
        "萍人社伤认字〔2018〕第12号",
        "萍检刑诉〔2018〕12号",
        "（2018）萍安检刑诉12号",
        "（2018）萍仲裁字第12号",
        "（2018）萍劳人仲案字第12号",
        "（2019）中国贸仲京裁字第0123号",
        "（2018）沪东证执字第12号",
        "（2018）赣萍证民字第12号",
        "（2020）京中信执字第12号",
        "（2017）粤广广州第012345号",
        "赣（2018）萍乡市不动产权第0001234号",
        "晋（2020）晋中市不动产权第0000123号",
        "（2018）萍人调字第12号",
        "（2015）流借字第123号",
        "（2018）赣0302行罚12号",
        "（2018）赣0302刑事附带民事12号",
        "（2018）萍仲裁执12号",
        "（2018）行贸12号",
        GOOD * 400,
    ],
)
def test_no_case_number(raw):
    number = read(raw)
    assert number.as_json() == {
        "raw": raw,
        "ok": False,
        "canonical": None,
        "year": None,
        "court_code": None,
        "type_word": None,
        "serial": None,
        "suffix": "",
        "style": None,
        "flags": [],
        "repaired": None,
    }


def test_the_year_of_today_is_the_last_one():
    assert read("（2025）赣0302执1号", today=date(2025, 1, 1)).ok
    assert not read("（2025）赣0302执1号", today=date(2024, 12, 31)).ok


def test_known_type_words_may_be_given():
    assert read(GOOD, known_types={"民初"}).flags == (Flag.UNKNOWN_TYPE_WORD,)


@pytest.mark.parametrize("word", sorted(ENFORCEMENT_WORDS))
def test_is_enforcement(word):
    assert read(f"（2018）赣0302{word}1号").is_enforcement()


@pytest.mark.parametrize(
    "raw", ["（2018）赣0302民初1号", "（2013）安执字第1号", "", "（2018）执1号"]
)
def test_is_enforcement__not(raw):
    assert not read(raw).is_enforcement()

"""Case numbers in every spelling, and what a search reads from a part of one."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.numbers import SearchTerms, canonical, parse, search_terms
from cases.reference import type_words

TODAY = date(2025, 6, 1)
COURTS = frozenset(("最高法", "赣", "赣03", "赣0302", "赣0321", "兵08", "粤2071", "内", "京0105"))
GOOD = "（2018）赣0302执123号"


def read(raw, **changes):
    return parse(raw, **{"today": TODAY, "known_courts": COURTS} | changes)


years = st.integers(1949, 2025)
courts = st.sampled_from(sorted(COURTS))
words = st.sampled_from(sorted(type_words()))
serials = st.integers(1, 999_999_999)
suffixes = st.sampled_from(("", "之一", "之二十三"))


@settings(deadline=None)  # machines are shared
@given(years, courts, words, serials)
def test_reading_what_was_written_gives_it_back(year, court, word, serial):
    number = read(canonical(year, court, word, serial))
    assert (number.year, number.court_code, number.type_word, number.serial) == (
        year,
        court,
        word,
        serial,
    )
    assert (number.canonical, number.flags) == (number.raw, ())


BRACKETS = ("（）", "()", "〔〕", "[]", "【】", "（)", "(）", "［］", "〈〉")
BLANKS = ("", "", "", " ", "\u3000", "\n", "\r\n", "\t", "\xa0", "\u200b", "\ufeff", "  ")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@st.composite
def misspellings(draw):
    """A number in its right form and in another spelling."""
    year, court, word, serial = draw(years), draw(courts), draw(words), draw(serials)
    suffix = draw(suffixes)
    opening, closing = draw(st.sampled_from(BRACKETS))
    zeros = "0" * draw(st.integers(0, 3)) if serial < 1_000_000 else ""
    text = f"{opening}{year}{closing}{court}{word}{zeros}{serial}号{suffix}"
    if draw(st.booleans()):
        text = text.translate(FULL_WIDTH)
    blanks = draw(st.lists(st.sampled_from(BLANKS), min_size=len(text) + 1, max_size=len(text) + 1))
    spelt = "".join(blank + sign for blank, sign in zip(blanks, text, strict=False)) + blanks[-1]
    return canonical(year, court, word, serial) + suffix, spelt


@settings(deadline=None)  # machines are shared
@given(misspellings())
def test_every_spelling_of_a_number_is_that_number(pair):
    form, spelt = pair
    number = read(spelt)
    assert (number.canonical, number.flags, number.repaired) == (form, (), None)


SIGNS = (
    "（）()〔〕[]【】0123456789０１OＯl赣最高法新民初执恢刑终字第号之一二年、-至 \n\u200b罚仲证ab。"
)


@settings(deadline=None)  # machines are shared
@given(st.text(alphabet=SIGNS, max_size=40) | st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    number = read(text)
    assert number.raw == text
    json.dumps(number.as_json())
    if number.ok:
        assert 1949 <= number.year <= 2025
        assert number.serial > 0
        assert number.canonical.startswith(f"（{number.year}）")
        again = read(number.canonical)
        assert again.canonical == number.canonical
        assert number.style == "old" or not number.court_code or again.style == "new"
    else:
        assert number.canonical is None
    search_terms(text)


@settings(deadline=None)  # machines are shared
@given(misspellings())
def test_search_terms__a_whole_number_in_any_spelling(pair):
    form, spelt = pair
    (terms,) = search_terms(spelt)
    assert terms.canonical == form.split("号")[0] + "号"


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("赣0302执123", [{"court_code": "赣0302", "type_word": "执", "serial": 123}]),
        ("赣０３０２ 执恢 00123号", [{"court_code": "赣0302", "type_word": "执恢", "serial": 123}]),
        ("执123", [{"type_word": "执", "serial": 123}]),
        ("执字第123号", [{"type_word": "执", "serial": 123}]),
        ("123号", [{"serial": 123}]),
        ("123", [{"serial": 123}]),
        ("123456号", [{"serial": 123456}]),
        ("2018执123", [{"year": 2018, "type_word": "执", "serial": 123}]),
        ("（2018）执", [{"year": 2018, "type_word": "执"}]),
        ("(2018", [{"year": 2018}]),
        ("2018年123号", [{"year": 2018, "serial": 123}]),
        ("2018", [{"serial": 2018}, {"year": 2018}]),
        ("0302", [{"serial": 302}, {"court_digits": "0302"}]),
        ("0302执123", [{"court_digits": "0302", "type_word": "执", "serial": 123}]),
        ("20180302执5", [{"year": 2018, "court_digits": "0302", "type_word": "执", "serial": 5}]),
        ("赣0302", [{"court_code": "赣0302"}]),
        ("2018赣", [{"year": 2018, "court_code": "赣"}]),
        ("最高法", [{"court_code": "最高法"}]),
        ("执恢", [{"type_word": "执恢"}]),
        (
            "案号：（2018）赣0302执第123号执行裁定书",
            [{"year": 2018, "court_code": "赣0302", "type_word": "执", "serial": 123}],
        ),
    ],
)
def test_search_terms(text, readings):
    assert search_terms(text) == tuple(SearchTerms(**reading) for reading in readings)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "赣",
        "新",
        "张三",
        "王执",
        "执行",
        "破产管理人",
        "000",
        "（2013）安执字第123号",
        "360399199001010018",
        "91360300MA35F0000X",
        "执" * 5000,
    ],
)
def test_search_terms__texts_that_are_no_number(text):
    assert search_terms(text) == ()

"""Terms of seals by kind and date; nothing rolls."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import AssetKind
from cases.rules.seals import TERMS, SealFault, check_term, computed_end, term_in_force
from tests.cases.rules.calendars import day


@pytest.mark.parametrize(
    ("kind", "from_on", "end"),
    [
        ("存款", "2017-08-15", "2018-08-15"),
        ("动产", "2018-02-06", "2020-02-06"),
        ("不动产", "2018-05-08", "2021-05-08"),
        ("股权", "2018-05-08", "2021-05-08"),
        ("其他", "2018-05-08", "2021-05-08"),
        ("存款", "2016-02-29", "2017-02-28"),
        ("动产", "2016-02-29", "2018-02-28"),
        ("存款", "2017-10-01", "2018-10-01"),  # National Day: the seal lapses on it
        ("存款", "2017-07-22", "2018-07-22"),  # a Sunday
        ("存款", "2014-06-01", "2015-06-01"),
    ],
)
def test_computed_end(kind: str, from_on: str, end: str) -> None:
    assert computed_end(kind, day(from_on)) == day(end)


def test_computed_end__knows_the_kinds_of_the_sheet_only() -> None:
    assert list(TERMS) == AssetKind.values
    with pytest.raises(KeyError):
        computed_end("房屋", day("2018-01-01"))


@pytest.mark.parametrize(
    ("kind", "to_on", "fault"),
    [
        ("存款", "2019-01-15", None),
        ("存款", "2019-01-16", SealFault.TOO_LONG),
        ("动产", "2020-01-15", None),
        ("动产", "2020-01-16", SealFault.TOO_LONG),
        ("不动产", "2021-01-15", None),
        ("不动产", "2021-01-16", SealFault.TOO_LONG),
        ("股权", "2021-01-16", SealFault.TOO_LONG),
        ("其他", "2021-01-16", SealFault.TOO_LONG),
        ("存款", "2018-01-15", None),
        ("存款", "2018-01-14", SealFault.ENDS_BEFORE_IT_BEGINS),
    ],
)
def test_check_term(kind: str, to_on: str, fault: SealFault | None) -> None:
    check = check_term(kind, day("2018-01-15"), day(to_on))
    assert check.fault is fault
    assert check.longest == computed_end(kind, day("2018-01-15"))


@pytest.mark.parametrize(
    ("kind", "on", "months", "citation"),
    [
        ("存款", "2015-02-03", 6, "《民事执行中查封、扣押、冻结财产的规定》第二十九条"),
        ("动产", "2015-02-03", 12, "《民事执行中查封、扣押、冻结财产的规定》第二十九条"),
        ("不动产", "2015-02-03", 24, "《民事执行中查封、扣押、冻结财产的规定》第二十九条"),
        ("存款", "2015-02-04", 12, "《民事诉讼法司法解释》第四百八十七条"),
        ("动产", "2022-04-09", 24, "《民事诉讼法司法解释》第四百八十七条"),
        ("股权", "2022-04-10", 36, "《民事诉讼法司法解释》第四百八十五条"),
    ],
)
def test_term_in_force(kind: str, on: str, months: int, citation: str) -> None:
    term = term_in_force(kind, day(on))
    assert (term.months, term.cited.zh) == (months, citation)


@given(st.sampled_from(sorted(TERMS)), st.dates(date(1995, 1, 1), date(2030, 12, 31)))
def test_the_computed_end_always_passes(kind: str, from_on: date) -> None:
    assert check_term(kind, from_on, computed_end(kind, from_on)).fault is None

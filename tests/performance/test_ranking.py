"""Ranks and "behind" (design 5, rulings 5 to 10)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.ranking import Contender, Terms, behind, ranks

HIGH, LOW = Terms(), Terms(high_is_better=False)


def group(*pairs, base=None):
    """Courts A, B, C … with these numerators and denominators."""
    return [
        Contender(chr(ord("A") + place), above, below, below if base is None else base)
        for place, (above, below) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("pairs", "terms", "expected", "why"),
    [
        ([(9, 10), (8, 10), (8, 10), (7, 10)], HIGH, [1, 2, 2, 4], "ties share a place"),
        ([(9, 10), (8, 10), (8, 10), (7, 10)], LOW, [4, 2, 2, 1], "lower is better"),
        ([(1, 3), (333, 1000)], Terms(minimum_base=1), [1, 2], "equal in print, not exactly"),
        ([(2, 6), (3, 9)], HIGH, [1, 1], "equal fractions"),
        ([(4, 4), (5, 5)], HIGH, [None, 1], "4 is not ranked, 5 is"),
        ([(0, 0), (0, 9)], HIGH, [None, 1], "no denominator"),
        ([(7, None), (8, None)], HIGH, [None, None], "counts have no rank"),
        ([], HIGH, [], "no court"),
    ],
)
def test_ranks(pairs, terms, expected, why):
    assert list(ranks(group(*pairs), terms).values()) == expected, why


def test_ranks__the_base_of_money_is_the_number_of_cases():
    rich = Contender("A", Decimal("10.00"), Decimal("1000000.00"), 4)
    poor = Contender("B", Decimal("1.00"), Decimal("2.00"), 5)
    nothing = Contender("C", Decimal("1.00"), Decimal("0.00"), 9)

    assert ranks([rich, poor, nothing], HIGH) == {"A": None, "B": 1, "C": None}


@pytest.mark.parametrize(
    ("pairs", "terms", "average", "expected", "why"),
    [
        ([(9, 10), (8, 10), (7, 10)], HIGH, None, [False, False, True], "the last place"),
        ([(9, 10), (7, 10), (7, 10)], HIGH, None, [False, True, True], "all who share it"),
        ([(8, 10), (8, 10)], HIGH, None, [False, False], "all equal: nobody"),
        ([(1, 10)], HIGH, None, [False], "a group of one"),
        ([(9, 10), (8, 10), (7, 10)], Terms(bottom=2), None, [False, True, True], "bottom two"),
        ([(9, 10), (8, 10), (8, 10)], Terms(bottom=2), None, [False, True, True], "fewer than two"),
        ([(9, 10), (2, 4)], HIGH, None, [False, False], "not ranked is not behind"),
        ([(1, 10)], HIGH, Decimal("10.01"), [True], "worse than the average, alone"),
        ([(1, 10)], HIGH, Decimal("10.00"), [False], "equal is not worse"),
        ([(0, 4)], HIGH, Decimal("90"), [False], "not ranked is not tested"),
        ([(22, 31)], HIGH, Decimal("70.97"), [True], "70.967… is worse than 70.97"),
        ([(22, 31)], HIGH, Decimal("70.96"), [False], "and better than 70.96"),
        ([(2, 10)], LOW, Decimal("19.99"), [True], "lower is better"),
        (
            [(50, 10)], Terms(high_is_better=False, is_percent=False), Decimal("5.00"), [False],
            "days are compared as days",
        ),
        (
            [(501, 100)], Terms(high_is_better=False, is_percent=False), Decimal("5.00"), [True],
            "and more days are worse",
        ),
    ],
)  # fmt: skip
def test_behind(pairs, terms, average, expected, why):
    assert list(behind(group(*pairs), terms, average).values()) == expected, why


contenders = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=8).map(
    lambda pairs: group(*pairs)
)
terms = st.builds(Terms, st.booleans(), st.integers(1, 6), st.integers(1, 4))


@given(contenders, terms)
def test_ranks__are_one_plus_the_number_of_better_courts(courts, wanted):
    found = ranks(courts, wanted)

    for mine in courts:
        if not mine.denominator or mine.base < wanted.minimum_base:
            assert found[mine.court] is None
            continue
        assert found[mine.court] == 1 + sum(_better(other, mine, wanted) for other in courts)


def _better(one, other, wanted):
    if not one.denominator or one.base < wanted.minimum_base:
        return False
    mine, theirs = (Fraction(each.numerator, each.denominator) for each in (one, other))
    return mine > theirs if wanted.high_is_better else mine < theirs


@given(contenders, terms)
def test_behind__follows_from_the_ranks(courts, wanted):
    """Fewer than N strictly worse and one strictly better: said again with ranks (ruling 9)."""
    places = ranks(courts, wanted)
    ranked = [place for place in places.values() if place is not None]
    found = behind(courts, wanted, None)

    for court, place in places.items():
        worse = sum(other > place for other in ranked) if place else 0
        assert found[court] == (place is not None and place > 1 and worse < wanted.bottom)


@given(contenders, terms, st.decimals(0, 100, places=2))
def test_behind__an_average_only_adds(courts, wanted, average):
    alone, tested = behind(courts, wanted, None), behind(courts, wanted, average)

    assert all(tested[court] for court, is_behind in alone.items() if is_behind)

"""Half-up rounding of exact fractions, held against published figures."""

import csv
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.rules.arithmetic import growth, half_up, quotient, value_of
from tests.real_data import real_data


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(-5, 1000), 2, "-0.01"),
        (Fraction(4999, 1_000_000), 2, "0.00"),
        (Fraction(1575 * 100, 1960), 2, "80.36"),  # 80.357…, which its court printed as 80.35
        (Fraction(10**30, 3), 2, "333333333333333333333333333333.33"),  # no 28 digits of a context
        (Fraction(82), 0, "82"),
    ],
)
def test_half_up(value, places, expected):
    assert str(half_up(value, places)) == expected


@given(st.fractions(), st.integers(0, 6))
def test_half_up__never_off_by_more_than_half_a_unit(value, places):
    off = abs(Fraction(half_up(value, places)) - value)

    assert off <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_percent", "expected"),
    [
        (271, 344, True, "78.78"),
        (0, 7, True, "0.00"),
        (5, 0, True, None),
        (14818, 128, False, "115.77"),
        (7, None, True, "7"),
        (Decimal("2665.95"), Decimal("1534020.52"), True, "0.17"),
        (3, 2, True, "150.00"),  # never capped (ruling 16)
    ],
)
def test_value_of(numerator, denominator, is_percent, expected):
    value = value_of(numerator, denominator, is_percent=is_percent)

    assert (None if value is None else str(value)) == expected


def _golden():
    with real_data("stats_golden.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _computed(row):
    """The row's figure by our own arithmetic: (exact value, as it would be printed)."""
    terms, kind = row["numerator_or_terms"], row["kind"]
    if kind in ("sum", "diff"):
        exact = _sum_of(terms)
    elif kind == "growth":
        exact = growth(Decimal(terms), Decimal(row["denominator"])) * 100
    else:
        exact = quotient(Decimal(terms), Decimal(row["denominator"])) * 100
    return exact, half_up(exact, int(row["decimals"]))


def _sum_of(terms):
    """`13+47-5` as an exact number."""
    spaced = terms.replace("-", " -").replace("+", " +").split()
    return sum(Fraction(Decimal(part)) for part in spaced)


def test_published_counts_recompute_to_their_published_rates():
    """`check` says where the source itself truncates, does not add up, or printed nothing."""
    rows = _golden()
    assert len(rows) == 78
    for row in rows:
        if row["check"] == "not-checkable":
            continue
        exact, printed = _computed(row)
        published = Decimal(row["published"]) if row["published"] else None
        if row["check"] == "ok":
            assert printed == published, row["id"]
        elif row["check"] == "truncated":
            assert printed != published, row["id"]
            assert abs(Fraction(published) - exact) < Fraction(1, 10 ** int(row["decimals"])), row[
                "id"
            ]
        elif row["check"] == "MISMATCH":
            assert printed != published, row["id"]
        else:
            assert row["check"] == "computed-only"
            assert published is None, row["id"]
        if row["computed"]:
            places = len(row["computed"].partition(".")[2])
            assert half_up(exact, places) == Decimal(row["computed"]), row["id"]

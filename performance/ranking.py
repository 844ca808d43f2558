"""Ranks and "behind", by exact fractions. Design 5, rulings 5 to 10. Pure.

Ranks run among courts of one level within one district; the caller hands in one such group.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

PERCENT = 100


class Contender(NamedTuple):
    """A court's figure. `base` is what the minimum base is held against: the denominator, or for
    amounts of money the number of closed cases (ruling 6)."""

    court: str
    numerator: Decimal | int
    denominator: Decimal | int | None
    base: Decimal | int | None


class Terms(NamedTuple):
    """How a group is ranked: parameters, and which way is better."""

    high_is_better: bool = True
    minimum_base: int = 5
    bottom: int = 1
    is_percent: bool = True


def ranks(group: Iterable[Contender], terms: Terms) -> dict[str, int | None]:
    """The rank of every court: 1, 2, 2, 4. None = not ranked (ruling 7).

    Not ranked: a count, a denominator of zero, a base below the minimum.
    """
    contenders = list(group)
    scores = _scores(contenders, terms)
    ordered = sorted(scores.values(), reverse=True)
    first_place = {score: place for place, score in reversed(list(enumerate(ordered, start=1)))}
    return {each.court: _place(each.court, scores, first_place) for each in contenders}


def behind(group: Iterable[Contender], terms: Terms, average: Decimal | None) -> dict[str, bool]:
    """Whether each court is behind: in the bottom N, or worse than the provincial average.

    Bottom N (ruling 9): fewer than N ranked courts are strictly worse and at least one is
    strictly better. The average is percent for rates and compared exactly, equal is not worse
    (ruling 8); None: no test. A court that is not ranked is never behind (ruling 7).
    """
    contenders = list(group)
    scores = _scores(contenders, terms)
    limit = None if average is None else _limit(average, terms)
    values = sorted(scores.values())
    return {
        each.court: _is_behind(scores.get(each.court), values, limit, terms) for each in contenders
    }


def _scores(contenders: Sequence[Contender], terms: Terms) -> dict[str, Fraction]:
    """Ranked courts with their exact value, turned so that more is better."""
    sign = 1 if terms.high_is_better else -1
    return {
        each.court: sign * Fraction(each.numerator) / Fraction(each.denominator)
        for each in contenders
        if each.denominator and each.base is not None and each.base >= terms.minimum_base
    }


def _place(court: str, scores: dict[str, Fraction], first_place: dict[Fraction, int]) -> int | None:
    return first_place[scores[court]] if court in scores else None


def _limit(average: Decimal, terms: Terms) -> Fraction:
    exact = Fraction(average) / (PERCENT if terms.is_percent else 1)
    return exact if terms.high_is_better else -exact


def _is_behind(
    score: Fraction | None, values: Sequence[Fraction], limit: Fraction | None, terms: Terms
) -> bool:
    """`values` in ascending order: a province has many courts, and exact comparing is dear."""
    if score is None:
        return False
    if limit is not None and score < limit:
        return True
    return bisect_left(values, score) < terms.bottom and values[-1] > score

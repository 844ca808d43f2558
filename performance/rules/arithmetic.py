"""Arithmetic of figures: exact fractions, rounded half-up once and only for printing.

Design 5: rates print half-up to two places; anything compared is compared as an exact fraction.
"""

from decimal import Decimal
from fractions import Fraction
from math import floor

PERCENT = 100
HALF = Fraction(1, 2)


def half_up(value: Fraction, places: int = 2) -> Decimal:
    """The value with that many places; a half goes away from zero (−0.005 prints −0.01)."""
    scale = 10**places
    rounded = floor(abs(value) * scale + HALF)
    # Read from a text: arithmetic of Decimal would round to the digits of its context.
    return Decimal(f"{rounded if value >= 0 else -rounded}E-{places}")


def quotient(numerator: Decimal | int, denominator: Decimal | int) -> Fraction | None:
    """Numerator ÷ denominator, exact; None over zero."""
    return Fraction(numerator) / Fraction(denominator) if denominator else None


def growth(now: Decimal | int, before: Decimal | int) -> Fraction | None:
    """Change against an earlier figure as a share of it; None when there was none."""
    return quotient(Decimal(now) - Decimal(before), before)


def value_of(
    numerator: Decimal | int, denominator: Decimal | int | None, *, is_percent: bool
) -> Decimal | None:
    """The printed value of a figure, two places half-up; a count as it is (contract 9).

    None where the denominator is zero.
    """
    if denominator is None:
        return Decimal(numerator)
    exact = quotient(numerator, denominator)
    if exact is None:
        return None
    return half_up(exact * PERCENT if is_percent else exact)

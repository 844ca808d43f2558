"""How amounts, counts and rates are written on screen and paper (ui.md section 6).

Missing is a dash, zero is a zero, a negative amount has a minus sign and not a hyphen.
"""

from decimal import ROUND_HALF_UP, Decimal

MISSING = "—"
MINUS = "−"
CENT = Decimal("0.01")
WAN = Decimal(10_000)

Figure = Decimal | int | str | None


def to_decimal(value: Figure) -> Decimal | None:
    """The figure as a Decimal; nothing and the empty string are missing."""
    if isinstance(value, Decimal):
        return value
    return None if value is None or value == "" else Decimal(str(value))


def money_text(value: Figure) -> str:
    """An amount in yuan: thousands, two places, half-up. 862,400.00, −1,200.00, — when missing."""
    amount = to_decimal(value)
    if amount is None:
        return MISSING
    rounded = amount.quantize(CENT, ROUND_HALF_UP)
    return f"{MINUS if rounded < 0 else ''}{abs(rounded):,.2f}"


def wan_text(value: Figure) -> str:
    """The same amount in units of ten thousand yuan, two places, for cards and bulletins."""
    amount = to_decimal(value)
    return MISSING if amount is None else money_text(amount / WAN)


def count_text(value: int | None) -> str:
    """A whole number with thousands separators."""
    if value is None:
        return MISSING
    return f"{MINUS if value < 0 else ''}{abs(value):,}"


def rate_text(value: Figure) -> str:
    """A percentage that is given in per cent already: 78.78 %."""
    return MISSING if to_decimal(value) is None else f"{money_text(value)} %"

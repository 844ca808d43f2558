"""A figure as plain values, wherever it comes from or goes to."""

from decimal import Decimal
from typing import NamedTuple

Number = Decimal | int


class FigureRow(NamedTuple):
    """A figure as it is stored, sealed and printed."""

    scope: str
    court: str
    indicator: str
    window: str
    numerator: Number
    denominator: Number | None

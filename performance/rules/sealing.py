"""The seal of a snapshot: SHA-256 over its figures in one canonical text.

The seal covers week, district, version and every exact numerator and denominator, and not
`behind`, which follows from averages that may arrive later (ruling 25).
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from performance.rules.figures import FigureRow, Number

FORMAT = "zhiheng-snapshot-1"


class Titled(NamedTuple):
    """What the figures are of."""

    district: str
    week_ending: date
    version: int


def seal(title: Titled, figures: Iterable[FigureRow]) -> str:
    """The seal as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_text(title, figures).encode()).hexdigest()


def canonical_text(title: Titled, figures: Iterable[FigureRow]) -> str:
    """One line a figure, sorted; amounts with two places, a missing denominator as a dash."""
    head = [FORMAT, title.district, title.week_ending.isoformat(), str(title.version)]
    lines = sorted(
        "|".join((*row[:4], _text(row.numerator), _text(row.denominator))) for row in figures
    )
    return "\n".join([*head, *lines, ""])


def _text(value: Number | None) -> str:
    if value is None:
        return "-"
    return f"{value}.00" if isinstance(value, int) else f"{value:.2f}"

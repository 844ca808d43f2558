"""Readers of ledger cells, by the name of what they read; each gets the cell and today's date."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from enforcement.kernel.sheets import CellReader
from enforcement.kernel.tabular.cells import (
    Choices,
    read_amount,
    read_choice,
    read_date,
    read_datetime,
    read_integer,
    read_text,
    read_yes_no,
)
from enforcement.kernel.tabular.values import Cell

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
_is_full_width = re.compile("[０-９Ａ-Ｚａ-ｚ]").search
SHORTEST_YEARS_AHEAD = 1  # ruling 38: next year is the last
SEAL_AND_TERM_YEARS_AHEAD = 6  # terms that law itself counts in years reach further


def text(max_length: int) -> CellReader:
    """Text without stray spaces, digits and letters half width; punctuation stays Chinese."""

    def read(cell: Cell, _today: date) -> str | None:
        value = read_text(cell, max_length=max_length)
        if value is not None and _is_full_width(value):
            return value.translate(_FULL_WIDTH)
        return value

    return read


def prose(max_length: int) -> CellReader:
    """Text as it was written, without spaces at its ends."""
    return lambda cell, _today: read_text(cell, max_length=max_length)


def day(*, future_ok: bool = False, years_ahead: int = SHORTEST_YEARS_AHEAD) -> CellReader:
    """A date; not after today unless `future_ok` (ruling 42)."""

    def read(cell: Cell, today: date) -> date | None:
        return read_date(cell, today, future_ok=future_ok, years_ahead=years_ahead)

    return read


def moment(cell: Cell, today: date) -> datetime | None:
    """A date with or without a time, in Asia/Shanghai, to the second (ruling 38)."""
    return read_datetime(cell, today)


def amount(cell: Cell, _today: date) -> Decimal | None:
    """Yuan with two places, not negative."""
    return read_amount(cell)


def yes_no(cell: Cell, _today: date) -> bool | None:
    """是 or 否; None when blank: not known."""
    return read_yes_no(cell)


def whole(minimum: int, maximum: int) -> CellReader:
    """A whole number within bounds."""
    return lambda cell, _today: read_integer(cell, minimum=minimum, maximum=maximum)


def one_of(meanings: Mapping[str, Any], listed: int = 12) -> CellReader:
    """A word of a closed list; `listed` of them stand in the sentence that refuses another."""
    choices = Choices(dict(meanings), listed=listed)
    return lambda cell, _today: read_choice(cell, choices)


def words(*listed: str) -> CellReader:
    """A word of a closed list that means itself."""
    return one_of({str(word): str(word) for word in listed}, listed=len(listed))

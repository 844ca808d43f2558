"""What is handed to the writers, and what a value looks like when it can only be text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from enforcement.kernel.clock import SHANGHAI
from enforcement.kernel.tabular.values import CellFault, Kind

# Characters that neither XML nor a database text can hold; half of a surrogate pair among them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet to be written: rows may come from a generator and are taken one at a time.

    `kinds` gives columns their width; what a cell becomes follows from its own type: dates and
    numbers are real ones, True and False are 是 and 否, None is blank, all else is text.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[object]]
    kinds: Sequence[Kind] = ()


def writable(text: str) -> str:
    """The text without characters that a file cannot carry."""
    return text if text.isprintable() else _UNWRITABLE.sub("", text)


def yes_no(value: bool) -> str:
    """The word of formats.md; it is part of the format and not translated."""
    return "是" if value else "否"


def local_wall_time(moment: datetime) -> datetime:
    """A moment as the clock on the wall in Asia/Shanghai shows it, to the second."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(SHANGHAI)
    return moment.replace(tzinfo=None, microsecond=0)


def as_text(value: object) -> str:
    """A value in the words that our own readers understand."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, datetime):
        return local_wall_time(value).isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, CellFault):
        return value.shown
    if isinstance(value, float | Decimal):
        return as_digits(value)
    return str(value)


def as_digits(number: float | Decimal) -> str:
    """A number in full, never as 1e+16; of a float the 15 digits that a spreadsheet shows."""
    digits = number if isinstance(number, Decimal) else Decimal(f"{number:.15g}")
    text = str(digits)
    if "E" not in text:  # no power of ten to write out
        return text if digits.is_finite() else str(number)
    return format(digits, "f")

"""What a cell can hold when it leaves the reader, before anyone asks what it means."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that a spreadsheet shows as an error, or a formula that was never computed.

    `shown` is what stands in the cell for a reader, and is written back as text.
    """

    shown: str

    def __str__(self) -> str:
        return self.shown

    @property
    def sentence(self) -> str:
        """Why no value can be taken from this cell (ruling 38)."""
        if self == NO_RESULT:
            return _("公式没有结果，请在表格软件中重新计算并保存，或改填数值。")
        if self == UNREADABLE:
            return _("这一格的内容无法读取，请重新填写。")
        return _("这一格是错误值 %(shown)s，请改正公式或改填数值。") % {"shown": self.shown}


NO_RESULT = CellFault("（公式无结果）")
UNREADABLE = CellFault("（无法读取）")

Cell = None | str | float | int | bool | date | datetime | time | timedelta | Decimal | CellFault
Row = Sequence[Cell]
Rows = Iterator[tuple[int, Row]]


class Kind(enum.StrEnum):
    """What a column is about. It decides the reader to use and the width when written."""

    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    AMOUNT = "amount"
    INTEGER = "integer"
    YES_NO = "yes_no"
    CHOICE = "choice"


def is_blank(cell: Cell) -> bool:
    """Nothing that a person would see: empty, spaces, or characters without width."""
    if cell is None:
        return True
    if not isinstance(cell, str) or not cell:
        return cell == ""
    return cell[0] in INVISIBLE and not cell.strip(INVISIBLE)


# Space of every kind, and what takes no room: zero width, byte order mark, soft hyphen.
INVISIBLE = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\xad\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000"
    "\ufeff"
)

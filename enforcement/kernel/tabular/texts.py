"""Text as people type it into a spreadsheet: width, stray spaces, invisible characters."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from enforcement.kernel.tabular.errors import CellError
from enforcement.kernel.tabular.values import INVISIBLE, Cell, CellFault

# What a spreadsheet shows for a failed formula; a .csv carries the same words.
ERROR_WORDS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
EXACT_DIGITS = 15  # a spreadsheet keeps no more; what follows is lost (ruling 38)

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WITHOUT_WIDTH = re.compile(r"[\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Half width, no compatibility characters, nothing invisible, no spaces at the ends."""
    if text.isascii():
        if text.isprintable():
            return text.strip()
        return _CONTROLS.sub("", text).strip()
    folded = _WITHOUT_WIDTH.sub("", unicodedata.normalize("NFKC", text))
    return _CONTROLS.sub("", folded).strip()


def compact(text: str) -> str:
    """Folded, and without any space inside."""
    return _SPACES.sub("", fold(text))


def read_text(cell: Cell, *, folded: bool = False, max_length: int | None = None) -> str | None:
    """The text of a cell as a spreadsheet shows it; None when blank.

    Spaces at the ends and control characters are taken away, line breaks become `\\n`.
    `folded` also makes half width of full width (names, numbers, key words).
    A number of more than 15 digits has lost its tail in the spreadsheet: CellError.
    """
    text = cell if type(cell) is str else shown(cell)
    if not text:
        return None
    text = fold(text) if folded else _clean(text)
    if not text:
        return None
    if text[0] == "#" and text in ERROR_WORDS:
        raise CellError(CellFault(text).sentence)
    if max_length is not None and len(text) > max_length:
        raise CellError(_("超过 %(count)d 个字。") % {"count": max_length})
    return text


def shown(cell: Cell) -> str:
    """What a spreadsheet shows for a cell: 123.0 → `123`, a date as 2018-07-22; "" when blank."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return str(cell)
    if isinstance(cell, CellFault):
        raise CellError(cell.sentence)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float | Decimal):
        return _shown_number(cell)
    return _shown_time(cell)


def quoted(cell: Cell) -> str:
    """A cell for an error sentence: short, on one line, never failing."""
    text = _SPACES.sub(" ", _CONTROLS.sub("", _plain(cell)))
    return text if len(text) <= 40 else text[:39] + "…"


def _plain(cell: Cell) -> str:
    """A cell as text, whatever it is; a whole float without its `.0`."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**EXACT_DIGITS:
        return str(int(cell))
    if isinstance(cell, int) and abs(cell) >= 10**40:
        return _("过大的数")
    return cell.shown if isinstance(cell, CellFault) else str(cell)


def _clean(text: str) -> str:
    # Nothing printable is invisible but the plain space: most texts are clean as they are.
    if text.isprintable() and text[0] != " " and text[-1] != " ":
        return text
    stripped = text.strip(INVISIBLE)
    if _CONTROLS.search(stripped):
        stripped = stripped.replace("\r\n", "\n").replace("\r", "\n")
        stripped = _CONTROLS.sub("", stripped).strip(INVISIBLE)
    return stripped


def _shown_number(number: float | Decimal) -> str:
    finite = number.is_finite() if isinstance(number, Decimal) else number - number == 0
    if not finite:
        raise CellError(_("不是有效的数。"))
    if abs(number) >= 10**EXACT_DIGITS:
        raise CellError(_("数字超过 15 位，表格软件已丢失末尾几位，请把这一格设为文本后重新填写。"))
    if number == int(number):
        return str(int(number))
    return format(Decimal(f"{number:.15g}"), "f")


def _shown_time(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S" if cell.second else "%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M:%S" if cell.second else "%H:%M")
    if isinstance(cell, timedelta):
        hours, rest = divmod(int(cell.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"
    raise CellError(_("这一格的内容无法读取，请重新填写。"))

"""Amounts and whole numbers from cells, as a spreadsheet shows them and never rounded (D 38)."""

import math
import re
from decimal import Decimal
from typing import NoReturn

from django.utils.translation import gettext as _

from enforcement.kernel.tabular.errors import CellError
from enforcement.kernel.tabular.texts import EXACT_DIGITS, fold, quoted
from enforcement.kernel.tabular.values import Cell, CellFault

MAX_AMOUNT = Decimal("9999999999999.99")  # 15 digits, all a spreadsheet can keep exactly

_CENT = Decimal("0.01")
_DECIMALS = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?", re.ASCII)
_LONGEST = 64  # no amount is longer, and no one reads the error of a novel


def read_amount(
    cell: Cell, *, negative_ok: bool = False, limit: Decimal = MAX_AMOUNT
) -> Decimal | None:
    """Yuan with two places; None when blank. CellError for what is no plain amount (ruling 38).

    Numbers count to 15 significant digits, as a spreadsheet shows them, then at most two
    decimals. 元, %, 1e5 and words are refused, so are amounts beyond `limit`.
    """
    amount = _number(cell)
    if amount is None:
        return None
    if abs(amount) > limit:
        raise CellError(_("金额 %(text)s 过大，请核对。") % {"text": quoted(cell)})
    exact = amount.quantize(_CENT)
    if exact != amount:
        raise CellError(_("%(text)s 的小数超过两位。") % {"text": quoted(cell)})
    if exact <= 0:
        if exact < 0 and not negative_ok:
            raise CellError(_("金额 %(text)s 不能为负数。") % {"text": quoted(cell)})
        return exact + 0  # no negative zero
    return exact


def read_integer(cell: Cell, *, minimum: int = 0, maximum: int = 10**9) -> int | None:
    """A whole number from `minimum` to `maximum`; None when blank."""
    number = _number(cell)
    if number is None:
        return None
    if not -(10**EXACT_DIGITS) < number < 10**EXACT_DIGITS or number != int(number):
        raise CellError(_("“%(text)s”不是整数。") % {"text": quoted(cell)})
    if number < minimum:
        raise CellError(_("%(text)s 小于 %(limit)d。") % {"text": quoted(cell), "limit": minimum})
    if number > maximum:
        raise CellError(_("%(text)s 大于 %(limit)d。") % {"text": quoted(cell), "limit": maximum})
    return int(number)


def _number(cell: Cell) -> Decimal | None:
    if type(cell) is float:
        if math.isfinite(cell):
            return Decimal(f"{cell:.15g}")
        _refuse_number(cell)
    if type(cell) is str:
        return _number_of_text(cell)
    return _rare_number(cell)


def _rare_number(cell: Cell) -> Decimal | None:
    if cell is None:
        return None
    if isinstance(cell, CellFault):
        raise CellError(cell.sentence)
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        number = Decimal(cell)
        if number.is_finite():
            return number
    _refuse_number(cell)


def _number_of_text(text: str) -> Decimal | None:
    found = _DECIMALS.fullmatch(text)
    if found is None:
        text = fold(text)
        if not text:
            return None
        found = _DECIMALS.fullmatch(text)
    if found is None or len(text) > _LONGEST:
        _refuse_number(text)
    number = Decimal(text.replace(",", ""))
    return number if len(found[1] or "") <= 2 else _to_exact_digits(number, text)


def _to_exact_digits(number: Decimal, text: str) -> Decimal:
    """1234.5600000000001, printed by a program, is 1234.56; 12.500 has three decimals."""
    if sum(map(str.isdigit, text.lstrip("+-0.,"))) <= EXACT_DIGITS:
        raise CellError(_("%(text)s 的小数超过两位。") % {"text": quoted(text)})
    return Decimal(f"{number:.15g}")


def _refuse_number(cell: Cell) -> NoReturn:
    raise CellError(
        _("“%(text)s”不是数，请只写数字，不带“元”“%%”等字样。") % {"text": quoted(cell)}
    )

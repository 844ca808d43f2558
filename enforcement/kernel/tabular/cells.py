"""Readers of single cells: a value, None for blank, or CellError with a sentence.

Every reader takes any cell whatever and raises nothing but CellError.
"""

from collections.abc import Mapping
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from enforcement.kernel.tabular.dates import read_date, read_datetime
from enforcement.kernel.tabular.errors import CellError
from enforcement.kernel.tabular.numbers import MAX_AMOUNT, read_amount, read_integer
from enforcement.kernel.tabular.texts import compact, quoted, read_text, shown
from enforcement.kernel.tabular.values import Cell

__all__ = [
    "MAX_AMOUNT",
    "CellError",
    "Choices",
    "read_amount",
    "read_choice",
    "read_date",
    "read_datetime",
    "read_integer",
    "read_text",
    "read_yes_no",
]

T = TypeVar("T")
_SHOWN_OPTIONS = 12


def _key(word: str) -> str:
    return compact(word).casefold()


class Choices(Generic[T]):
    """A closed list of words and what each means. Width, spaces and case make no difference.

    `listed` is how many of the words, from the first, an error sentence may offer.
    """

    def __init__(self, meanings: Mapping[str, T], listed: int = _SHOWN_OPTIONS) -> None:
        self.exact = dict(meanings)
        self.folded = {_key(word): meaning for word, meaning in meanings.items()}
        self.offer = "、".join(list(meanings)[:listed])

    def find(self, text: str) -> T:
        """The meaning of a word in any width and case. KeyError when it is not in the list."""
        return self.folded[_key(text)]


YES_NO = Choices(
    {"是": True, "否": False, "Y": True, "N": False, "1": True, "0": False}
    | {"TRUE": True, "FALSE": False},
    listed=2,
)


def read_choice(cell: Cell, choices: Choices[T]) -> T | None:
    """The meaning of a word of a closed list; None when blank. Numbers are read as shown."""
    if type(cell) is str and cell in choices.exact:
        return choices.exact[cell]
    text = compact(shown(cell))
    if not text:
        return None
    try:
        return choices.find(text)
    except KeyError:
        raise CellError(
            _("“%(text)s”不在可填的范围内：%(options)s。")
            % {"text": quoted(cell), "options": choices.offer}
        ) from None


def read_yes_no(cell: Cell) -> bool | None:
    """是/否, Y/N, 1/0 or a true/false cell (formats.md); None when blank."""
    if isinstance(cell, bool):
        return cell
    return read_choice(cell, YES_NO)

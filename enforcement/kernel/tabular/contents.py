"""What the rows of one key hold, as a hash over their raw cells: equal cells, equal hash.

Taken while a row is at hand: to walk over all cells of a large ledger later costs twice as much.
"""

import marshal
from collections.abc import Callable, Sequence
from datetime import date, datetime
from hashlib import blake2b

from enforcement.kernel.tabular.values import Row

_PLAIN = frozenset((str, float, int, bool, type(None)))
_DATED = frozenset((date, datetime))
_VERSION = 2  # of marshal: writes values alone, whatever their identity


class Contents(dict[str, "blake2b"]):
    """Hashes that grow with the rows, by key."""

    def __missing__(self, key: str) -> "blake2b":
        """No row yet."""
        mark = self[key] = blake2b(digest_size=16)
        return mark


def row_writer(sheet: str, dated: Sequence[int]) -> Callable[[Row], bytes]:
    """Writes rows of a sheet as bytes, not for reading back; cells at `dated` may be dates.

    Marshal knows no dates, and nothing of what a ledger seldom has, such as the fault of a formula.
    """
    dumps, plain, dated_kinds = marshal.dumps, _PLAIN, _DATED

    def write(row: Row) -> bytes:
        cells: list[object] = [*row, sheet]
        for place in dated:
            day = row[place]
            if day.__class__ in dated_kinds:
                cells[place] = day.__reduce__()[1]  # its bytes: a quarter of the time of its words
            elif day.__class__ not in plain:
                cells[place] = (str(day),)
        try:
            return dumps(cells, _VERSION)
        except ValueError:
            return repr(cells).encode()

    return write

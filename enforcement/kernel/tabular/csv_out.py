"""Writing .csv as a stream of bytes: UTF-8 with byte order mark, formulas defused."""

import codecs
import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from enforcement.kernel.tabular.formulas import defuse
from enforcement.kernel.tabular.outgoing import SheetOut, as_digits, as_text, writable

_BATCH = 500  # rows between two pieces
_SAME_MOMENT = (2018, 1, 1, 0, 0, 0)  # equal rows make equal files


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The bytes of a .csv file, a few hundred rows at a time. Memory stays flat.

    Reading them back with `open_tables` gives the same texts, apostrophes included.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([_text(title) for title in header])
    yield codecs.BOM_UTF8
    coming, fields = iter(rows), _FIELDS
    while batch := [[fields[type(v)](v) for v in row] for row in islice(coming, _BATCH)]:
        writer.writerows(batch)
        yield _taken(buffer)
    yield _taken(buffer)


def write_csv_zip(target: IO[bytes], sheets: Iterable[SheetOut]) -> None:
    """A .zip with one .csv per sheet, named after it, into an open binary file."""
    with zipfile.ZipFile(target, "w") as bundle:
        for sheet in sheets:
            entry = zipfile.ZipInfo(f"{sheet.name}.csv", _SAME_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with bundle.open(entry, "w") as file:
                for piece in write_csv(sheet.header, sheet.rows):
                    file.write(piece)


def _text(text: str) -> str:
    """A text made harmless."""
    return defuse(writable(text))


def _other(value: object) -> str:
    """Moments, lazy labels and whatever else has words."""
    return defuse(writable(as_text(value)))


class _Fields(dict[type, Callable[[Any], str]]):
    def __missing__(self, _kind: type) -> Callable[[Any], str]:
        """A type that is not met in every row."""
        return _other


# Numbers and days may start with a minus sign and are still no formula.
_FIELDS = _Fields(
    {
        type(None): lambda _value: "",
        bool: as_text,
        date: date.isoformat,
        Decimal: as_digits,
        float: as_digits,
        int: str,
        str: _text,
    }
)


def _taken(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return piece

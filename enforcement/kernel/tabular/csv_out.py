"""Writing .csv as a stream of bytes: UTF-8 with byte order mark, formulas defused."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import IO

from enforcement.kernel.tabular.formulas import defuse
from enforcement.kernel.tabular.outgoing import SheetOut, as_text, writable

_BATCH = 500  # rows between two pieces
_SAME_MOMENT = (2018, 1, 1, 0, 0, 0)  # equal rows make equal files
# What can start with a minus sign and still be no formula.
_PLAIN_TYPES = frozenset({int, float, Decimal, date, bool, type(None)})


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The bytes of a .csv file, a few hundred rows at a time. Memory stays flat.

    Reading them back with `open_tables` gives the same texts, apostrophes included.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([_field(title) for title in header])
    yield codecs.BOM_UTF8
    for number, row in enumerate(rows, 1):
        writer.writerow([_field(value) for value in row])
        if number % _BATCH == 0:
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


def _field(value: object) -> object:
    """A text made harmless; numbers and dates as they are, `csv` writes them in our spelling."""
    if type(value) is str:
        return defuse(writable(value))
    if type(value) in _PLAIN_TYPES:
        return as_text(value)
    return defuse(writable(as_text(value)))


def _taken(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return piece

"""Reading .csv: UTF-8 with or without byte order mark, or GB18030; one file is one sheet."""

import codecs
import csv
import io
from collections.abc import Callable
from functools import partial
from typing import IO

from django.utils.translation import gettext as _

from enforcement.kernel.tabular.errors import TabularRefused
from enforcement.kernel.tabular.formulas import restore
from enforcement.kernel.tabular.tables import Sheet
from enforcement.kernel.tabular.values import Row, Rows

Source = Callable[[], IO[bytes]]  # opens the same bytes again each time

_CHUNK = 1 << 20
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def open_csv(name: str, source: Source) -> Sheet:
    """A sheet from one file, read to its end once so that faults show before anything is done.

    TabularRefused when it is no text, in no known encoding, or its quotes do not close.
    """
    encoding = _encoding(name, source)
    numbered = partial(_numbered, name, source, encoding)
    for _number, _row in numbered():
        pass
    return Sheet(name, numbered)


def _encoding(name: str, source: Source) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(name, source, encoding):
            return encoding
    raise TabularRefused(
        _("“%(name)s”不是 UTF-8 或 GB18030 编码的文本，请另存为“CSV UTF-8”。") % {"name": name}
    )


def _decodes(name: str, source: Source, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with source() as file:
        try:
            while chunk := file.read(_CHUNK):
                if chunk.startswith(_UTF16_MARKS) or b"\0" in chunk:
                    return False
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _numbered(name: str, source: Source, encoding: str) -> Rows:
    """Records from 1, blank lines too; the apostrophe before a would-be formula is taken off."""
    with io.TextIOWrapper(source(), encoding=encoding, newline="") as text:
        reader = csv.reader(text, strict=True)
        number = 0
        try:
            for number, record in enumerate(reader, 1):
                yield number, _restored(record)
        except csv.Error:
            raise TabularRefused(
                _("“%(name)s”第 %(row)d 行的引号不成对或内容过长，无法读取。")
                % {"name": name, "row": number + 1}
            ) from None


def _restored(record: list[str]) -> Row:
    return [restore(text) if text[:1] == "'" else text for text in record]

"""Stored files that may hold identity numbers: encrypted on disk, clear only while in use.

A file is a row of frames, each four bytes of length and a piece under AES-256-GCM. A piece is
bound to its place and to whether it is the last, so that none can be swapped, left out or cut off.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from enforcement.kernel import files
from enforcement.kernel.encryption import Undecipherable, decrypt_bytes, encrypt_bytes
from enforcement.kernel.models import StoredFile

PIECE = 1 << 20
LENGTH_BYTES = 4


def sealed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The frames of some bytes, for `files.store`."""
    number, held = 0, b""
    for chunk in chunks:
        held += chunk
        while len(held) > PIECE:
            yield _frame(held[:PIECE], number, is_last=False)
            number, held = number + 1, held[PIECE:]
    yield _frame(held, number, is_last=True)


def unsealed(source: IO[bytes]) -> Iterator[bytes]:
    """The bytes behind the frames of an open file. Undecipherable when anything is wrong."""
    number, length = 0, source.read(LENGTH_BYTES)
    while length:
        body = source.read(int.from_bytes(length, "big"))
        length = source.read(LENGTH_BYTES)
        yield decrypt_bytes(body, _place(number, is_last=not length))
        number += 1
    if not number:
        raise Undecipherable(_("加密的文件已被改动，无法读取。"))


@contextmanager
def in_clear(stored: StoredFile) -> Iterator[Path]:
    """The clear file under its own name in a folder of ours, gone again afterwards."""
    folder = tempfile.mkdtemp(prefix="zhiheng-")  # mode 0700
    try:
        path = Path(folder) / (os.path.basename(stored.name) or "file")
        with files.open_bytes(stored) as source, path.open("wb") as target:
            target.writelines(unsealed(source))
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _frame(piece: bytes, number: int, *, is_last: bool) -> bytes:
    body = encrypt_bytes(piece, _place(number, is_last=is_last))
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def _place(number: int, *, is_last: bool) -> bytes:
    return f"{number}{'.' if is_last else ','}".encode()

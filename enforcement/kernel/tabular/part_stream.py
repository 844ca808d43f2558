"""A part of a zip as a readable stream, for what wants a file."""

import io
from typing import TYPE_CHECKING

from enforcement.kernel.tabular.archive import Archive, Part

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class PartStream(io.RawIOBase):
    """Unpacks while it is read; every read of the bytes is verified like `Archive.chunks`."""

    def __init__(self, archive: Archive, part: Part) -> None:
        self._chunks = archive.chunks(part)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Yes; and nothing else."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """The next bytes; 0 at the end."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        target = memoryview(buffer)
        count = min(len(target), len(self._rest))
        target[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def open_part(archive: Archive, part: Part) -> io.BufferedReader:
    """The part from its first byte."""
    return io.BufferedReader(PartStream(archive, part), 1 << 16)

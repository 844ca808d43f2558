"""A zip from a stranger: looked through before anything is unpacked, then never trusted.

Sizes come from the central directory first (a bomb is refused in milliseconds), and are
checked again while each part is unpacked, since a directory can lie.
"""

import os
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from django.utils.translation import gettext as _

from enforcement.kernel.tabular import limits
from enforcement.kernel.tabular.errors import TabularRefused

_END_RECORD = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_LOCAL_MARK = b"PK\x03\x04"
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside the zip, as the central directory describes it."""

    name: str
    size: int
    packed: int
    offset: int
    deflated: bool
    checksum: int


class Archive:
    """An opened zip whose directory has passed every check. Use as a context manager."""

    def __init__(self, path: Path) -> None:
        """Open and look through. TabularRefused for bombs, tricks and half files."""
        self._file: BinaryIO = path.open("rb")
        try:
            self.parts = _checked_parts(self._file)
        except BaseException:
            self._file.close()
            raise
        self.by_name = {part.name: part for part in self.parts}

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def chunks(self, part: Part) -> Iterator[bytes]:
        """The unpacked bytes of a part, about 1 MB at a time, size and checksum verified."""
        size = checksum = 0
        for piece in self._unpacked(part):
            size += len(piece)
            if size > part.size:
                raise TabularRefused(_("压缩包虚报了内容的大小，不能接收。"))
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if size != part.size or checksum != part.checksum:
            raise damaged()

    def read(self, part: Part, limit: int) -> bytes:
        """A small part whole. TabularRefused when it is larger than `limit` bytes."""
        if part.size > limit:
            raise damaged()
        return b"".join(self.chunks(part))

    def _unpacked(self, part: Part) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if part.deflated else None
        for piece in self._packed(part):
            if unpacker is None:
                yield piece
            else:
                yield from _inflate(unpacker, piece)
        if unpacker is not None:
            yield unpacker.flush()
            if not unpacker.eof:
                raise damaged()

    def _packed(self, part: Part) -> Iterator[bytes]:
        position = self._start(part)
        end = position + part.packed
        while position < end:
            self._file.seek(position)
            piece = self._file.read(min(_CHUNK, end - position))
            if not piece:
                raise damaged()
            position += len(piece)
            yield piece

    def _start(self, part: Part) -> int:
        """Where the packed bytes begin: after the local header, whose name may differ in length."""
        self._file.seek(part.offset)
        header = self._file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL_MARK):
            raise damaged()
        name_length, extra_length = _LOCAL_HEADER.unpack(header)[-2:]
        return part.offset + _LOCAL_HEADER.size + int(name_length) + int(extra_length)


def damaged() -> TabularRefused:
    """The refusal of a broken or half file."""
    return TabularRefused(_("文件已损坏或没有传完整，请重新导出后再上传。"))


def _inflate(unpacker: "zlib._Decompress", piece: bytes) -> Iterator[bytes]:
    while piece and not unpacker.eof:
        try:
            yield unpacker.decompress(piece, _CHUNK)
        except zlib.error:
            raise damaged() from None
        piece = unpacker.unconsumed_tail


def _checked_parts(file: BinaryIO) -> list[Part]:
    length = file.seek(0, os.SEEK_END)
    if looks_endless(file):
        raise TabularRefused(_("压缩包里的文件太多，不是表格。"))
    try:
        with zipfile.ZipFile(file) as opened:
            entries = opened.infolist()
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OSError):
        raise damaged() from None
    _check_bomb(entries, length)
    parts = [_part(entry) for entry in entries if not entry.is_dir()]
    _check_names(parts)
    return parts


def looks_endless(file: IO[bytes]) -> bool:
    """Whether the end record alone announces more names than a document or a ledger has.

    A directory of millions of names is then not even listed. Half a record counts as one that lies;
    a file without any is no zip.
    """
    length = file.seek(0, os.SEEK_END)
    tail_length = min(length, _END_RECORD.size + 0xFFFF)
    file.seek(length - tail_length)
    tail = file.read(tail_length)
    at = tail.rfind(_END_MARK)
    if at < 0:
        return False
    if len(tail) - at < _END_RECORD.size:
        return True
    count, size = _END_RECORD.unpack_from(tail, at)[4:6]
    return bool(size > limits.MAX_DIRECTORY or count > limits.MAX_ENTRIES)


def _check_bomb(entries: list[zipfile.ZipInfo], length: int) -> None:
    """Ruling 45: more than 2 GB unpacked, or more than 200 MB at over 100 : 1, whole or part."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if packed > length:
        raise TabularRefused(_("压缩包里的文件互相重叠，不能接收。"))
    pairs = [(entry.file_size, entry.compress_size) for entry in entries]
    if unpacked > limits.MAX_UNPACKED or any(map(_is_suspect, [*pairs, (unpacked, packed)])):
        raise TabularRefused(
            _("文件解压后有 %(size)d MB，远超正常表格，疑似压缩炸弹，不能接收。")
            % {"size": unpacked // limits.MEGABYTE}
        )


def _is_suspect(pair: tuple[int, int]) -> bool:
    unpacked, packed = pair
    return unpacked > limits.SUSPECT_UNPACKED and unpacked > limits.MAX_RATIO * packed


def _part(entry: zipfile.ZipInfo) -> Part:
    if entry.flag_bits & _ENCRYPTED:
        raise TabularRefused(_("压缩包设有密码，请去掉密码后再上传。"))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise TabularRefused(_("压缩包使用了不支持的压缩方式，请用普通 zip 重新打包。"))
    return Part(
        _name(entry),
        entry.file_size,
        entry.compress_size,
        entry.header_offset,
        entry.compress_type == zipfile.ZIP_DEFLATED,
        entry.CRC,
    )


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as the packer meant it: UTF-8, said or not, or GB18030 from Chinese Windows."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME and not name.isascii():
        raw = name.encode("cp437")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", errors="replace")
    return unicodedata.normalize("NFC", name)


def _check_names(parts: list[Part]) -> None:
    """No way out of the archive, and no two parts that one name could mean."""
    for part in parts:
        steps = part.name.replace("\\", "/").split("/")
        if ".." in steps or steps[0] == "" or ":" in steps[0]:
            raise TabularRefused(_("压缩包里有指向外部的路径，不能接收。"))
    if len({part.name.casefold() for part in parts}) < len(parts):
        raise TabularRefused(_("压缩包里有重名的文件，不能接收。"))

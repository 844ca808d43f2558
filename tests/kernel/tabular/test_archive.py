"""Zips from strangers: bombs, lies, tricks, half files (ruling 45)."""

import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from enforcement.kernel.tabular import TabularRefused, limits, open_tables
from enforcement.kernel.tabular.archive import Archive
from tests.kernel.tabular.making import PLAIN, save_zip, sheet_xml, workbook_parts

MEGABYTE = b"\0" * (1 << 20)


def refused(path):
    """The sentence, and that it came within a second of processor time."""
    started = time.process_time()
    with pytest.raises(TabularRefused) as caught:
        open_tables(path)
    assert time.process_time() - started < 1
    return caught.value.sentence


def save_zeros(path: Path, name: str, megabytes: int, beside: bytes = b"") -> Path:
    """A true bomb: megabytes of nothing, packed at a thousand to one."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        if beside:
            bundle.writestr(zipfile.ZipInfo("beside"), beside)
        with bundle.open(name, "w", force_zip64=True) as file:
            for _n in range(megabytes):
                file.write(MEGABYTE)
    return path


def change_directory(path: Path, **fields: int) -> Path:
    """Let the central directory's first entry claim something else."""
    offsets = {"flags": (8, "<H"), "method": (10, "<H"), "checksum": (16, "<L")}
    offsets |= {"packed": (20, "<L"), "size": (24, "<L"), "offset": (42, "<L")}
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    for field, value in fields.items():
        at, form = offsets[field]
        struct.pack_into(form, content, entry + at, value)
    path.write_bytes(content)
    return path


def test_archive__bomb_is_refused_by_its_directory(tmp_path):
    path = save_zeros(tmp_path / "bomb.xlsx", "xl/worksheets/sheet1.xml", 201)

    assert "疑似压缩炸弹" in refused(path)


def test_archive__bomb_diluted_with_noise(tmp_path):
    noise = bytes(range(256)) * (4 << 12)  # stored: 4 MB, so the whole is packed at 48 : 1
    path = save_zeros(tmp_path / "bomb.xlsx", "xl/worksheets/sheet1.xml", 201, noise)

    assert "疑似压缩炸弹" in refused(path)


def test_archive__two_hundred_megabytes_are_still_no_bomb(tmp_path):
    path = save_zeros(tmp_path / "large.zip", "a", 200)

    with Archive(path) as archive:
        assert archive.by_name["a"].size == 200 * len(MEGABYTE)


def test_archive__more_than_two_gigabytes_at_any_ratio(tmp_path):
    path = save_zip(tmp_path / "x.zip", {"a.csv": "1", "b.csv": "2"})
    change_directory(path, size=limits.MAX_UNPACKED + 1)

    assert "疑似压缩炸弹" in refused(path)


@pytest.mark.parametrize("size", [10, 1_000_000])
def test_archive__directory_that_lies_about_the_size(tmp_path, size):
    path = save_zip(tmp_path / "lie.zip", {"a.csv": "案号\n" * 1000})
    change_directory(path, size=size, checksum=zlib.crc32("案号\n".encode() * 1000))

    with pytest.raises(TabularRefused, match=r"虚报|损坏"):
        open_tables(path)


def test_archive__lying_sheet_is_not_given_to_the_reader(tmp_path):
    rows = PLAIN * 1000
    whole = sheet_xml(rows).encode()
    parts = workbook_parts()
    parts = {"xl/worksheets/sheet1.xml": whole} | workbook_parts(whole.decode())
    path = save_zip(tmp_path / "lie.xlsx", parts)
    change_directory(path, size=100, checksum=zlib.crc32(whole[:100]))

    assert "虚报" in refused(path)


def test_archive__overlapping_parts(tmp_path):
    path = save_zip(tmp_path / "x.zip", {"a.csv": "案号\n" * 50, "b.csv": "案号\n" * 50})
    change_directory(path, packed=len(path.read_bytes()))

    assert "互相重叠" in refused(path)


@pytest.mark.parametrize("name", ["../a.csv", "/a.csv", "x/../../a.csv", "..\\a.csv", "C:\\a.csv"])
def test_archive__way_out(tmp_path, name):
    path = save_zip(tmp_path / "x.zip", {name: "案号\n"})

    assert "指向外部" in refused(path)


def test_archive__two_dots_in_a_name_are_no_way_out(tmp_path):
    path = save_zip(tmp_path / "x.zip", {"a..b.csv": "案号\n"})

    with open_tables(path) as book:
        assert book.sheet_names == ("a..b",)


def test_archive__two_parts_with_one_name(tmp_path):
    path = save_zip(tmp_path / "x.zip", {"a.csv": "1", "A.csv": "2"})

    assert "重名" in refused(path)


def test_archive__password(tmp_path):
    path = change_directory(save_zip(tmp_path / "x.zip", {"a.csv": "案号\n"}), flags=1)

    assert "密码" in refused(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_archive__unusual_packing(tmp_path, method):
    with zipfile.ZipFile(tmp_path / "x.zip", "w", method) as bundle:
        bundle.writestr("a.csv", "案号\n")

    assert "压缩方式" in refused(tmp_path / "x.zip")


def test_archive__millions_of_names_are_not_listed(tmp_path):
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        for number in range(limits.MAX_ENTRIES + 1):
            bundle.writestr(zipfile.ZipInfo(f"{number}.csv"), b"")

    assert "文件太多" in refused(path)


def test_archive__flipped_bit(tmp_path):
    path = save_zip(tmp_path / "x.zip", {"a.csv": "案号\n"})
    change_directory(path, checksum=1)

    assert "损坏" in refused(path)


@pytest.mark.parametrize("field", [{"offset": 7}, {"method": 0}, {"packed": 3}])
def test_archive__directory_that_points_nowhere(tmp_path, field):
    path = save_zip(tmp_path / "x.zip", {"a.csv": "案号\n" * 99})

    assert "损坏" in refused(change_directory(path, **field))


def test_archive__part_that_ends_after_the_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as bundle:
        bundle.writestr("a.csv", "案号\n" * 99)
    path = tmp_path / "x.zip"

    beyond = path.stat().st_size - 1

    assert "损坏" in refused(change_directory(path, packed=beyond, size=beyond))


def test_archive__garbage_for_a_stream(tmp_path):
    path = save_zip(tmp_path / "x.zip", {"a.csv": "案号\n" * 99})
    content = bytearray(path.read_bytes())
    start = 30 + len("a.csv")
    content[start : start + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(content)

    assert "损坏" in refused(path)


def test_archive__name_that_is_not_what_it_says(tmp_path):
    path = save_zip(tmp_path / "x.zip", {"案.csv": "案号\n"})
    path.write_bytes(path.read_bytes().replace("案".encode(), b"\xff\xfe\xfd"))

    assert "损坏" in refused(path)


def test_archive__chunks_are_whole_and_checked(tmp_path):
    content = bytes(range(256)) * 20_000
    path = save_zip(tmp_path / "x.zip", {"packed": content})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as bundle:
        bundle.writestr("stored", content)

    with Archive(path) as archive:
        for part in archive.parts:
            chunks = list(archive.chunks(part))
            assert b"".join(chunks) == content
            assert max(map(len, chunks)) <= 1 << 20


def test_archive__read_has_a_limit(tmp_path):
    path = save_zip(tmp_path / "x.zip", {"a": "12345"})

    with Archive(path) as archive:
        assert archive.read(archive.by_name["a"], 5) == b"12345"
        with pytest.raises(TabularRefused):
            archive.read(archive.by_name["a"], 4)


def test_archive__parts_can_be_read_side_by_side(tmp_path):
    path = save_zip(tmp_path / "x.zip", {"a.csv": "a,b\n1,2\n", "b.csv": "c,d\n3,4\n"})

    with open_tables(path) as book:
        pairs = zip(book["a"].rows(), book["b"].rows(), strict=True)
        assert list(pairs) == [((2, ["1", "2"]), (2, ["3", "4"]))]


def test_archive__closed_after_a_refusal(tmp_path, monkeypatch):
    opened = []
    original = Path.open

    def watched(self, *args, **kwargs):
        opened.append(original(self, *args, **kwargs))
        return opened[-1]

    path = save_zip(tmp_path / "x.zip", {"../a.csv": "1"})
    monkeypatch.setattr(Path, "open", watched)
    refused(path)

    assert all(isinstance(file, io.IOBase) and file.closed for file in opened)

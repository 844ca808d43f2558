"""Stored files: what they are, how large, who may open them, and how they end."""

import hashlib
import os
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from PIL import Image

from enforcement.kernel import clock, files, tasks
from enforcement.kernel.enums import FileState
from enforcement.kernel.errors import InvalidInput, TransitionRefused
from enforcement.kernel.models import StoredFile
from enforcement.kernel.registries import FileOwner, file_owners
from enforcement.kernel.sniffing import DOCX, PHOTOS_AND_SCANS, UNKNOWN, XLSX, sniff
from tests.trail import acts_about

DAY_S = 86_400


def picture(form):
    data = BytesIO()
    Image.new("RGB", (4, 4)).save(data, form)
    return data.getvalue()


def zipped(*names):
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


CONTENT = {
    "jpeg": (picture("JPEG"), "image/jpeg"),
    "png": (picture("PNG"), "image/png"),
    "webp": (picture("WEBP"), "image/webp"),
    "pdf": (b"%PDF-1.7 ...", "application/pdf"),
    "docx": (zipped("word/document.xml"), DOCX),
    "xlsx": (zipped("xl/workbook.xml"), XLSX),
    "zip": (zipped("a.txt"), "application/zip"),
    "macros": (zipped("word/document.xml", "word/vbaProject.bin"), UNKNOWN),
    "cut jpeg": (picture("JPEG")[:20], UNKNOWN),
    "gif": (picture("GIF"), UNKNOWN),
    "sound": (b"RIFF\x24\x00\x00\x00WAVEfmt ", UNKNOWN),
    "cut zip": (zipped("word/document.xml")[:30], UNKNOWN),
    "program": (b"MZ\x90\x00", UNKNOWN),
    "page": (b"<html><script>", UNKNOWN),
    "nothing": (b"", UNKNOWN),
}


@pytest.mark.parametrize("kind", CONTENT)
def test_sniff__by_content_whatever_the_name(kind):
    content, expected = CONTENT[kind]
    upload = SimpleUploadedFile("照片.jpg", content, content_type="image/jpeg")

    assert sniff(upload) == expected
    assert upload.read() == content, "from its beginning again"


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def owner(monkeypatch):
    """Files of the owner `test` may be opened by people on this list."""
    allowed = []
    entry = FileOwner(order=1, may_open=lambda user, stored: user in allowed)
    monkeypatch.setitem(file_owners.entries, "test", entry)
    return allowed


def store(by, content=b"abc", name="a.txt", mime="text/plain", **values):
    return files.store(
        iter([content]), name=name, mime=mime, owner="test", owner_id="1", by=by, **values
    )


def upload(by, content, name="现场.jpg", limit=files.PHOTO_LIMIT):
    return files.store_upload(
        SimpleUploadedFile(name, content), owner="test", owner_id="1", by=by, limit=limit,
        kinds=PHOTOS_AND_SCANS,
    )  # fmt: skip


def test_store_upload__hashed_and_named(officer, folder):
    content = CONTENT["jpeg"][0]

    stored = upload(officer, content)

    assert (stored.name, stored.mime, stored.size) == ("现场.jpg", "image/jpeg", len(content))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert files.open_bytes(stored).read() == content
    assert stored.uploaded_by == officer
    assert str(stored) == "现场.jpg"


@pytest.mark.parametrize(
    ("content", "limit", "words"),
    [
        (CONTENT["jpeg"][0], 10, "超过"),
        (b"", files.PHOTO_LIMIT, "空文件"),
        (b"MZ", files.PHOTO_LIMIT, "不是可以保存的文件种类"),
        (CONTENT["xlsx"][0], files.PHOTO_LIMIT, "不是可以保存的文件种类"),
    ],
)
def test_store_upload__refused_before_anything_is_kept(officer, folder, content, limit, words):
    with pytest.raises(InvalidInput, match=words):
        upload(officer, content, limit=limit)

    assert not StoredFile.objects.exists()
    assert list(folder.rglob("*")) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a b.pdf", "a b.pdf"),
        ("a\x00\nb.pdf", "ab.pdf"),
        ("...", "file"),
        ("", "file"),
        ("长" * 200 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_safe_name(given, kept):
    assert files.safe_name(given) == kept


def test_store__bytes_go_when_the_row_cannot_be_written(officer, folder):
    with pytest.raises(Exception, match="character varying"):
        store(officer, mime="x" * 200)

    assert [path for path in folder.rglob("*") if path.is_file()] == []


# Opening ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mime", "inline"), [("image/jpeg", True), ("application/pdf", True),
                                              ("text/plain", False), (DOCX, False)])  # fmt: skip
def test_serve__after_its_owner_allowed_it(officer, folder, owner, mime, inline):
    owner.append(officer)
    stored = store(officer, mime=mime, name="附件")

    response = files.serve(officer, stored)

    assert b"".join(response.streaming_content) == b"abc"
    assert response["Content-Disposition"].startswith("inline" if inline else "attachment")
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == (
        "nosniff", "private, no-store",
    )  # fmt: skip
    assert acts_about(stored) == ["FILE_OPENED"]


def test_serve__to_nobody_else_as_if_it_were_not_there(officer, chief, folder, owner):
    owner.append(chief)
    stored = store(officer)

    with pytest.raises(Http404):
        files.serve(officer, stored)

    assert acts_about(stored) == []


def test_serve__of_an_owner_that_is_gone(officer, folder):
    with pytest.raises(Http404):
        files.serve(officer, store(officer))


# Ending ----------------------------------------------------------------------------------------


def test_remove_expired__bytes_go_and_the_row_says_so(officer, folder, owner):
    owner.append(officer)
    old = store(officer, expires_at=clock.now() - timedelta(seconds=1))
    kept = store(officer, expires_at=clock.now() + timedelta(days=1))

    tasks.remove_expired_files()

    old.refresh_from_db()
    assert old.state == FileState.REMOVED
    assert not files.disk_path(old).exists()
    assert files.disk_path(kept).exists()
    assert acts_about(old) == ["FILE_EXPIRED"]
    with pytest.raises(TransitionRefused, match="已清除"):
        files.serve(officer, old)
    assert files.remove_expired() == 0


def test_remove_orphans__what_an_undone_act_left(officer, folder):
    kept, lost, fresh, ancient = (store(officer) for _each in range(4))
    ages = {kept: 2 * DAY_S, lost: 2 * DAY_S, ancient: 40 * DAY_S}
    for stored, age in ages.items():
        then = clock.now().timestamp() - age
        os.utime(files.disk_path(stored), (then, then))
    StoredFile.objects.filter(pk__in=[lost.pk, fresh.pk, ancient.pk]).delete()

    assert files.remove_orphans() == 1

    assert not files.disk_path(lost).exists()
    assert all(files.disk_path(each).exists() for each in (kept, fresh, ancient))

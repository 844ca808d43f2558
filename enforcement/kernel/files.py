"""Stored files: type sniffed, size limited, hashed, served after their owner allowed it."""

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from enforcement.kernel import audit, clock
from enforcement.kernel.enums import FileState
from enforcement.kernel.errors import InvalidInput, TransitionRefused
from enforcement.kernel.models import StoredFile
from enforcement.kernel.registries import file_owners
from enforcement.kernel.sniffing import DOCX, XLSX, sniff

MEGABYTE = 1024 * 1024
PHOTO_LIMIT = 20 * MEGABYTE
SPREADSHEET_LIMIT = 100 * MEGABYTE
ORPHAN_AFTER_S, ORPHAN_UNTIL_S = 86_400, 30 * 86_400
# How files of a kind end. Under another ending a saved copy would be opened as something else.
ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
    XLSX: (".xlsx",),
    DOCX: (".docx",),
}
# What a browser may show in the page; everything else is a download.
SHOWN_INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "application/pdf"})


def check_size(upload: UploadedFile, limit: int) -> None:
    """Refuse before anything is stored."""
    if (upload.size or 0) > limit:
        raise InvalidInput(
            _("%(name)s 有 %(size)s MB，超过 %(limit)s MB，未保存。")
            % {
                "name": upload.name,
                "size": -(-(upload.size or 0) // MEGABYTE),
                "limit": limit // MEGABYTE,
            }
        )
    if not upload.size:
        raise InvalidInput(_("%s 是空文件，未保存。") % upload.name)


def store_upload(
    upload: UploadedFile, *, owner: str, owner_id: str, by: Any, limit: int, kinds: frozenset[str]
) -> StoredFile:
    """Store what somebody uploaded. Call inside the transaction of the act it belongs to."""
    check_size(upload, limit)
    mime = sniff(upload)
    if mime not in kinds:
        endings = "、".join(ENDINGS[kind][0].lstrip(".") for kind in ENDINGS if kind in kinds)
        raise InvalidInput(
            _("%(name)s 不是可以保存的文件种类，未保存。可存 %(kinds)s；HEIC 照片请先转成 jpg。")
            % {"name": upload.name, "kinds": endings}
        )
    return store(
        upload.chunks(), name=upload.name or "", mime=mime, owner=owner, owner_id=owner_id, by=by
    )


def store(
    chunks: Iterable[bytes],
    *,
    name: str,
    mime: str,
    owner: str,
    owner_id: str,
    by: Any,
    expires_at: datetime | None = None,
) -> StoredFile:
    """Write bytes to disk and their row to the database.

    When the act is undone the row goes with it; its bytes are found by `remove_orphans`.
    """
    pk = uuid.uuid4()
    relative = f"{clock.today():%Y/%m}/{pk.hex}"
    path = Path(settings.MEDIA_ROOT) / relative
    size, digest = _write(path, chunks)
    try:
        return StoredFile.objects.create(
            pk=pk,
            owner=owner,
            owner_id=owner_id,
            name=named_as(safe_name(name), mime),
            mime=mime,
            size=size,
            sha256=digest,
            path=relative,
            uploaded_by=by,
            uploaded_at=clock.now(),
            expires_at=expires_at,
        )
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def safe_name(name: str) -> str:
    """The file's own name without a path or control characters, at most 120 characters."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in base if char.isprintable()).strip(". ")
    return kept[-120:] or "file"


def named_as(name: str, mime: str) -> str:
    """The name with an ending of its kind: `poly.html` that is a picture becomes `poly.html.jpg`."""
    endings = ENDINGS.get(mime, ())
    if not endings or name.lower().endswith(endings):
        return name
    return name + endings[0]


def _write(path: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    size, digest = 0, hashlib.sha256()
    with open(half, "wb", opener=_for_us_alone) as out:
        for chunk in chunks:
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        out.flush()
        os.fsync(out.fileno())
    half.rename(path)
    return size, digest.hexdigest()


def _for_us_alone(path: str, flags: int) -> int:
    """Nobody else on the machine reads stored files, whatever the umask of a command."""
    return os.open(path, flags, 0o600)


def open_bytes(stored: StoredFile) -> IO[bytes]:
    """The stored bytes, for our own use."""
    return (Path(settings.MEDIA_ROOT) / stored.path).open("rb")


def disk_path(stored: StoredFile) -> Path:
    """Where the bytes lie, for a job of ours."""
    return Path(settings.MEDIA_ROOT) / stored.path


def check_may_open(user: Any, stored: StoredFile) -> None:
    """Ask the owner of the file whether this user may have it; 404 when not, as if it were none."""
    owner = file_owners.entries.get(stored.owner)
    if owner is None or not owner.may_open(user, stored):
        raise Http404
    if stored.state != FileState.KEPT:
        raise TransitionRefused(_("文件已过保存期，已清除。"))


@transaction.atomic
def serve(user: Any, stored: StoredFile) -> FileResponse:
    """Hand out a file after its owner's check; leaves an audit event."""
    check_may_open(user, stored)
    audit.record("FILE_OPENED", stored, by=user)
    response = FileResponse(
        open_bytes(stored),
        as_attachment=stored.mime not in SHOWN_INLINE,
        filename=stored.name,
        content_type=stored.mime,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def remove_expired() -> int:
    """Delete the bytes of files past their end; their rows stay and say so."""
    due = StoredFile.objects.filter(state=FileState.KEPT, expires_at__lt=clock.now())
    removed = 0
    for stored in due.iterator():
        with transaction.atomic():
            StoredFile.objects.filter(pk=stored.pk).update(state=FileState.REMOVED)
            audit.record("FILE_EXPIRED", stored, by=None)
        disk_path(stored).unlink(missing_ok=True)
        removed += 1
    return removed


def remove_orphans() -> int:
    """Delete bytes without a row: what an undone act left behind. Only of the last weeks' folders.

    A file younger than a day may belong to an act still under way.
    """
    now = clock.now().timestamp()
    removed = 0
    for path in _recent_files(now):
        if not StoredFile.objects.filter(path=str(path.relative_to(settings.MEDIA_ROOT))).exists():
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _recent_files(now: float) -> Iterator[Path]:
    for path in Path(settings.MEDIA_ROOT).glob("[0-9]*/[0-9]*/*"):
        if ORPHAN_AFTER_S < now - path.stat().st_mtime < ORPHAN_UNTIL_S:
            yield path

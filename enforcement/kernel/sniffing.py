"""What a file is, by its content; its name and the browser's word count for nothing."""

import zipfile

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, UnidentifiedImageError

from enforcement.kernel.tabular.archive import looks_endless

UNKNOWN = "application/octet-stream"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PHOTOS_AND_SCANS = frozenset({"image/jpeg", "image/png", "image/webp", "application/pdf", DOCX})

_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"RIFF", "image/webp"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)


def sniff(upload: UploadedFile) -> str:
    """The media type of an upload; `application/octet-stream` when it is nothing we know."""
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    kind = next((mime for magic, mime in _MAGIC if head.startswith(magic)), UNKNOWN)
    if kind.startswith("image/"):
        return kind if _is_picture(upload) else UNKNOWN
    return _kind_of_zip(upload) if kind == "application/zip" else kind


def _is_picture(upload: UploadedFile) -> bool:
    try:
        with Image.open(upload) as picture:
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    finally:
        upload.seek(0)
    return True


def _kind_of_zip(upload: UploadedFile) -> str:
    try:
        if looks_endless(upload):
            return UNKNOWN
        names = set(zipfile.ZipFile(upload).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return UNKNOWN
    finally:
        upload.seek(0)
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        return UNKNOWN  # a file with macros is kept under no name
    if "xl/workbook.xml" in names:
        return XLSX
    return DOCX if "word/document.xml" in names else "application/zip"

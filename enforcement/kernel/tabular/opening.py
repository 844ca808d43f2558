"""Opening an upload: what it is shows in its content; what it must not be is refused."""

import os
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from enforcement.kernel.tabular import limits
from enforcement.kernel.tabular.archive import Archive
from enforcement.kernel.tabular.csv_in import Source, open_csv
from enforcement.kernel.tabular.errors import TabularRefused
from enforcement.kernel.tabular.package import is_office_file
from enforcement.kernel.tabular.part_stream import open_part
from enforcement.kernel.tabular.tables import Workbook
from enforcement.kernel.tabular.xlsx_in import open_workbook

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BY_PACKERS = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tar", ".bz2", ".xz")


def open_tables(path: str | os.PathLike[str]) -> Workbook:
    """Open an .xlsx, a folder or .zip of .csv files, or one .csv file, by its content.

    TabularRefused with one sentence for anything else (formats.md, ruling 45); nothing is
    unpacked to disk, and nothing of a refused file is given out.
    """
    path = Path(path)
    if path.is_dir():
        return _open_folder(path)
    _check_size(path)
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_ZIP):
        return _open_zip(path)
    if head.startswith(_OLE):
        raise TabularRefused(_("这是旧式 .xls 文件或加了密码的工作簿，请另存为不加密的 .xlsx。"))
    if path.suffix.lower() != ".csv":
        raise TabularRefused(_("这不是电子表格，请上传 .xlsx 文件。"))
    return _open_bundle({path.name: _opener(path)}, _nothing)


def _open_folder(path: Path) -> Workbook:
    files = sorted(file for file in path.iterdir() if file.is_file())
    for file in files:
        _check_size(file)
    return _open_bundle({file.name: _opener(file) for file in files}, _nothing)


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError:
        raise TabularRefused(_("文件“%(name)s”不存在或无法读取。") % {"name": path.name}) from None
    if size > limits.MAX_FILE:
        raise TabularRefused(_("文件超过 100 MB，请分成几个文件上传。"))
    if size == 0:
        raise TabularRefused(_("文件是空的。"))


def _open_zip(path: Path) -> Workbook:
    archive = Archive(path)
    try:
        if is_office_file(archive):
            book = open_workbook(archive, path)
            archive.close()
            return book
        _check_parts(archive)
        files: dict[str, Source] = {
            part.name: partial(open_part, archive, part) for part in archive.parts
        }
        return _open_bundle(files, archive.close)
    except BaseException:
        archive.close()
        raise


def _check_parts(archive: Archive) -> None:
    for part in archive.parts:
        if part.size > limits.MAX_PART:
            raise TabularRefused(
                _("压缩包里的“%(name)s”过大，请分成几个文件上传。") % {"name": part.name}
            )


def _open_bundle(files: dict[str, Source], close: Callable[[], None]) -> Workbook:
    """Several .csv files, each a sheet named after it; a zip may hold them in a folder."""
    names = [name for name in files if not _BY_PACKERS & set(PurePosixPath(name).parts)]
    _check_nothing_packed(names)
    tables = [name for name in names if name.lower().endswith(".csv")]
    sheets = {_stem(name): name for name in tables}
    if not sheets:
        raise TabularRefused(_("没有找到 .csv 文件，也不是 .xlsx 工作簿。"))
    if len(sheets) < len(tables):
        raise TabularRefused(_("有两个 .csv 文件同名，请只留一个。"))
    opened = [open_csv(stem, files[name]) for stem, name in sheets.items()]
    return Workbook(opened, [name for name in names if name not in tables], close)


def _check_nothing_packed(names: list[str]) -> None:
    for name in names:
        if name.lower().endswith(_WORKBOOKS):
            raise TabularRefused(_("里面有工作簿“%(name)s”，请直接上传它。") % {"name": name})
        if name.lower().endswith(_ARCHIVES):
            raise TabularRefused(_("里面又有压缩包“%(name)s”，不能接收。") % {"name": name})


def _opener(path: Path) -> Source:
    return lambda: path.open("rb")


def _stem(name: str) -> str:
    return unicodedata.normalize("NFC", PurePosixPath(name).stem).strip()


def _nothing() -> None:
    """Files of a folder are opened and closed each time they are read."""

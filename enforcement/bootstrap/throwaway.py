"""Services of one test run: own folder, own servers, removed with the process that asked."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from enforcement.bootstrap import process, services
from enforcement.bootstrap.account import SHARED_GROUND, service_account
from enforcement.bootstrap.paths import folder_mode
from enforcement.bootstrap.place import Place

PREFIX = "zh-test-"


def new_place() -> Place:
    """A fresh folder for one run. What killed runs left behind is removed first."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(folder_mode())
    (folder / "owner.pid").write_text(f"{os.getpid()}\n")
    return _place(folder)


def discard(folder: str) -> None:
    """Stop the run's services and remove its files."""
    place = _place(Path(folder))
    if not place.data.is_dir():
        return
    services.stop(place)
    for path in (*place.data.iterdir(), place.sockets):
        if path.is_symlink() and SHARED_GROUND in path.resolve().parents:
            shutil.rmtree(path.resolve().parent, ignore_errors=True)
    shutil.rmtree(place.sockets, ignore_errors=True)
    shutil.rmtree(place.data, ignore_errors=True)


def _place(folder: Path) -> Place:
    return Place(folder, service_account(), durable=False)


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):  # its own run, or another's sweep, was quicker
            ours = folder.lstat().st_uid == os.geteuid() and folder.is_dir()
            owner = process.read_pid(folder / "owner.pid")
            if ours and owner and not process.command_line(owner):
                discard(str(folder))

"""Log files of services and parts: appended, set aside once when large."""

import os
import shutil
from pathlib import Path
from typing import IO

LARGE = 20_000_000


def open_log(path: Path) -> IO[bytes]:
    """The log to append to; a large one becomes `….1` first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and path.stat().st_size > LARGE:
        path.replace(path.with_name(path.name + ".1"))
    return path.open("ab")


def trim(path: Path) -> None:
    """Set a large log aside while its program goes on writing to it."""
    if path.stat().st_size > LARGE:
        shutil.copyfile(path, path.with_name(path.name + ".1"))
        os.truncate(path, 0)  # it is open for appending, so its program writes on from the start


def tail(path: Path, lines: int = 15) -> str:
    """The last lines of a log, for an error message."""
    try:
        text = path.read_bytes()[-8000:].decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])

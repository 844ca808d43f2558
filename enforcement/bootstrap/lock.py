"""A lock between processes that ends with its holder: a killed command keeps nobody waiting."""

import fcntl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from enforcement.bootstrap.failure import SetupFailed

PATIENCE_S = 600


@contextmanager
def only_one(path: Path, what: str) -> Iterator[None]:
    """Hold the lock at `path` while `what` is done; whoever comes second waits and says so once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        _acquire(handle, what)
        yield


def try_hold(path: Path) -> IO[str] | None:
    """The open lock file, held until it is closed or the process ends; None when another has it."""
    handle = path.open("a")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


def _acquire(handle: IO[str], what: str) -> None:
    started, told = time.monotonic(), False
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = time.monotonic() - started
        if waited > PATIENCE_S:
            raise SetupFailed(f"Another command has been busy with {what} for {PATIENCE_S} s.")
        if waited > 2 and not told:
            print(f"waiting for another command that is busy with {what}", file=sys.stderr)
            told = True
        time.sleep(0.1)

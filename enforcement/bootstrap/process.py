"""Processes, known by id and command line. Nothing is ever ended by its name."""

import ctypes
import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1


def command_line(pid: int) -> str:
    """The words a living process was started with, or "" for a dead one or a zombie."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ""
    return words.replace(b"\0", b" ").decode(errors="replace").strip()


def is_running(pid: int, mark: str) -> bool:
    """Whether that id is still the process we mean: its command line contains `mark`."""
    return mark in command_line(pid)


def read_pid(path: Path) -> int:
    """The number on the first line of a pid file; 0 when there is none."""
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def folder_of(pid: int) -> str:
    """The working folder of a living process, or ""."""
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return ""


def stop(pid: int, is_it: Callable[[], bool], steps: Sequence[tuple[int, float]]) -> None:
    """Send each signal in turn and wait its seconds, while `is_it` says it is still the one."""
    for number, patience in steps:
        if not is_it():
            return
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        wait_until(lambda: not is_it(), patience)


def wait_until(done: Callable[[], bool], patience: float, pause: float = 0.03) -> bool:
    """Ask until the answer is yes or the seconds are over; the last answer."""
    end = time.monotonic() + patience
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def dies_with_parent(number: int = signal.SIGTERM) -> Callable[[], None]:
    """For `Popen(preexec_fn=…)`: the kernel signals the child however this process ends."""
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)

    def ask_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return ask_kernel

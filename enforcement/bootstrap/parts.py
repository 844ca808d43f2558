"""The programs that make up a running site, and how one of them is kept alive."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from enforcement.bootstrap.logs import open_log
from enforcement.bootstrap.paths import ROOT
from enforcement.bootstrap.process import dies_with_parent, wait_until

CALM_S = 60.0  # a part that ran this long starts with a clean slate
LONGEST_PAUSE_S = 60.0
WARM_S = 7.0  # for requests and tasks under way; jobs survive a harder end


def commands(python: str, port: int, data: Path) -> dict[str, list[str]]:
    """The parts and how each is started: the site, the worker, the clock, the audit sequencer."""
    celery = [python, "-m", "celery", "--app", "enforcement.celery"]
    quiet_worker = ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    return {
        "web": [
            python, "-m", "gunicorn", "enforcement.wsgi:application",
            "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", "2",
            "--threads", "4", "--timeout", "120", "--graceful-timeout", "5",
            "--no-control-socket",
        ],
        "worker": [*celery, "worker", "--pool", "prefork", "--concurrency", "2", *quiet_worker],
        "beat": [
            *celery, "beat", "--schedule", str(data / "beat-schedule"), "--pidfile", "",
            "--loglevel", "INFO",
        ],
        "sequencer": [python, str(ROOT / "manage.py"), "run_sequencer"],
    }  # fmt: skip


@dataclass
class Part:
    """One program under watch. It is started again when it ends, after a pause that grows."""

    name: str
    words: list[str]
    log: Path
    failures: int = 0
    due: float = 0.0
    started: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def watch(self) -> None:
        """Start the part if its time has come; take note when it has ended."""
        now = time.monotonic()
        if self.process and self.process.poll() is not None:
            self._ended(self.process, now)
        if self.process is None and now >= self.due:
            self.started = now
            self.process = self._start()

    def ask_to_end(self) -> None:
        """SIGTERM, to the part itself: it tells its own children."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def end(self) -> None:
        """Kill what is left of the part and of its children."""
        if self.process:
            _kill_group(self.process.pid)
            self.process.wait()

    def is_over(self) -> bool:
        """Whether no process of the part is left."""
        return self.process is None or self.process.poll() is not None

    def _ended(self, process: subprocess.Popen[bytes], now: float) -> None:
        _kill_group(process.pid)  # children of a killed worker would go on without it
        self.process = None
        self.failures = 1 if now - self.started > CALM_S else self.failures + 1
        pause = min(2.0 ** (self.failures - 1), LONGEST_PAUSE_S)
        self.due = now + pause
        print(
            f"{self.name} ended with status {process.returncode}, again in {pause:.0f} s; see {self.log}",
            file=sys.stderr, flush=True,
        )  # fmt: skip

    def _start(self) -> subprocess.Popen[bytes]:
        with open_log(self.log) as out:
            return subprocess.Popen(
                self.words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True, umask=0o077, preexec_fn=dies_with_parent(),
            )  # fmt: skip


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError):  # nobody is left in it
        os.killpg(leader, signal.SIGKILL)


def end_all(parts: list[Part]) -> None:
    """End the parts side by side: asked first, killed after a while."""
    for part in parts:
        part.ask_to_end()
    wait_until(lambda: all(part.is_over() for part in parts), WARM_S)
    for part in parts:
        part.end()

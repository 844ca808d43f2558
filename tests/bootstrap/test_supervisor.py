"""`make run` as a whole, with the database prepared by migrations only."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from enforcement.bootstrap import environment, keys, process, services
from enforcement.bootstrap.account import service_account
from enforcement.bootstrap.paths import ROOT
from enforcement.bootstrap.place import Place

pytestmark = pytest.mark.slow
# The set-up is under us already, and the demonstration bureau has tests of its own.
RUN = """
import subprocess, sys
from enforcement.bootstrap import first_start, static_files, supervisor
supervisor.set_up = lambda kind: None
static_files.begin = lambda: lambda: None
first_start.prepare = lambda: subprocess.run(
    [sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True)
first_start.ask_logins = lambda: subprocess.Popen(
    ["echo", "login role=officer username=a password=b"], text=True, stdout=subprocess.PIPE)
supervisor.main()
"""
PARTS = {"web": "gunicorn", "worker": " worker ", "beat": " beat ", "sequencer": "run_sequencer"}


class Running:
    """A started supervisor and what it printed."""

    def __init__(self, folder: Path, port: int, out: Path) -> None:
        ours = {"DATABASE_URL", "REDIS_URL", environment.TEST_RUN, *keys.MAKERS}
        clean = {name: value for name, value in os.environ.items() if name not in ours}
        self.folder, self.port, self.out = folder, port, out
        with out.open("w") as target:
            self.process = subprocess.Popen(
                [sys.executable, "-c", RUN], cwd=ROOT, stdout=target, stderr=target,
                stdin=subprocess.DEVNULL,
                env=clean | {"ZHIHENG_DATA": str(folder), "PORT": str(port), "DJANGO_DEBUG": "1"},
            )  # fmt: skip

    def wait_for(self, word: str, patience: float = 90) -> str:
        process.wait_until(
            lambda: word in self.out.read_text() or self.process.poll() is not None, patience
        )
        assert word in self.out.read_text(), self.out.read_text()
        return self.out.read_text()

    def children(self) -> list[int]:
        """Everything whose folder, words or environment name this run, and that lives."""
        return [int(p.name) for p in Path("/proc").glob("[0-9]*") if self._belongs(p)]

    def _belongs(self, folder: Path) -> bool:
        mark = str(self.folder)
        with contextlib.suppress(OSError):
            texts = [
                (folder / name).read_bytes().decode(errors="replace")
                for name in ("environ", "cmdline")
            ]
            return any(mark in text for text in (*texts, os.readlink(folder / "cwd")))
        return False

    def end(self, number: int = signal.SIGTERM) -> float:
        begun = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(40)
        return time.monotonic() - begun


@pytest.fixture
def start(own_folder, tmp_path):
    started = []

    def begin(**changes):
        run = Running(
            own_folder, changes.get("port") or _free_port(), tmp_path / f"{len(started)}.log"
        )
        started.append(run)
        return run

    yield begin
    for run in started:
        if run.process.poll() is None:
            run.end()
    services.stop(Place(own_folder, service_account(), durable=True))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_run_from_the_first_line_to_the_last_process(start):
    run = start()
    text = run.wait_for("login role=officer")
    assert re.search(rf"^ready http://127\.0\.0\.1:{run.port}/$", text, re.MULTILINE)
    page = urllib.request.urlopen(f"http://127.0.0.1:{run.port}/health/", timeout=20)
    assert page.status == 200

    for name in PARTS:
        _kill_part(run, name)
    os.kill(process.read_pid(run.folder / "valkey.pid"), signal.SIGKILL)
    for name in PARTS:
        run.wait_for(f"{name} ended with status -9, again in 1 s", 10)
    run.wait_for("the service of REDIS_URL was down, started again", 20)
    assert process.wait_until(lambda: all(_part(run, name) for name in PARTS), 10)

    assert run.end() < 20
    assert run.process.returncode == 0
    assert run.children() == []


def test_a_killed_run_leaves_services_that_the_next_one_takes_over(start):
    first = start()
    first.wait_for("ready")
    first.process.kill()
    first.process.wait()
    place = Place(first.folder, service_account(), durable=True)
    assert process.wait_until(lambda: not any(_part(first, name) for name in PARTS), 15)
    assert services.running(place) == list(services.SERVICES)

    second = start()
    second.wait_for("ready")
    second.end(signal.SIGINT)
    assert second.children() == []


def test_a_second_run_on_the_same_data_is_refused(start):
    first = start()
    first.wait_for("ready")
    second = start()
    assert second.process.wait(20) == 1
    assert (
        f"already running on {first.folder} (process {first.process.pid})" in second.out.read_text()
    )


def test_a_taken_port_is_named(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = start(port=taken.getsockname()[1])
        assert run.process.wait(20) == 1
        assert f"Port {run.port} is taken by another program." in run.out.read_text()
    assert not list(run.folder.glob("pg*"))  # refused before anything was made


@pytest.mark.parametrize("port", ["http", "0", "65536", "８０００"])
def test_a_port_that_is_none_is_named(port, own_folder):
    done = subprocess.run(
        [sys.executable, "-c", RUN], cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {"PORT": port, "ZHIHENG_DATA": str(own_folder)},
    )  # fmt: skip
    assert done.returncode == 1
    assert f"PORT={port} is not the number of a port" in done.stderr


def test_a_signal_during_the_start_leaves_nothing(start):
    run = start()
    assert process.wait_until(lambda: any(run.folder.glob("pg*")), 20)
    run.end()
    assert run.children() == []


def _part(run: Running, name: str) -> list[int]:
    """Ids of the part's main process: a child of the supervisor with that program."""
    return [
        pid
        for pid in run.children()
        if PARTS[name] in f"{process.command_line(pid)} " and _parent(pid) in {run.process.pid, 1}
    ]


def _parent(pid: int) -> int:
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return 0


def _kill_part(run: Running, name: str) -> None:
    (pid,) = _part(run, name)
    os.kill(pid, signal.SIGKILL)

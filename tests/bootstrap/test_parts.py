"""One part under watch: started again with growing pauses, ended with its children."""

import subprocess
import sys
import time

import pytest

from enforcement.bootstrap import logs, parts, process
from enforcement.bootstrap.parts import Part, end_all

WITH_CHILD = (
    "import subprocess, sys, time; c = subprocess.Popen([sys.executable, '-c', 'import time; "
    "time.sleep(60)']); print(c.pid, flush=True); time.sleep(60)"
)
DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


@pytest.fixture
def part(tmp_path):
    def make(code):
        return Part("worker", [sys.executable, "-c", code], tmp_path / "worker.log")

    made = []
    yield lambda code: made.append(make(code)) or made[-1]
    for each in made:
        each.end()


def _said(part):
    assert process.wait_until(lambda: part.log.exists() and part.log.read_text().strip(), 10)
    return part.log.read_text().strip()


def _die(part):
    part.watch()
    part.process.wait()
    part.watch()


def test_pauses_double_up_to_a_minute(part, capsys):
    failing, pauses = part("raise SystemExit(3)"), []
    for _ in range(9):
        failing.due = 0.0
        _die(failing)
        pauses.append(round(failing.due - time.monotonic()))
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert "worker ended with status 3, again in 1 s; see" in capsys.readouterr().err


def test_a_part_waits_out_its_pause(part):
    failing = part("raise SystemExit(3)")
    _die(failing)
    failing.watch()
    assert failing.process is None


def test_a_part_that_ran_long_starts_with_a_clean_slate(part, monkeypatch):
    failing = part("raise SystemExit(3)")
    failing.failures = 6
    monkeypatch.setattr(parts, "CALM_S", 0.0)
    _die(failing)
    assert failing.failures == 1


def test_children_of_a_dead_part_do_not_live_on(part):
    worker = part(WITH_CHILD)
    worker.watch()
    child = int(_said(worker))
    worker.process.kill()
    worker.process.wait()
    worker.watch()
    assert process.wait_until(lambda: not process.command_line(child), 5)


def test_a_part_that_does_not_listen_is_killed(part, monkeypatch):
    monkeypatch.setattr(parts, "WARM_S", 0.3)
    deaf = part(DEAF)
    deaf.watch()
    _said(deaf)
    begun = time.monotonic()
    end_all([deaf])
    assert deaf.is_over()
    assert time.monotonic() - begun < 5


def test_parts_end_with_a_supervisor_that_was_killed(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from enforcement.bootstrap.parts import Part\n"
        "p = Part('x', [sys.executable, '-c', 'import time; time.sleep(60)'], Path(sys.argv[1]))\n"
        "p.watch(); print(p.process.pid, flush=True); time.sleep(60)"
    )
    supervisor = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "log")], stdout=subprocess.PIPE, text=True
    )
    child = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.communicate()
    assert process.wait_until(lambda: not process.command_line(child), 5)


def test_a_large_log_is_set_aside_while_its_program_writes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "LARGE", 10)
    path = tmp_path / "web.log"
    with logs.open_log(path) as out:
        out.write(b"first line, long\n")
        out.flush()
        logs.trim(path)
        out.write(b"second\n")
    assert path.read_text() == "second\n"
    assert (tmp_path / "web.log.1").read_text() == "first line, long\n"

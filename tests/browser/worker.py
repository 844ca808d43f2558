"""A Celery worker of the test's own: its database, its queue, ended by its process id."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.db import connection

from enforcement.bootstrap.paths import ROOT
from enforcement.bootstrap.process import dies_with_parent, wait_until

QUEUE = "ZHIHENG_TEST_QUEUE"
START_PATIENCE_S, END_PATIENCE_S = 60.0, 20.0


def queue_name() -> str:
    """The queue of this test process; workers of others do not read it."""
    return f"test-{os.getpid()}"


def start(log: Path) -> subprocess.Popen[bytes]:
    """Start the worker on the test database and wait until it reads its queue."""
    words = [sys.executable, "-m", "celery", "--app", "tests.browser.worker_app", "worker"]
    words += ["--pool", "prefork", "--concurrency", "1", "--without-gossip", "--without-mingle"]
    words += ["--without-heartbeat", "--loglevel", "INFO"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            words, cwd=ROOT, env=_environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True, preexec_fn=dies_with_parent(),
        )  # fmt: skip
    wait_until(lambda: _is_ready(log) or process.poll() is not None, START_PATIENCE_S)
    if not _is_ready(log):
        stop(process)
        raise AssertionError(f"The worker did not start:\n{log.read_text()[-2000:]}")
    return process


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the worker and its child, and nothing else."""
    process.terminate()
    try:
        process.wait(END_PATIENCE_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _is_ready(log: Path) -> bool:
    return b" ready." in log.read_bytes()


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": _database_url(),
        "DJANGO_SETTINGS_MODULE": "enforcement.settings_test",
        QUEUE: queue_name(),
    }


def _database_url() -> str:
    """Address of the database that pytest-django made beside the one of this run."""
    server = os.environ["DATABASE_URL"].partition("?")[0].rpartition("/")[0]
    return f"{server}/{connection.settings_dict['NAME']}"

"""What `make run` does to the database before the site starts."""

import hashlib
import os
import subprocess

from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.paths import ROOT, VENV_PYTHON, data_dir
from enforcement.bootstrap.process import dies_with_parent


def prepare() -> None:
    """Migrations, parameters, calendar, courts; the demonstration bureau when there is nothing."""
    _manage("prepare")
    mark = data_dir() / "started-before"
    if mark.exists() and mark.read_text() == _database():
        return
    if os.environ.get("DEMO") != "0":
        print("first start: making the demonstration bureau", flush=True)
        # Someone who made an administrator wants no invented bureau beside it.
        _manage("make_demo", "--unless-used")
    mark.write_text(_database())


def ask_logins() -> subprocess.Popen[str]:
    """A running command that prints a line for each demonstration login, or nothing."""
    return subprocess.Popen(
        _words("demo_logins"), cwd=ROOT, text=True, stdout=subprocess.PIPE,
        preexec_fn=dies_with_parent(),
    )  # fmt: skip


def _manage(*words: str) -> None:
    if subprocess.run(_words(*words), cwd=ROOT, preexec_fn=dies_with_parent()).returncode:
        raise SetupFailed(f"`manage.py {words[0]}` failed, see above.")


def _words(*words: str) -> list[str]:
    return [str(VENV_PYTHON), str(ROOT / "manage.py"), *words]


def _database() -> str:
    return hashlib.sha256(os.environ["DATABASE_URL"].encode()).hexdigest()

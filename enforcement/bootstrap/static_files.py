"""Collects style sheets, scripts and fonts into the data folder when one of them changed."""

import hashlib
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.packages import FILES
from enforcement.bootstrap.paths import ROOT, VENV_PYTHON, data_dir
from enforcement.bootstrap.process import dies_with_parent

NOT_SERVED = ("redoc", "rest_framework")  # pages that we do not offer; half of all bytes


def collect() -> None:
    """Run `collectstatic`, unless the last one saw the same files. The environment is prepared."""
    begin()()


def begin() -> Callable[[], None]:
    """Start collecting beside other work; call what is returned to wait for the end."""
    stamp = data_dir() / "static-files.stamp"
    state = _state()
    if stamp.exists() and stamp.read_text() == state:
        return lambda: None
    print("setup: collecting static files", flush=True)
    stamp.unlink(missing_ok=True)
    words = [str(VENV_PYTHON), str(ROOT / "manage.py"), "collectstatic", "--noinput", "-v", "0"]
    words += [f"--ignore={name}" for name in NOT_SERVED]
    work = subprocess.Popen(words, cwd=ROOT, preexec_fn=dies_with_parent())

    def finish() -> None:
        if work.wait():
            raise SetupFailed("Collecting the static files failed, see above.")
        stamp.write_text(state)

    return finish


def _state() -> str:
    """Fingerprint of our own files by name, size and time, and of the packages by their pins."""
    digest = hashlib.sha256(FILES["run"].read_bytes())
    digest.update((ROOT / "enforcement" / "settings.py").read_bytes())
    for path in sorted(_sources()):
        facts = path.stat()
        digest.update(f"{path.relative_to(ROOT)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for folder in (ROOT / "static", ROOT / "enforcement" / "kernel" / "static"):
        yield from (path for path in folder.rglob("*") if path.is_file())

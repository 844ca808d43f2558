"""Installs the pinned packages: with uv inside the virtual environment, with pip where uv fails."""

import hashlib
import os
import subprocess
from pathlib import Path

from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.paths import ROOT, VENV, VENV_PYTHON, project_var
from enforcement.bootstrap.process import dies_with_parent

FILES = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
UV = "uv>=0.8,<1"


def bring(kind: str) -> None:
    """Install what `kind` needs, unless it or more is there already. Tools once there stay."""
    if _stamp("dev").exists():
        kind = "dev"
    if _stamp(kind).exists() and _stamp(kind).read_text() == _state(kind):
        return
    _stamp(kind).write_text("not finished")  # in case we are killed half-way
    print(f"setup: installing packages of {FILES[kind].name}", flush=True)
    if not (_with_uv(FILES[kind]) or _with_pip(FILES[kind])):
        raise SetupFailed(
            f"The packages of {FILES[kind].name} could not be installed, see above. Is the "
            "package index reachable (PIP_INDEX_URL, UV_INDEX_URL, proxy, certificates)?"
        )
    _stamp(kind).write_text(_state(kind))


def _stamp(kind: str) -> Path:
    return VENV / f"installed-{kind}"


def _state(kind: str) -> str:
    return hashlib.sha256(FILES[kind].read_bytes()).hexdigest()


def _with_uv(requirements: Path) -> bool:
    uv = VENV / "bin" / "uv"
    if not uv.exists() and not _call(VENV_PYTHON, "-m", "pip", "install", "--quiet", UV):
        return False
    return _call(
        uv, "pip", "sync", "--quiet", "--require-hashes", "--python", VENV_PYTHON, requirements
    )  # fmt: skip


def _with_pip(requirements: Path) -> bool:
    print("setup: uv did not manage, trying pip", flush=True)
    return _call(
        VENV_PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements
    )  # fmt: skip


def _call(*words: str | Path) -> bool:
    command = [str(word) for word in words]
    done = subprocess.run(command, cwd=ROOT, env=_environment(), preexec_fn=dies_with_parent())
    return done.returncode == 0


def _environment() -> dict[str, str]:
    """Ours, with caches inside the project where there is no home to keep them in."""
    caches = project_var() / "cache"
    settings = {"UV_LINK_MODE": "copy", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    home = os.environ.get("HOME")
    if not home or not os.access(home, os.W_OK):
        settings |= {"UV_CACHE_DIR": str(caches / "uv"), "PIP_CACHE_DIR": str(caches / "pip")}
    return settings | dict(os.environ)

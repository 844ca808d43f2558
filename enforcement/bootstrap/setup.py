"""`make setup`: virtual environment, packages, translations, static files, services.

`python3 -m enforcement.bootstrap.setup [run|dev]`: only the packages and translations, `dev` with
those of tests and checks. What is up to date is left alone.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

from enforcement.bootstrap import environment, packages, services, static_files
from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.lock import only_one
from enforcement.bootstrap.paths import ROOT, VENV, VENV_PYTHON, project_var
from enforcement.bootstrap.place import durable_place
from enforcement.bootstrap.process import dies_with_parent


def set_up(kind: str) -> None:
    """Bring `.venv` and the translations up to date. `kind` is `run` or `dev`.

    Raises SetupFailed with the sentence that helps.
    """
    with only_one(project_var() / "setup.lock", "the set-up"):
        if not _is_healthy():
            _make_environment()
        packages.bring(kind)
        if _stale_translations():
            _step("compiling translations")
            _call([str(VENV_PYTHON), "-m", "enforcement.bootstrap.translations", "compile"])


def ready_for_service() -> None:
    """The rest of a first start: static files, keys and a database cluster that has run once."""
    started = environment.prepare()
    static_files.collect()
    if started:
        services.stop(durable_place())


def _make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SetupFailed(
            "This Python cannot make virtual environments. On Debian or Ubuntu: "
            f"apt install python{version}-venv"
        )
    if VENV.is_symlink():  # clearing it would empty somebody else's
        raise SetupFailed(f"{VENV} is a link to an environment of another place; remove the link.")
    _step(f"making {VENV.name} with Python {sys.version.split()[0]}")
    _call([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _is_healthy() -> bool:
    """Made by this very Python at this very place? A moved or half-made one is not."""
    if not VENV_PYTHON.exists():
        return False
    question = "import sys; print(sys.version, sys.prefix)"
    asked = subprocess.run([VENV_PYTHON, "-c", question], text=True, capture_output=True)
    scripts = VENV / "bin" / "pip"
    at_home = scripts.exists() and str(VENV) in scripts.read_text().split("\n", 1)[0]
    return at_home and asked.stdout.strip() == f"{sys.version} {VENV}"


def _stale_translations() -> bool:
    """A catalogue newer than its compiled form."""
    return any(is_stale(po) for po in ROOT.glob("*/locale/*/LC_MESSAGES/django.po"))


def is_stale(po: Path) -> bool:
    """Whether the catalogue is newer than its compiled form."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _call(words: list[str]) -> None:
    done = subprocess.run(words, cwd=ROOT, preexec_fn=dies_with_parent())
    if done.returncode:
        raise SetupFailed(f"{' '.join(words[:4])} failed, see above.")


def _step(text: str) -> None:
    print(f"setup: {text}", flush=True)


def main(arguments: list[str]) -> None:
    """The command line of this module."""
    kind = arguments[0] if arguments else "run"
    if kind not in packages.FILES:
        sys.exit(f"usage: python3 -m enforcement.bootstrap.setup [{'|'.join(packages.FILES)}]")
    try:
        set_up(kind)
        if not arguments:
            ready_for_service()
            _step("done; `make run` starts the site")
    except SetupFailed as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main(sys.argv[1:])

"""`make check`: everything a machine can say about the code without running it. Runs in `.venv`."""

import os
import subprocess
import sys
from pathlib import Path

from enforcement.bootstrap import environment
from enforcement.bootstrap.paths import ROOT, VENV

PYTHON = str(VENV / "bin" / "python")
CHECKS: dict[str, list[str]] = {
    "format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
    "import order": [str(VENV / "bin" / "lint-imports"), "--no-cache"],
    "translations": [PYTHON, "-m", "enforcement.bootstrap.translations", "check"],
    "migrations": [
        PYTHON, "-W", "ignore::RuntimeWarning", "manage.py", "makemigrations", "--check",
        "--dry-run",
    ],
    "settings": [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "types": [PYTHON, "-m", "mypy", "--no-error-summary"],
}  # fmt: skip
PRODUCTION = {"ZHIHENG_HTTPS": "1", "DJANGO_ALLOWED_HOSTS": "zhiheng.example.cn"}


def run_check(name: str) -> bool:
    """Run one check; what it says is printed only when it fails."""
    extra = PRODUCTION if name == "settings" else {}
    done = subprocess.run(
        CHECKS[name], cwd=ROOT, env={**os.environ, **extra}, text=True, capture_output=True
    )
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}", flush=True)
    if done.returncode:
        print((done.stdout + done.stderr).rstrip(), flush=True)
    return done.returncode == 0


def main(names: list[str]) -> None:
    """Run the named checks, or all; exit 1 when one fails."""
    os.environ["PYTHONPATH"] = str(Path(ROOT))
    environment.prepare_for_checks()
    failed = [name for name in names or CHECKS if not run_check(name)]
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])

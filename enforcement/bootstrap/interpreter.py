"""Which Python runs us: the project's own one, whichever was called."""

import importlib.util
import os
import sys
from pathlib import Path

from enforcement.bootstrap.paths import VENV, VENV_PYTHON


def use_project_python() -> None:
    """Go on in `.venv` when it exists; elsewhere only where Django is installed (a container)."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    if VENV_PYTHON.exists():
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.orig_argv[1:]])  # noqa: S606 -- ourselves again
    if importlib.util.find_spec("django") is None:
        sys.exit("Zhiheng is not set up here yet. Run `make setup` first.")

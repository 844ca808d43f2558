"""The bootstrap runs before anything is installed: each module must load in a bare Python."""

import ast
import subprocess
import sys

import pytest

from enforcement.bootstrap.paths import ROOT

FOLDER = ROOT / "enforcement" / "bootstrap"
INSIDE_THE_ENVIRONMENT = {"catalogues", "translations"}  # they need Babel
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("module", [m for m in MODULES if m not in INSIDE_THE_ENVIRONMENT])
def test_module_imports_the_standard_library_only(module):
    tree = ast.parse((FOLDER / f"{module}.py").read_text())
    names = {name.split(".")[0] for node in ast.walk(tree) for name in _imported(node)}
    # manage.py hands over to Django once it runs in the project's own Python.
    allowed = {"enforcement", "django"} if module == "command" else {"enforcement"}
    assert names - sys.stdlib_module_names <= allowed


def test_supervisor_and_setup_load_without_site_packages():
    words = "import enforcement.bootstrap.supervisor, enforcement.bootstrap.command"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {words}"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_an_older_python_gets_a_sentence():
    source = (FOLDER / "__init__.py").read_text()
    old = "import sys; sys.version_info = (3, 9, 1);"
    done = subprocess.run(
        [sys.executable, "-c", old + f"exec({source!r})"], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, this is 3.9.1" in done.stderr


def _imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []

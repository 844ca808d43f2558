"""The set-up: does what is needed, once, and says what is missing."""

import shutil
import subprocess
import sys

import pytest

from enforcement.bootstrap import packages, setup, static_files
from enforcement.bootstrap.failure import SetupFailed
from enforcement.bootstrap.paths import ROOT


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """An empty environment folder, two lists of packages, and a record of what was installed."""
    files = {kind: tmp_path / f"{kind}.txt" for kind in ("run", "dev")}
    for kind, path in files.items():
        path.write_text(f"{kind}==1\n")
    installed = []
    monkeypatch.setattr(packages, "VENV", tmp_path)
    monkeypatch.setattr(packages, "FILES", files)
    monkeypatch.setattr(packages, "_with_uv", lambda path: installed.append(path.stem) or True)
    monkeypatch.setattr(packages, "_with_pip", lambda path: False)
    return installed


def test_packages_are_installed_once(venv):
    packages.bring("run")
    packages.bring("run")
    assert venv == ["run"]


def test_a_changed_pin_installs_again(venv):
    packages.bring("run")
    packages.FILES["run"].write_text("run==2\n")
    packages.bring("run")
    assert venv == ["run", "run"]


def test_a_run_after_a_test_leaves_the_tools(venv):
    packages.bring("dev")
    packages.FILES["dev"].write_text("dev==2\n")
    packages.bring("run")
    assert venv == ["dev", "dev"]


def test_pip_is_the_second_way(venv, monkeypatch):
    monkeypatch.setattr(packages, "_with_uv", lambda path: False)
    monkeypatch.setattr(packages, "_with_pip", lambda path: venv.append("pip") or True)
    packages.bring("run")
    assert venv == ["pip"]


def test_an_installation_that_failed_is_tried_again(venv, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(packages, "_with_uv", lambda path: False)
        with pytest.raises(SetupFailed, match="could not be installed"):
            packages.bring("run")
    packages.bring("run")
    assert venv == ["run"]


def test_a_debian_without_venv_gets_the_line_to_type(monkeypatch):
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with pytest.raises(SetupFailed, match=f"apt install python{version}-venv"):
        setup._make_environment()


@pytest.mark.slow
def test_a_moved_environment_is_not_healthy(tmp_path, monkeypatch):
    made, moved = tmp_path / "made", tmp_path / "moved"
    subprocess.run([sys.executable, "-m", "venv", made], check=True)

    def healthy(folder):
        monkeypatch.setattr(setup, "VENV", folder)
        monkeypatch.setattr(setup, "VENV_PYTHON", folder / "bin" / "python")
        return setup._is_healthy()

    assert healthy(made)
    made.rename(moved)
    assert not healthy(made)
    assert not healthy(moved)


class _Ended:
    """A process that has ended with that status."""

    def __init__(self, status):
        self.wait = lambda: status


def test_static_files_are_collected_again_only_after_a_change(tmp_path, monkeypatch):
    calls = []
    sheet = tmp_path / "static" / "site.css"
    sheet.parent.mkdir()
    sheet.write_text("a {}")
    monkeypatch.setattr(static_files, "_sources", lambda: iter([sheet]))
    monkeypatch.setattr(static_files, "ROOT", tmp_path)
    monkeypatch.setattr(static_files, "data_dir", lambda: tmp_path)
    (tmp_path / "enforcement").mkdir()
    (tmp_path / "enforcement" / "settings.py").write_text("")
    monkeypatch.setattr(
        static_files.subprocess, "Popen", lambda *a, **k: calls.append(1) or _Ended(0)
    )
    static_files.collect()
    static_files.collect()
    assert len(calls) == 1
    sheet.write_text("a { color: red }")
    static_files.collect()
    assert len(calls) == 2


def test_a_collection_that_failed_is_tried_again(tmp_path, monkeypatch):
    statuses = iter([1, 0])
    monkeypatch.setattr(static_files, "_state", lambda: "same")
    monkeypatch.setattr(static_files, "data_dir", lambda: tmp_path)
    monkeypatch.setattr(static_files.subprocess, "Popen", lambda *a, **k: _Ended(next(statuses)))
    with pytest.raises(SetupFailed, match="Collecting the static files failed"):
        static_files.collect()
    static_files.collect()


class TestInterpreter:
    """Which Python runs manage.py."""

    def test_a_system_python_hands_over_to_the_projects(self):
        base = shutil.which("python3", path="/usr/bin:/bin") or sys._base_executable
        words = [base, "manage.py", "shell", "--help"]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "usage: manage.py shell" in done.stdout

    def test_a_project_that_is_not_set_up_says_so(self, tmp_path):
        shutil.copy(ROOT / "manage.py", tmp_path)
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(
            ROOT / "enforcement" / "bootstrap",
            tmp_path / "enforcement" / "bootstrap",
            ignore=ignore,
        )
        words = [sys.executable, "-S", "manage.py", "migrate"]  # -S: no package is installed
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 1
        assert done.stderr.strip() == "Zhiheng is not set up here yet. Run `make setup` first."


def test_make_alone_lists_every_target():
    said = subprocess.check_output(["make"], cwd=ROOT, text=True)
    wanted = [
        "setup",
        "run",
        "test",
        "bench",
        "check",
        "faults",
        "screens",
        "help",
        "deps",
        "fix",
        "stop",
    ]
    assert [name for name in wanted if f"make {name} " not in said] == []


def test_environment__a_link_is_not_emptied(monkeypatch, tmp_path):
    other, link = tmp_path / "other", tmp_path / ".venv"
    other.mkdir()
    (other / "pyvenv.cfg").touch()
    link.symlink_to(other)
    monkeypatch.setattr(setup, "VENV", link)

    with pytest.raises(SetupFailed, match="remove the link"):
        setup._make_environment()

    assert (other / "pyvenv.cfg").exists()

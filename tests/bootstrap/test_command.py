"""manage.py: which commands start the services, and how one ends them."""

import subprocess
import sys

import pytest

from enforcement.bootstrap.command import needs_services
from enforcement.bootstrap.paths import ROOT


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ([], False),
        (["help"], False),
        (["help", "prepare"], False),
        (["--version"], False),
        (["prepare", "--help"], False),
        (["take_snapshot", "-h"], False),
        (["makemigrations", "--check", "--dry-run"], False),
        (["makemigrations"], True),
        (["migrate"], True),
        (["parse_case_number", "（2018）赣0302执1号"], True),
    ],
)
def test_services_start_only_for_commands_that_may_use_them(words, needed):
    assert needs_services(words) is needed


@pytest.mark.slow
def test_stop_services_is_done_where_none_run(own_folder, monkeypatch):
    monkeypatch.setenv("ZHIHENG_DATA", str(own_folder))
    words = [sys.executable, "-S", "manage.py", "stop_services"]  # without any package
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_stop_services_explains_itself_and_refuses_unknown_words():
    words = [sys.executable, "manage.py", "stop_services"]
    asked = subprocess.run([*words, "--help"], cwd=ROOT, capture_output=True, text=True)
    wrong = subprocess.run([*words, "now"], cwd=ROOT, capture_output=True, text=True)
    assert asked.returncode == 0
    assert "embedded services" in asked.stdout
    assert wrong.returncode == 2

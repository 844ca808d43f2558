"""The benchmark runs from end to end at a tiny size, and judges as it says."""

import subprocess
import sys

import pytest

from bench.measuring import Goal
from tests.real_data import ROOT

SECTIONS = (
    "snapshot, 300 cases", "case list, 300 cases", "record lists, 300 cases", "pages, 300 cases",
    "export, 300 cases",
    "clocks, 300 cases", "import",
    "import beside the peer", "writing", "audit chain",
)  # fmt: skip


def _bench(*words):
    return subprocess.run(
        [sys.executable, "-m", "bench", *words], cwd=ROOT, capture_output=True, text=True
    )


@pytest.mark.slow
def test_every_table_is_printed_and_saved(tmp_path):
    page = tmp_path / "benchmarks.md"
    done = _bench("--quick", "--scale", "300", "--save", str(page))

    assert done.returncode == 0, done.stderr[-2000:]
    summary = done.stdout.partition("\nGoals (")[2].splitlines()
    assert [line for line in summary[1:] if line and not line.startswith(" ")] == list(SECTIONS)
    assert done.stdout.strip() in page.read_text()


@pytest.mark.parametrize("words", [("--only", "lunch"), ("--scale", "many"), ("--scale", "")])
def test_wrong_words_are_wrong_usage(words):
    done = _bench(*words)

    assert done.returncode == 2
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("value", "at_most", "is_met"),
    [(2.5, True, True), (2.51, True, False), (2.5, False, True), (2.49, False, False)],
)
def test_a_goal_is_met_up_to_its_bound(value, at_most, is_met):
    goal = Goal("first page ÷ floor", value, 2.5, at_most)

    assert goal.is_met is is_met
    assert goal.line().endswith("NOT MET") is not is_met


def test_a_size_that_the_goal_does_not_name_is_not_judged():
    line = Goal("deep page ÷ first page", 9, 1.15, at_most=True, judged=False).line()

    assert line.endswith("not judged here")

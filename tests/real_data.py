"""Finds the real reference data that tests read and the project does not contain."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def real_data(name: str) -> Path:
    """Path of a real data file. Absent: the test is skipped on a desk, and fails in CI."""
    shared = Path(os.environ.get("ZHIHENG_SHARED") or ROOT.parent / "shared")
    path = shared / "data" / name
    if path.exists():
        return path
    if os.environ.get("CI"):
        pytest.fail(f"real data file {name} is missing, and CI must have it")
    pytest.skip(f"real data file {name} is not on this machine")

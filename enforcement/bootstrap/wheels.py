"""Finds packages by their files, without importing them: in this interpreter, else in `.venv`."""

import sysconfig
from collections.abc import Iterator
from pathlib import Path

from enforcement.bootstrap.paths import VENV


def site_folders() -> Iterator[Path]:
    """Folders that hold installed packages, the project's virtual environment first."""
    yield from sorted(VENV.glob("lib/python3*/site-packages"), reverse=True)
    yield Path(sysconfig.get_path("platlib"))


def find_package(name: str) -> tuple[Path, str] | None:
    """The package's folder and its `name-version`, or None when it is not installed."""
    for site in site_folders():
        folder = site / name
        versions = sorted(site.glob(f"{name}-*.dist-info"))
        if folder.is_dir() and versions:
            return folder, versions[-1].name.removesuffix(".dist-info")
    return None

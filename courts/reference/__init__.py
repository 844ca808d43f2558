"""What an installation starts with: the courts of Jiangxi (江西), the role table."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class ReferenceCourt:
    """A court of the list. `parent` is the code of the court above; "" for the Supreme Court."""

    code: str
    name: str
    level: str
    parent: str


@cache
def jiangxi_courts() -> tuple[ReferenceCourt, ...]:
    """All courts whose code begins with 赣, below the Supreme Court; parents come first.

    Codes are dated: courts renamed or merged since 2015 stand beside their successors.
    """
    with (_HERE / "courts_jiangxi.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(ReferenceCourt(**row) for row in csv.DictReader(lines))


@cache
def role_permissions() -> dict[str, tuple[str, ...]]:
    """The shipped permissions of every role."""
    with (_HERE / "role_permissions.csv").open(encoding="utf-8", newline="") as lines:
        return {row["role"]: tuple(row["permissions"].split()) for row in csv.DictReader(lines)}

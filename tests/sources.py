"""The program's own Python files, parsed: for tests that hold the architecture."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
# From the ground up: a room knows only those before it (ownership.md).
ROOMS = (
    "enforcement.bootstrap", "enforcement.kernel", "courts", "enforcement.office", "cases",
    "agreements", "defaulters", "petitions", "performance", "enforcement.desk", "enforcement",
)  # fmt: skip


class Source(NamedTuple):
    """One file: its dotted name, its path, its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """The room that it stands in."""
        return room_of(self.name)

    @property
    def part(self) -> str:
        """What follows the room: `views.lists` in `cases.views.lists`."""
        return self.name.removeprefix(self.room).removeprefix(".")


def room_of(name: str) -> str:
    """The room of a dotted name; empty for what is none of ours."""
    found = [room for room in ROOMS if name == room or name.startswith(f"{room}.")]
    return max(found, key=len, default="")


@cache
def sources() -> tuple[Source, ...]:
    """Every file of the program, migrations left out."""
    return tuple(_read())


def _read() -> Iterator[Source]:
    for folder in sorted({room.partition(".")[0] for room in ROOMS}):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                tree = ast.parse(path.read_text(encoding="utf-8"))
                yield Source(name.removesuffix(".__init__"), path, tree)


def calls(source: Source) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of its name: `save` of `entry.save()`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                yield function.attr, node
            elif isinstance(function, ast.Name):
                yield function.id, node


def place(source: Source, node: ast.AST) -> str:
    """Where it stands, for the words of a failure."""
    return f"{source.path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"

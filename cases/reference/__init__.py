"""Code lists of the courts that cases need at run time: type words, causes of action, nodes.

Compiled from the information standards of the courts and from decided numbers; read once.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Node:
    """A step of an enforcement case (流程节点, domain 2.9). `order` counts from 1."""

    code: str
    name: str
    note: str
    group: str
    order: int


@cache
def type_words() -> frozenset[str]:
    """Type words (类型代字) of numbers since 2016 (法〔2015〕137号 art. 7, contract 7)."""
    return frozenset(row["word"] for row in _rows("type_words.csv") if row["style"] == "new")


@cache
def old_type_words() -> frozenset[str]:
    """Usual endings of the words before 字第 in numbers from before 2016."""
    return frozenset(row["word"] for row in _rows("type_words.csv") if row["style"] == "old")


@cache
def type_word_names() -> Mapping[str, str]:
    """What each type word since 2016 stands for: `执恢` → `恢复执行`."""
    rows = _rows("type_words.csv")
    return MappingProxyType({row["word"]: row["name"] for row in rows if row["style"] == "new"})


@cache
def causes_by_code() -> Mapping[str, str]:
    """Causes of action (案由), code → name. Several codes may share a name."""
    return MappingProxyType({row["code"]: row["name"] for row in _rows("causes.csv")})


@cache
def cause_names() -> frozenset[str]:
    """All names of causes of action."""
    return frozenset(causes_by_code().values())


@cache
def nodes() -> tuple[Node, ...]:
    """The 40 nodes in the order of their codes."""
    return tuple(Node(order=order, **row) for order, row in enumerate(_rows("nodes.csv"), start=1))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)

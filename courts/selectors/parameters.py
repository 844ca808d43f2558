"""Values of parameters on a day: the row in force, else the catalogue's default.

`values` is for a batch: ask once, before the loop. `value` remembers the table for a few seconds, so
that a page asking one by one costs one query; inside a transaction it reads what holds there.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from courts.models import Parameter
from courts.parameters import CATALOGUE, Definition
from enforcement.kernel import registries
from enforcement.kernel.registries import ClockSource, MovedDate

REMEMBERED_S = 5.0

Rows = Mapping[str, list[tuple[date, Any]]]  # code → (from_on, value), latest first


@dataclass
class _Memory:
    rows: Rows
    read_at: float


_memory: list[_Memory] = []


def value(code: str, *, on: date) -> Any:
    """The value in force on the day. Raises KeyError for a code that the catalogue has not."""
    return _in_force(_remembered(), code, on)


def values(codes: Iterable[str], *, on: date) -> dict[str, Any]:
    """The values of some parameters on the day, read now: one query."""
    rows = _read()
    return {code: _in_force(rows, code, on) for code in codes}


def histories(codes: Iterable[str]) -> dict[str, list[tuple[date, Any]]]:
    """Every value that a parameter has or will have, with its first day, earliest first.

    The first stands for all days before the second. Remembered like `value`.
    """
    rows = _remembered()
    return {code: _changes(CATALOGUE[code].default, rows.get(code, ())) for code in codes}


def _changes(default: Any, rows: Sequence[tuple[date, Any]]) -> list[tuple[date, Any]]:
    """The rows that change something; the shipped row says what the default says."""
    found = [(date.min, default)]
    for from_on, stored in reversed(rows):
        if stored != found[-1][1]:
            found.append((from_on, stored))
    return found


def forget() -> None:
    """Read the table again at the next question; after a change, and between tests."""
    _memory.clear()


def history(code: str) -> list[Parameter]:
    """All rows of a parameter, latest day first, with who set them."""
    rows = Parameter.objects.filter(code=code).select_related("set_by")
    return list(rows.order_by("-from_on"))


def _in_force(rows: Rows, code: str, on: date) -> Any:
    for from_on, stored in rows.get(code, ()):
        if from_on <= on:
            return stored
    return CATALOGUE[code].default


def _remembered() -> Rows:
    now = time.monotonic()
    if connection.in_atomic_block:
        return _read()
    if not _memory or now - _memory[0].read_at > REMEMBERED_S:
        _memory[:] = [_Memory(_read(), now)]
    return _memory[0].rows


def _read() -> Rows:
    rows: dict[str, list[tuple[date, Any]]] = defaultdict(list)
    stored = Parameter.objects.order_by("code", "-from_on")
    for code, from_on, each in stored.values_list("code", "from_on", "value"):
        rows[code].append((from_on, each))
    return rows


def sources_of(code: str) -> list[ClockSource]:
    """The apps that store dates which rest on this parameter, in order."""
    sources = sorted(registries.clock_sources.entries.values(), key=lambda each: each.order)
    return [each for each in sources if code in each.parameters]


def moved_by(code: str, value: Any, from_on: date) -> Iterator[MovedDate]:
    """The dates of every app that a new value would move (joint 4), streamed."""
    for source in sources_of(code):
        if source.preview_parameter is not None:
            yield from source.preview_parameter(code, value, from_on)


def present_rows(on: date) -> list[dict[str, Any]]:
    """Every parameter with its value on a day, since when, and the next value: one query."""
    stored: dict[str, list[Parameter]] = defaultdict(list)
    for row in Parameter.objects.order_by("code", "from_on"):
        stored[row.code].append(row)
    return [_row(definition, stored[code], on) for code, definition in CATALOGUE.items()]


def _row(definition: Definition, rows: list[Parameter], on: date) -> dict[str, Any]:
    past = [row for row in rows if row.from_on <= on]
    coming = [row for row in rows if row.from_on > on]
    present = past[-1] if past else None
    stored = present.value if present else definition.default
    return {
        "definition": definition,
        "words": definition.words(stored),
        "is_default": stored == definition.default,
        "since": present.from_on if present and present.set_by_id else None,
        "basis": present.basis if present and present.set_by_id else definition.basis,
        "next_words": definition.words(coming[0].value) if coming else "",
        "next_from": coming[0].from_on if coming else None,
    }

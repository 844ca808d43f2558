"""Workbooks that were looked through lately: the same bytes are not looked through again.

An upload is opened for its preview and again when it is taken in, and a ledger sent every week may
be the same one. Looking through costs a quarter of a repeated import. What is kept, for a day, is
the number of cells of each sheet; a book with faults in its cells is looked through every time.
"""

import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

from django.core.cache import cache
from redis import RedisError

from enforcement.kernel.tabular.sheet_tags import SheetFacts

logger = logging.getLogger("zhiheng.tabular")
LOOKING = 1  # raised when looking through becomes stricter: what passed before counts no more
KEPT_S = 86_400

BookFacts = dict[str, SheetFacts]


def facts_of(path: Path, look_through: Callable[[], BookFacts]) -> BookFacts:
    """The facts of the sheets of a workbook, by name: remembered, or found by `look_through`.

    Raises what `look_through` raises; a book that it refuses is not remembered. Without the cache
    every book is looked through.
    """
    mark = f"workbook-{LOOKING}-{_digest(path)}"
    known = _recall(mark)
    if known is not None:
        return {name: SheetFacts(cells) for name, cells in known.items()}
    facts = look_through()
    if not any(each.faults for each in facts.values()):
        _remember(mark, {name: each.cells for name, each in facts.items()})
    return facts


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _recall(mark: str) -> dict[str, int] | None:
    try:
        known: dict[str, int] | None = cache.get(mark)
    except RedisError as error:
        logger.warning("cache out of reach: %s", type(error).__name__)
        return None
    return known


def _remember(mark: str, cells: dict[str, int]) -> None:
    try:
        cache.set(mark, cells, KEPT_S)
    except RedisError as error:
        logger.warning("cache out of reach: %s", type(error).__name__)

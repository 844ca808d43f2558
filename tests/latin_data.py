"""Turns the data of a database into Latin letters, so that any Chinese left on a page is the page's.

Words of closed lists stay: they are codes in the database and must be translated where shown. Case
numbers and courts' codes stay as well, they are the same in every language.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.apps import apps
from django.db import connection, models

from cases.rules.node_table import NODE_NAMES
from enforcement.kernel import sheets
from tests.chinese import CODES, HAN

KEPT_COLUMNS = frozenset({"courts.Court.code", "courts.Court.path"})
SYSTEM = "系统"


def rewrite() -> int:
    """Rewrite every text in every table; how many values changed. Inside a transaction."""
    kept = closed_words()
    fresh = (f"Datum {number}" for number in count(1))
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # audit tables refuse changes
        changed = sum(_rewrite(model, field, kept, fresh) for model, field in _columns())
        cursor.execute("SET LOCAL session_replication_role = origin")
    return changed


def closed_words() -> frozenset[str]:
    """Values of every field with choices, names of nodes, names of ledger sheets and columns."""
    words = {SYSTEM, *NODE_NAMES}
    for sheet in sheets.all_sheets():
        words.update((sheet.name, *(column.name for column in sheet.fields)))
    for model in apps.get_models():
        for field in model._meta.fields:
            words.update(str(value) for value, _ in field.flatchoices)
    return frozenset(words)


def _columns() -> Iterator[tuple[type[models.Model], models.Field]]:
    for model in apps.get_models():
        for field in model._meta.fields:
            is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
            if is_text and f"{model._meta.label}.{field.name}" not in KEPT_COLUMNS:
                yield model, field


def _rewrite(model: Any, field: Any, kept: frozenset[str], fresh: Iterator[str]) -> int:
    changed = []
    for pk, value in model._base_manager.values_list("pk", field.attname):
        latin = _latin(value, kept, fresh)
        if latin != value:
            changed.append((pk, latin))
    for pk, latin in changed:
        model._base_manager.filter(pk=pk).update(**{field.attname: latin})
    return len(changed)


def _latin(value: Any, kept: frozenset[str], fresh: Iterator[str]) -> Any:
    if isinstance(value, str):
        is_datum = HAN.search(CODES.sub("", value)) and value not in kept
        return next(fresh) if is_datum else value
    if isinstance(value, dict):
        return {key: _latin(inner, kept, fresh) for key, inner in value.items()}
    if isinstance(value, list):
        return [_latin(inner, kept, fresh) for inner in value]
    return value

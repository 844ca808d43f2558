"""Set-based writing: many rows in by COPY, many rows changed by one UPDATE.

For imports and recomputations; the caller holds the transaction and the locks, and validates.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.db import connection, models

from enforcement.kernel import copy_text

Rows = Sequence[Sequence[Any]]


def insert(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Rows,
    same: Mapping[str, Any] | None = None,
) -> None:
    """Add rows by COPY. `same` are fields that have one value in all rows.

    Fields that are not named get the column's default in the database.
    """
    if not rows:
        return
    constants = same or {}
    end = "".join("\t" + copy_text.of_value(v) for v in constants.values()) + "\n"
    lines = map("\t".join, zip(*map(copy_text.of_column, zip(*rows, strict=True)), strict=True))
    text = end.join(lines) + end
    table, columns = model._meta.db_table, _columns(model, (*fields, *constants))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.cursor.copy_expert(f'COPY "{table}" ({columns}) FROM STDIN', BytesIO(text.encode()))


def update(model: type[models.Model], fields: Sequence[str], rows: Rows) -> int:
    """Set fields of rows `(id, value, …)`; how many rows differed. Equal rows are not written."""
    if not rows:
        return 0
    types = [_field(model, name).db_type(connection) for name in ("pk", *fields)]
    names = [connection.ops.quote_name(_field(model, name).column) for name in fields]
    arrays = ", ".join(f"%s::{kind}[]" for kind in _element_types(types))
    given = [f"g{number}" for number in range(len(fields))]
    statement = (
        f'UPDATE "{model._meta.db_table}" t SET '  # noqa: S608 -- names of our own models
        + ", ".join(f"{name} = {g}" for name, g in zip(names, given, strict=True))
        + f" FROM unnest({arrays}) AS u(pk, {', '.join(given)}) WHERE t.id = u.pk AND ("
        + ", ".join(f"t.{name}" for name in names)
        + f") IS DISTINCT FROM ({', '.join(given)})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
        return cursor.rowcount


def delete(model: type[models.Model], ids: Sequence[int]) -> None:
    """Remove rows by id, without asking Django for what hangs on them."""
    if ids:
        model._base_manager.filter(pk__in=ids)._raw_delete(connection.alias)


def allocate_ids(model: type[models.Model], count: int) -> list[int]:
    """New ids from the table's own sequence, for rows that others will point to."""
    if not count:
        return []
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        # The sequence is named once: beside nextval it would be looked up again for every id.
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        sequence = cursor.fetchone()[0]
        cursor.execute(
            "SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count]
        )
        return [row[0] for row in cursor.fetchall()]


def _columns(model: type[models.Model], fields: Iterable[str]) -> str:
    return ", ".join(connection.ops.quote_name(_field(model, name).column) for name in fields)


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _element_types(types: Iterable[str | None]) -> list[str]:
    """Column types as types of array elements; lengths are checked on assignment."""
    return [re.sub(r"\(.*\)| GENERATED.*", "", kind or "text") for kind in types]

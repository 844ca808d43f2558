"""A list as SQL that is cut by values: its order, the rows beyond an edge, and the edge in an address.

The statement of a list names it `listed`, with the key (`pk`) and sort value (`edge`) of each row.
"""

import base64
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, QuerySet

Edge = tuple[Any, int]  # sort value and key of a row
Sql = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Order:
    """How a list is sorted: one column, then the key. Empty values come last."""

    field: str
    descending: bool = False
    nullable: bool = False


def listed(rows: QuerySet[Any], order: Order, once: bool = False) -> Sql:
    """The beginning of a statement about the list; EmptyResultSet when no row can be in it.

    Every mention of `listed` reads the rows again, as far as it has to, by the index that suits it;
    `once`: they are dear to find and few, such as those of a name, and all of them are found first.
    """
    sql, values = rows.order_by().values_list("pk", order.field).query.sql_with_params()
    kept = "MATERIALIZED" if once else "NOT MATERIALIZED"
    return f"WITH listed (pk, edge) AS {kept} ({sql})", values


def sorting(order: Order, backwards: bool = False) -> str:
    """The order of the list, or against it."""
    way = "DESC" if order.descending != backwards else "ASC"
    empty = (" NULLS FIRST" if backwards else " NULLS LAST") if order.nullable else ""
    return f"edge {way}{empty}, pk {way}"


def beyond(order: Order, edge: Edge, backwards: bool = False) -> Sql:
    """The condition on rows that stand behind (or before) the row at the edge."""
    value, pk = edge
    side = ">" if order.descending == backwards else "<"
    if value is None:
        tied = f"edge IS NULL AND pk {side} %s"
        return (f"({tied}) OR edge IS NOT NULL" if backwards else tied), (pk,)
    past = f"(edge, pk) {side} (%s, %s)"
    return (f"{past} OR edge IS NULL" if order.nullable and not backwards else past), edge


def edge_of(row: Any, order: Order) -> Edge:
    """Sort value and key of a row."""
    return getattr(row, order.field), row.pk


def written(edge: Edge) -> str:
    """The edge as a token in an address."""
    text = json.dumps(edge, default=str)  # microseconds and cents stay whole
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(model: type[Model], order: Order, token: str | None) -> Edge | None:
    """The edge in a token; None for a token that somebody mistyped."""
    if not token:
        return None
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        return _value(model, order, value), int(pk)
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError):
        return None


def _value(model: type[Model], order: Order, value: Any) -> Any:
    """The sort value as the column has it; ValidationError for what no row can have."""
    if value is None:
        return None
    if b"\x00" in str(value).encode():  # half a surrogate pair is a ValueError here
        raise ValueError(value)
    try:
        field = model._meta.get_field(order.field)
    except FieldDoesNotExist:  # an annotation of the list
        return value
    return field.to_python(value)  # type: ignore[union-attr]

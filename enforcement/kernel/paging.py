"""Keyset paging: a deep page costs what the first one costs.

A page is cut by the sort value and key of the row at its edge, never by OFFSET. The count stops at
a bound, because counting a million rows costs more than showing fifty.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Model, Q, QuerySet
from django.http import QueryDict

SIZE = 50
COUNTED_TO = 10_000
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Order:
    """How a list is sorted: one column, then the key. Empty values come last."""

    field: str
    descending: bool = False
    nullable: bool = False


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page: rows, their places in the list, the way on."""

    rows: list[Row]
    first: int
    last: int
    total: int | None  # None: more than COUNTED_TO
    prev: str
    next: str


def paginate(rows: QuerySet[Row], order: Order, query: QueryDict, size: int = SIZE) -> Page[Row]:
    """The page that the query string names (`after`, `before`, `first`): two queries."""
    total = count_bounded(rows)
    backwards = "before" in query
    edge = _read(query.get("before") or query.get("after"))
    cut = sorted_by(rows, order, backwards)
    if edge is not None:
        cut = cut.filter(beyond(order, edge, backwards))
    found = list(cut[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    start = _start(query, edge, backwards, len(found), size)
    has_prev = more if backwards else edge is not None
    has_next = bool(edge) if backwards else more
    return Page(
        rows=found,
        first=start,
        last=start + len(found) - 1 if found else 0,
        total=total,
        prev=_url(query, "before", found[0], order, max(1, start - size)) if found and has_prev else "",
        next=_url(query, "after", found[-1], order, start + len(found)) if found and has_next else "",
    )


def count_bounded(rows: QuerySet[Any]) -> int | None:
    """How many rows, None when more than COUNTED_TO."""
    count = rows.order_by()[: COUNTED_TO + 1].count()
    return None if count > COUNTED_TO else count


def sorted_by(rows: QuerySet[Row], order: Order, backwards: bool = False) -> QuerySet[Row]:
    """The rows in the order of the list, or against it."""
    descending = order.descending != backwards
    column = F(order.field)
    nulls: Mapping[str, Any] = {}
    if order.nullable:
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    key = column.desc(**nulls) if descending else column.asc(**nulls)
    return rows.order_by(key, "-pk" if descending else "pk")


def beyond(order: Order, edge: tuple[Any, int], backwards: bool = False) -> Q:
    """Rows that stand behind (or before) the row at the edge."""
    value, pk = edge
    descending = order.descending != backwards
    side = "lt" if descending else "gt"
    same = Q(**{f"{order.field}": value}) if value is not None else Q(**{f"{order.field}__isnull": True})
    tied = same & Q(**{f"pk__{side}": pk})
    if value is None:
        return tied | Q(**{f"{order.field}__isnull": False}) if backwards else tied
    past = Q(**{f"{order.field}__{side}": value}) | tied
    if order.nullable and not backwards:
        past |= Q(**{f"{order.field}__isnull": True})
    # The first condition lets the index on the column start at the edge.
    start = Q(**{f"{order.field}__{side}e": value})
    return past if order.nullable else start & past


def edge_of(row: Model, order: Order) -> tuple[Any, int]:
    """Sort value and key of a row."""
    return getattr(row, order.field), row.pk


def _start(query: QueryDict, edge: Any, backwards: bool, found: int, size: int) -> int:
    if edge is None:
        return 1
    given = query.get("first", "1")
    return int(given) if given.isdigit() and len(given) < 9 else 1


def _url(query: QueryDict, side: str, row: Model, order: Order, first: int) -> str:
    target = query.copy()
    for name in ("after", "before", "first"):
        target.pop(name, None)
    target[side] = _write(edge_of(row, order))
    target["first"] = str(first)
    return "?" + target.urlencode()


def _write(edge: tuple[Any, int]) -> str:
    text = json.dumps(edge, cls=DjangoJSONEncoder)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(token: str | None) -> tuple[Any, int] | None:
    """The edge in a token; a token that somebody mistyped shows the first page."""
    if not token:
        return None
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        return value, int(pk)
    except (ValueError, TypeError, binascii.Error):
        return None

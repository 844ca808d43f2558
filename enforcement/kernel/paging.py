"""Keyset paging: a deep page costs what the first one costs.

A page is cut by the sort value and key of the row at its edge, never by OFFSET. The count stops at
a bound, because counting a million rows costs more than showing fifty.
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet, FieldDoesNotExist, ValidationError
from django.db import connection
from django.db.models import F, IntegerField, Model, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.http import QueryDict

SIZE = 50
COUNTED_TO = 10_000
LONGEST_PLACE = 9  # digits
Row = TypeVar("Row")
Item = TypeVar("Item", bound=Model)


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


def paginate(
    rows: QuerySet[Any],
    order: Order,
    query: QueryDict,
    size: int = SIZE,
    shape: Callable[[QuerySet[Any]], QuerySet[Any, Any]] = QuerySet.all,
) -> Page[Any]:
    """The page that the query string names (`after`, `before`, `first`), counted in the same query.

    `shape` turns the rows into what the page is made of; `pk`, `counted` and the column of the
    order stay among it.
    """
    edge = _read(rows.model, order, query.get("before") or query.get("after"))
    backwards = edge is not None and "before" in query
    cut = sorted_by(rows, order, backwards)
    if edge is not None:
        cut = cut.filter(beyond(order, edge, backwards))
    found = list(shape(_counting(cut, rows))[: size + 1])
    total = _total(found, rows, edge)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    first = _first(query) if edge is not None else 1
    has_prev = bool(found) and (more if backwards else edge is not None)
    has_next = bool(found) and (backwards or more)
    return Page(
        rows=found,
        first=first if found else 0,
        last=first + len(found) - 1 if found else 0,
        total=total,
        prev=_url(query, "before", found[0], order, max(1, first - size)) if has_prev else "",
        next=_url(query, "after", found[-1], order, first + len(found)) if has_next else "",
    )


def _counting(cut: QuerySet[Any], rows: QuerySet[Any]) -> QuerySet[Any]:
    """The cut; each of its rows says in `counted` how many the whole list has, up to the bound."""
    try:
        sql, params = _sql(rows.order_by(), COUNTED_TO + 1)
    except EmptyResultSet:
        return cut.none().annotate(counted=Value(0))
    counted = f"(SELECT count(*) FROM ({sql}) c)"  # noqa: S608 -- the ORM's
    return cut.annotate(counted=RawSQL(counted, params, IntegerField()))  # noqa: S611 -- the ORM's


def _total(found: list[Any], rows: QuerySet[Any], edge: tuple[Any, int] | None) -> int | None:
    """The bounded count; an empty page behind the last row has nobody to tell it."""
    if found:
        return _bounded(found[0].counted)
    return count_bounded(rows) if edge else 0


@dataclass(frozen=True)
class Place:
    """Where a row stands in a list: its neighbours, how many stand before it, how many there are."""

    prev_id: int | None = None
    next_id: int | None = None
    ahead: int | None = None  # None: more than COUNTED_TO
    total: int | None = None


def place_of(row: Model, rows: QuerySet[Any], order: Order) -> Place:
    """The place of a row by its value, also when an act has taken it out of the list: one query."""
    edge = edge_of(row, order)
    before = sorted_by(rows, order, backwards=True).filter(beyond(order, edge, backwards=True))
    after = sorted_by(rows, order).filter(beyond(order, edge))
    try:
        pieces = [
            _sql(before, 1),
            _sql(after, 1),
            _sql(before.order_by(), COUNTED_TO + 1),
            _sql(rows.order_by(), COUNTED_TO + 1),
        ]
    except EmptyResultSet:
        return Place()
    one, other, ahead, all_rows = (sql for sql, _params in pieces)
    statement = (
        f"SELECT ({one}), ({other}), (SELECT count(*) FROM ({ahead}) a),"  # noqa: S608 -- the ORM's
        f" (SELECT count(*) FROM ({all_rows}) r)"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _sql, params in pieces for value in params])
        prev_id, next_id, count_ahead, total = cursor.fetchone()
    return Place(prev_id, next_id, _bounded(count_ahead), _bounded(total))


def _sql(rows: QuerySet[Any], limit: int) -> tuple[str, tuple[Any, ...]]:
    return rows.values("pk")[:limit].query.sql_with_params()


def _bounded(count: int) -> int | None:
    return None if count > COUNTED_TO else count


def count_bounded(rows: QuerySet[Any]) -> int | None:
    """How many rows, None when more than COUNTED_TO."""
    return _bounded(rows.order_by().values("pk")[: COUNTED_TO + 1].count())


def sorted_by(rows: QuerySet[Item], order: Order, backwards: bool = False) -> QuerySet[Item]:
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
    is_empty = Q(**{f"{order.field}__isnull": True})
    tied = (is_empty if value is None else Q(**{order.field: value})) & Q(**{f"pk__{side}": pk})
    if value is None:
        return tied | ~is_empty if backwards else tied
    past = Q(**{f"{order.field}__{side}": value}) | tied
    if order.nullable and not backwards:
        past |= is_empty
    # The first condition lets the index on the column start at the edge.
    start = Q(**{f"{order.field}__{side}e": value})
    return past if order.nullable else start & past


def edge_of(row: Any, order: Order) -> tuple[Any, int]:
    """Sort value and key of a row."""
    return getattr(row, order.field), row.pk


def _first(query: QueryDict) -> int:
    given = query.get("first", "1")
    return int(given) if given.isdecimal() and len(given) < LONGEST_PLACE else 1


def _url(query: QueryDict, side: str, row: Any, order: Order, first: int) -> str:
    target = query.copy()
    for name in ("after", "before", "first"):
        target.pop(name, None)
    target[side] = _write(edge_of(row, order))
    target["first"] = str(first)
    return "?" + target.urlencode()


def _write(edge: tuple[Any, int]) -> str:
    text = json.dumps(edge, default=str)  # microseconds and cents stay whole
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(model: type[Model], order: Order, token: str | None) -> tuple[Any, int] | None:
    """The edge in a token; a token that somebody mistyped shows the first page."""
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

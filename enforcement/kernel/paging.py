"""Keyset paging: a deep page costs what the first one costs.

A page is cut by the sort value and key of the row at its edge (`kernel.keyset`), never by OFFSET.
The count stops at a bound, because counting a million rows costs more than showing fifty.
"""

from collections import namedtuple
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, IntegerField, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict

from enforcement.kernel import keyset
from enforcement.kernel.keyset import Edge, Order, Sql

__all__ = [
    "COUNTED_TO", "SIZE", "Lines", "Order", "Page", "Place", "count_bounded", "paginate",
    "place_of", "sorted_by",
]  # fmt: skip

SIZE = 50
COUNTED_TO = 10_000
LONGEST_PLACE = 9  # digits
OF_PLACE = ("after", "before", "first")  # what of a query says where in the list a page is
Row = TypeVar("Row")
Item = TypeVar("Item", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page: rows, their places in the list, the way on."""

    rows: list[Row]
    first: int
    last: int
    total: int | None  # None: more than COUNTED_TO
    prev: str
    next: str


@dataclass(frozen=True)
class Lines:
    """What the lines of a list are read from: SQL that never changes, and no model objects.

    `columns`: name in the line → expression over `tables`; `key`: what `pk` of the list is there.
    The column that the list is sorted by is among them.
    """

    tables: str
    key: str
    columns: dict[str, str]

    @cached_property
    def row(self) -> Any:
        """The class of a line: `pk`, `counted`, and the columns."""
        return namedtuple("Line", ("pk", "counted", *self.columns))

    @cached_property
    def select(self) -> str:
        """The columns as a statement lists them."""
        return ", ".join(self.columns.values())


@dataclass(frozen=True)
class _Cut:
    """What of a list stands on a page."""

    listed: Sql
    order: Order
    edge: Edge | None
    backwards: bool
    size: int

    @property
    def sorting(self) -> str:
        """The order in which the page is read."""
        return keyset.sorting(self.order, self.backwards)

    @cached_property
    def page(self) -> Sql:
        """Key and sort value of its rows, and of one more that tells whether the list goes on."""
        condition, values = "", ()
        if self.edge is not None:
            beyond, values = keyset.beyond(self.order, self.edge, self.backwards)
            condition = f"WHERE {beyond} "
        sql = (
            f"SELECT pk, edge FROM listed {condition}ORDER BY {self.sorting} LIMIT {self.size + 1}"  # noqa: S608 -- ours
        )
        return sql, self.listed[1] + values


def paginate(
    rows: QuerySet[Any],
    order: Order,
    query: QueryDict,
    size: int = SIZE,
    *,
    lines: Lines | None = None,
    once: bool = False,
) -> Page[Any]:
    """The page that the query string names (`after`, `before`, `first`), counted in the same query.

    With `lines` its rows are narrow tuples, without them the model's objects as `rows` shapes them.
    `once`: see `keyset.listed`.
    """
    edge = keyset.read(rows.model, order, query.get("before") or query.get("after"))
    backwards = edge is not None and "before" in query
    try:
        cut = _Cut(keyset.listed(rows, order, once), order, edge, backwards, size)
    except EmptyResultSet:
        return Page([], 0, 0, 0, "", "")
    found = _lines(cut, lines) if lines else _objects(cut, rows)
    return _page(cut, found, _total(found, rows, edge), query)


def _page(cut: _Cut, found: list[Any], total: int | None, query: QueryDict) -> Page[Any]:
    more, found = len(found) > cut.size, found[: cut.size]
    if cut.backwards:
        found.reverse()
    first = _first(query) if cut.edge is not None else 1
    has_prev = bool(found) and (more if cut.backwards else cut.edge is not None)
    has_next = bool(found) and (cut.backwards or more)
    before, after = max(1, first - cut.size), first + len(found)
    return Page(
        rows=found,
        first=first if found else 0,
        last=after - 1 if found else 0,
        total=total,
        prev=_url(query, "before", found[0], cut.order, before) if has_prev else "",
        next=_url(query, "after", found[-1], cut.order, after) if has_next else "",
    )


def _lines(cut: _Cut, lines: Lines) -> list[Any]:
    page, values = cut.page
    statement = (
        f"{cut.listed[0]}, page AS ({page}) SELECT page.pk, ({_counted()}), {lines.select}"  # noqa: S608 -- ours and the ORM's
        f" FROM {lines.tables} JOIN page ON page.pk = {lines.key} ORDER BY {cut.sorting}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(map(lines.row._make, cursor.fetchall()))


def _objects(cut: _Cut, rows: QuerySet[Any]) -> list[Any]:
    """The same rows as objects; `counted` is an attribute of each."""
    page, values = cut.page
    keys = f"{cut.listed[0]} SELECT pk FROM ({page}) page"  # noqa: S608 -- ours and the ORM's
    counted = RawSQL(f"{cut.listed[0]} {_counted()}", cut.listed[1], IntegerField())  # noqa: S611 -- as above
    on_page = rows.filter(pk__in=RawSQL(keys, values)).annotate(counted=counted)  # noqa: S611 -- as above
    return list(sorted_by(on_page, cut.order, cut.backwards))


def _counted(condition: str = "") -> str:
    return f"SELECT count(*) FROM (SELECT FROM listed {condition} LIMIT {COUNTED_TO + 1}) c"  # noqa: S608 -- ours


def _total(found: list[Any], rows: QuerySet[Any], edge: Edge | None) -> int | None:
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


def place_of(row: Model, rows: QuerySet[Any], order: Order, *, once: bool = False) -> Place:
    """The place of a row by its value, also when an act has taken it out of the list: one query."""
    edge = keyset.edge_of(row, order)
    before, is_before = keyset.beyond(order, edge, backwards=True)
    after, is_after = keyset.beyond(order, edge)
    try:
        listed, values = keyset.listed(rows, order, once)
    except EmptyResultSet:
        return Place()
    statement = (
        f"{listed} SELECT ({_next_one(before, keyset.sorting(order, backwards=True))}),"
        f" ({_next_one(after, keyset.sorting(order))}), ({_counted(f'WHERE {before}')}), ({_counted()})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, (*values, *is_before, *is_after, *is_before))
        prev_id, next_id, count_ahead, total = cursor.fetchone()
    return Place(prev_id, next_id, _bounded(count_ahead), _bounded(total))


def _next_one(condition: str, sorting: str) -> str:
    return f"SELECT pk FROM listed WHERE {condition} ORDER BY {sorting} LIMIT 1"  # noqa: S608 -- ours


def _bounded(count: int) -> int | None:
    return None if count > COUNTED_TO else count


def count_bounded(rows: QuerySet[Any]) -> int | None:
    """How many rows, None when more than COUNTED_TO."""
    return _bounded(rows.order_by().values("pk")[: COUNTED_TO + 1].count())


def sorted_by(rows: QuerySet[Item], order: Order, backwards: bool = False) -> QuerySet[Item]:
    """The rows in the order of the list, or against it."""
    descending = order.descending != backwards
    column = F(order.field)
    nulls: dict[str, Any] = {}
    if order.nullable:
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    key = column.desc(**nulls) if descending else column.asc(**nulls)
    return rows.order_by(key, "-pk" if descending else "pk")


def _first(query: QueryDict) -> int:
    given = query.get("first", "1")
    return int(given) if given.isdecimal() and len(given) < LONGEST_PLACE else 1


def _url(query: QueryDict, side: str, row: Any, order: Order, first: int) -> str:
    kept = [
        (name, value) for name, values in query.lists() if name not in OF_PLACE for value in values
    ]
    place = [(side, keyset.written(keyset.edge_of(row, order))), ("first", str(first))]
    return "?" + urlencode(kept + place)

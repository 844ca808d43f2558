"""Opening a figure: the records that it counts, those that it does not, and why.

The conditions are those of the figure itself, over the facts as they were when the week was frozen;
so the lists add up to the figure, also after something was back-dated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import connection, transaction

from performance.enums import Unit, Window
from performance.evidence.relations import RELATIONS, Relation
from performance.evidence.takings import Taking
from performance.indicators import BY_CODE, Indicator, Part, Reason, Rendering, Sorting
from performance.indicators.reasons import STRUCK

LAST = "-999999999999999"  # where a record without a value to sort by stands
CHUNK = 2000


class Tab(StrEnum):
    """The lists of a figure. The last two only where the denominator counts other records."""

    COUNTED = "counted"
    MISSED = "missed"
    LEFT_OUT = "left_out"
    BASE = "base"
    BASE_LEFT_OUT = "base_left_out"


@dataclass(frozen=True)
class Shelf:
    """Records of one kind, shared out over lists: in the numerator, only below, in neither."""

    relation: Relation
    universe: str
    counted: str
    below: str
    tabs: tuple[Tab, Tab, Tab]
    missed: tuple[Reason, ...]
    left_out: tuple[Reason, ...]
    sorting: Sorting
    numerator: Part
    denominator: Part | None

    def tab(self) -> str:
        """SQL of the list that a record is in."""
        first, second, third = self.tabs
        return f"CASE WHEN {self.counted} THEN '{first}' WHEN {self.below} THEN '{second}' ELSE '{third}' END"

    def reason(self) -> str:
        """SQL of why it is not counted; "" for a record that is."""
        return (
            f"CASE WHEN {self.counted} THEN '' WHEN {self.below} THEN {_first(self.missed)}"
            f" ELSE {_first(self.left_out)} END"
        )


def shelves(indicator: Indicator) -> list[Shelf]:
    """The kinds of records that a figure is made of: one, or two where it divides unlike things."""
    above, below = indicator.numerator, indicator.denominator
    is_alike = below is None or below.source is above.source
    adds = "" if above.unit is Unit.COUNT else f" AND ({above.amount}) <> 0"
    first = Shelf(
        relation=RELATIONS[above.source],
        universe=indicator.universe,
        counted=f"({above.where}{adds})",
        below=f"({below.where})" if below is not None and is_alike else "FALSE",
        tabs=(Tab.COUNTED, Tab.MISSED, Tab.LEFT_OUT),
        missed=indicator.missed,
        left_out=indicator.left_out,
        sorting=indicator.sorting,
        numerator=above,
        denominator=below if is_alike else None,
    )
    if is_alike or below is None:
        return [first]
    return [first, _base(below)]


def _base(below: Part) -> Shelf:
    """The denominator's own records, where they are not of the numerator's kind."""
    received = BY_CODE["received"]
    return Shelf(
        relation=RELATIONS[below.source],
        universe=received.universe,
        counted=f"({below.where})",
        below="FALSE",
        tabs=(Tab.BASE, Tab.BASE_LEFT_OUT, Tab.BASE_LEFT_OUT),
        missed=(),
        left_out=(STRUCK,),
        sorting=received.sorting,
        numerator=below,
        denominator=None,
    )


def _first(reasons: Sequence[Reason]) -> str:
    """SQL of the code of the first reason that holds."""
    whens = " ".join(f"WHEN {each.where} THEN '{each.code}'" for each in reasons)
    return f"CASE {whens} ELSE '' END" if whens else "''"


class Count(NamedTuple):
    """How many records a list holds for one reason, and what they add to both parts."""

    tab: str
    reason: str
    records: int
    numerator: Decimal
    denominator: Decimal


class Place(NamedTuple):
    """The value sorted by and the key of a record: where a page begins or ends."""

    value: Decimal
    record: int


@dataclass(frozen=True)
class Opened:
    """A figure whose records are asked for. `courts`: those it covers."""

    taking: Taking
    number: int
    indicator: Indicator
    window: Window
    courts: Sequence[str]

    def counts(self) -> list[Count]:
        """Records by list and reason: one query."""
        parts = [self._fill(_counting(shelf)) for shelf in shelves(self.indicator)]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), self._values())
            return [Count(*row) for row in cursor.fetchall()]

    def page(
        self, tab: Tab, reason: str, size: int, after: Place | None = None, backwards: bool = False
    ) -> list[dict[str, Any]]:
        """Records of a list, largest value first, from a place on (or before it): one query."""
        statement, values = self._listing(tab, reason)
        order, sign = ("ASC", ">") if backwards else ("DESC", "<")
        if after is not None:
            statement += f" WHERE (sorted, record_pk) {sign} (%(value)s, %(record)s)"
            values |= {"value": after.value, "record": after.record}
        statement += f" ORDER BY sorted {order}, record_pk {order} LIMIT %(size)s"
        with connection.cursor() as cursor:
            cursor.execute(statement, values | {"size": size})
            rows = [_named(cursor, row) for row in cursor.fetchall()]
        return rows[::-1] if backwards else rows

    def place_of(
        self, tab: Tab, reason: str, record: int
    ) -> tuple[int | None, int | None, int, int] | None:
        """Records before and after, number and length of the list: one query.

        None for a record that is not in it.
        """
        statement, values = self._listing(tab, reason)
        walked = (
            "SELECT record_pk, lag(record_pk) OVER w AS before, lead(record_pk) OVER w AS after,"  # noqa: S608 -- constants
            f" row_number() OVER w AS number, count(*) OVER () AS total FROM ({statement}) s"
            " WINDOW w AS (ORDER BY sorted DESC, record_pk DESC)"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT before, after, number, total FROM ({walked}) t WHERE record_pk = %(one)s",  # noqa: S608 -- constants
                values | {"one": record},
            )
            row: tuple[int | None, int | None, int, int] | None = cursor.fetchone()
        return row

    def all(self, tab: Tab, reason: str) -> Iterator[dict[str, Any]]:
        """All records of a list, streamed."""
        statement, values = self._listing(tab, reason)
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            cursor.itersize = CHUNK  # type: ignore[attr-defined]  # psycopg's named cursor has it
            cursor.execute(statement + " ORDER BY sorted DESC, record_pk DESC", values)
            for row in cursor:
                yield _named(cursor, row)

    def _listing(self, tab: Tab, reason: str) -> tuple[str, dict[str, Any]]:
        shelf = next(each for each in shelves(self.indicator) if tab in each.tabs)
        names = ", ".join(shelf.relation.columns)
        parts = _parts(shelf)
        if shelf.numerator.unit is Unit.NODES:
            parts += ", {late_names} AS late_names"
        inner = (
            f"SELECT {names}, {shelf.reason()} AS reason, {shelf.sorting.expression} AS shown,"  # noqa: S608 -- constants
            f" COALESCE(({shelf.sorting.expression})::numeric, {LAST}) AS sorted, {parts}"
            f" FROM {shelf.relation.held()} AND court_code = ANY(%(shown)s)"
            f" AND ({shelf.universe}) AND {shelf.tab()} = %(tab)s"
        )
        wanted = " WHERE reason = %(reason)s" if reason else ""
        statement = f"SELECT * FROM (SELECT * FROM ({inner}) q{wanted}) p"  # noqa: S608 -- constants
        return self._fill(statement), self._values() | {"tab": tab.value, "reason": reason}

    def _fill(self, text: str) -> str:
        return Rendering(self.window, self.taking.parameters.key_nodes)(text)

    def _values(self) -> dict[str, Any]:
        return self.taking.values(number=self.number, shown=list(self.courts))


def _counting(shelf: Shelf) -> str:
    return (
        f"SELECT {shelf.tab()}, {shelf.reason()}, count(*),"  # noqa: S608 -- constants
        f" sum({_adds(shelf.numerator)}), sum({_adds(shelf.denominator)})"
        f" FROM {shelf.relation.held()} AND court_code = ANY(%(shown)s) AND ({shelf.universe})"
        " GROUP BY 1, 2"
    )


def _parts(shelf: Shelf) -> str:
    """What a record adds to numerator and denominator."""
    return f"{_adds(shelf.numerator)} AS above, {_adds(shelf.denominator)} AS below"


def _adds(part: Part | None) -> str:
    return f"(CASE WHEN {part.where} THEN {part.amount} ELSE 0 END)" if part else "0"


def _named(cursor: Any, row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip((column[0] for column in cursor.description), row, strict=True))

"""Which list of a figure is asked for, and one page of it: keyset paging over the value shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from django.http import QueryDict

from enforcement.kernel.http import key_of, text_of
from enforcement.kernel.paging import SIZE
from performance.evidence.opening import Count, Place, Tab
from performance.indicators import Indicator
from performance.listing.figure import OpenFigure

MOST_PLACES = 40  # of a value that a list can be sorted by; the database takes no thousands


@dataclass(frozen=True)
class Asked:
    """Which list of a figure a query string asks for, and from which place on."""

    tab: Tab
    reason: str
    place: Place | None
    backwards: bool
    first: int

    @property
    def page(self) -> dict[str, Any]:
        """The page on show, as it stands in an address; the first one needs no word."""
        if self.place is None:
            return {}
        side = "before" if self.backwards else "after"
        return {side: f"{self.place.value}:{self.place.record}", "first": self.first}

    @classmethod
    def of(cls, query: QueryDict, indicator: Indicator, counts: Sequence[Count]) -> Self:
        """The list named; without one of this figure's, the first that a person would look at."""
        tab = query.get("tab", "")
        backwards = "before" in query
        place = _place(query.get("before") or query.get("after") or "")
        first = query.get("first", "")
        return cls(
            tab=Tab(tab) if tab in tabs_of(indicator) else _usual(counts),
            reason=text_of(query, "reason"),
            place=place,
            backwards=backwards and place is not None,
            first=int(first) if place and first.isdecimal() and len(first) < 9 else 1,
        )


def tabs_of(indicator: Indicator) -> list[Tab]:
    """The lists that a figure has; a count has one."""
    if indicator.denominator is None:
        return [Tab.COUNTED]
    if indicator.denominator.source is indicator.numerator.source:
        return [Tab.COUNTED, Tab.MISSED, Tab.LEFT_OUT]
    return [Tab.COUNTED, Tab.LEFT_OUT, Tab.BASE, Tab.BASE_LEFT_OUT]


def _usual(counts: Sequence[Count]) -> Tab:
    """What is missing is what one comes for; where nothing is, what is counted."""
    return Tab.MISSED if any(each.tab == Tab.MISSED for each in counts) else Tab.COUNTED


def _place(text: str) -> Place | None:
    """`41:1187` as a place; what somebody mistyped shows the first page."""
    value, _colon, record = text.partition(":")
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    key = key_of(record)
    if key is None or not number.is_finite() or abs(number.adjusted()) > MOST_PLACES:
        return None
    return Place(number, key)


@dataclass(frozen=True)
class Page:
    """One page of a list: rows, their places, and where the neighbouring pages begin."""

    rows: Sequence[dict[str, Any]]
    first: int
    last: int
    prev: dict[str, Any]
    next: dict[str, Any]


def page_of(figure: OpenFigure, asked: Asked) -> Page:
    """Fifty records of a list: one query."""
    found = figure.opened.page(asked.tab, asked.reason, SIZE + 1, asked.place, asked.backwards)
    more = len(found) > SIZE
    rows = found[1:] if more and asked.backwards else found[:SIZE]
    first = asked.first
    last = first + len(rows) - 1 if rows else 0
    has_prev = more if asked.backwards else asked.place is not None
    has_next = asked.backwards or more
    return Page(
        rows=rows,
        first=first if rows else 0,
        last=last,
        prev=_edge("before", rows[0], max(1, first - SIZE)) if rows and has_prev else {},
        next=_edge("after", rows[-1], last + 1) if rows and has_next else {},
    )


def _edge(side: str, row: Mapping[str, Any], first: int) -> dict[str, Any]:
    return {side: f"{row['sorted']}:{row['record_pk']}", "first": first}

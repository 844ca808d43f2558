"""Figures from facts: one statement per fact table for all courts, indicators and windows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from performance.enums import Scope, Source, Unit, Window
from performance.evidence.relations import RELATIONS, Relation
from performance.evidence.takings import Taking
from performance.indicators import SERIES, Indicator, Part, Rendering
from performance.rules.figures import FigureRow, Number

ZERO = 0


class Sums(dict[tuple[str, str], Number]):
    """Sums by (court, SQL of the sum); what was not found is zero."""

    def __missing__(self, key: tuple[str, str]) -> Number:
        return ZERO


def count(taking: Taking, number: int) -> list[FigureRow]:
    """The figures of the facts that held at snapshot `number`: all courts and the district.

    The district is the sum of its courts, the intermediate court's own cases included (ruling 1).
    """
    sums = Sums()
    with _without_sorting():
        for relation in RELATIONS.values():
            sums.update(_sums(relation, taking, number))
    return list(_figures(taking, sums))


@contextmanager
def _without_sorting() -> Iterator[None]:
    """Groups are few: hashing never fails them. Of facts just written PostgreSQL knows nothing yet,
    takes them for a handful and would sort them all."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")
        yield
        cursor.execute("SET LOCAL enable_sort = on")


def total_of(part: Part, window: Window, key_nodes: tuple[str, ...]) -> str:
    """The SQL of a part summed up over its rows."""
    render = Rendering(window, key_nodes)
    if part.unit is Unit.COUNT:
        return f"count(*) FILTER (WHERE {render(part.where)})"
    return f"sum({render(part.amount)}) FILTER (WHERE {render(part.where)})"


def parts_of(source: Source) -> Iterator[tuple[Part, Window]]:
    """All numerators and denominators of one kind of record, in every window."""
    for indicator, window in SERIES:
        for part in (indicator.numerator, indicator.denominator):
            if part is not None and part.source is source:
                yield part, window


def _sums(relation: Relation, taking: Taking, number: int) -> Iterator[tuple[Any, Number]]:
    """Sums by court. The long window is a statement of its own: it reads three times the rows."""
    for windows, since in (((Window.M36,), "m36"), ((Window.YTD, Window.WEEK), "earliest")):
        totals = _distinct_totals(relation.source, windows, taking.parameters.key_nodes)
        if not totals:
            continue
        statement = (
            f"SELECT court_code, {', '.join(totals)} FROM {relation.held(since)}"  # noqa: S608 -- constants
            " GROUP BY court_code"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, taking.values(number=number))
            for court, *values in cursor.fetchall():
                for total, value in zip(totals, values, strict=True):
                    yield (court, total), value or ZERO


def _distinct_totals(
    source: Source, windows: tuple[Window, ...], key_nodes: tuple[str, ...]
) -> list[str]:
    """Indicators share parts; each distinct sum is computed once."""
    parts = ((part, window) for part, window in parts_of(source) if window in windows)
    return list(dict.fromkeys(total_of(part, window, key_nodes) for part, window in parts))


def _figures(taking: Taking, sums: Sums) -> Iterator[FigureRow]:
    for indicator, window in SERIES:
        above, below = _totals(indicator, window, taking.parameters.key_nodes)
        named = (indicator.code, window.value)
        numerators = [sums[court, above] for court in taking.courts]
        denominators = [sums[court, below] if below else None for court in taking.courts]
        for court, numerator, denominator in zip(
            taking.courts, numerators, denominators, strict=True
        ):
            yield FigureRow(Scope.COURT.value, court, *named, numerator, denominator)
        whole = sum(each for each in denominators if each) if below else None
        yield FigureRow(Scope.DISTRICT.value, taking.district, *named, sum(numerators), whole)


def _totals(indicator: Indicator, window: Window, key_nodes: tuple[str, ...]) -> tuple[str, str]:
    """The SQL of numerator and denominator; "" for a count, which has none (ruling 5)."""
    below = indicator.denominator
    numerator = total_of(indicator.numerator, window, key_nodes)
    return numerator, total_of(below, window, key_nodes) if below else ""

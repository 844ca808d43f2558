"""The ledger out: the workbook that the import reads, so that export → import is a round trip."""

import os
from collections.abc import Callable, Iterator
from itertools import islice
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from courts.enums import Permission
from enforcement.kernel import audit, sheets
from enforcement.kernel.errors import NotPermitted
from enforcement.kernel.sheet_words import by_alias
from enforcement.kernel.sheets import Sheet
from enforcement.kernel.tabular import SheetOut, write_workbook
from enforcement.kernel.tabular.values import Row

BATCH = 1000
Target = str | os.PathLike[str] | IO[bytes]
Counted = Callable[[int], None]


def export(
    target: Target,
    *,
    by: Any,
    cases: QuerySet[Any] | None = None,
    petitions: QuerySet[Any] | None = None,
    reason: str = "",
    told: Counted | None = None,
) -> dict[str, int]:
    """Write the ledger of some cases and petitions; rows by sheet. One event with the figures.

    `by` None is the command line. Without a `reason`, or without the right to reveal, 证件号码
    and 电话 are left out: importing the file back then changes nothing (ownership.md). Memory
    stays flat: rows stream from the database into the file. Raises NotPermitted when a reason is
    given by somebody who may not reveal numbers at all courts concerned.
    """
    if by is not None:
        cases, petitions = _allowed(by, cases, petitions)
    reveal = bool(reason.strip())
    if reveal and by is not None:
        _check_may_reveal(by, cases)
    counts: dict[str, int] = {}
    chosen = {"cases": cases, "petitions": petitions}
    outs = [
        _sheet(sheet, rows, reveal, _counter(counts, sheet.name, told))
        for sheet in sheets.all_sheets()
        if (rows := chosen[sheet.group]) is not None
    ]
    write_workbook(target, outs)
    with transaction.atomic():
        facts = {**by_alias(counts), "numbers": reveal}
        audit.record("LEDGER_EXPORTED", None, by=by, changes=facts, reason=reason)
    return counts


def blank(target: Target) -> None:
    """Write the workbook of the ledger with its sheets and columns and no rows: a form to fill."""
    outs = [
        SheetOut(
            sheet.name, [f.name for f in sheet.fields], (), [f.column.kind for f in sheet.fields]
        )
        for sheet in sheets.all_sheets()
    ]
    write_workbook(target, outs)


def _allowed(
    by: Any, cases: QuerySet[Any] | None, petitions: QuerySet[Any] | None
) -> tuple[QuerySet[Any] | None, QuerySet[Any] | None]:
    exported = by.courts_with(Permission.CASE_EXPORT)
    if not exported:
        raise NotPermitted(_("你的岗位不能导出台账。"))
    if cases is not None:
        cases = cases.filter(court_id__in=exported)
    if petitions is not None:
        both = exported & by.courts_with(Permission.PETITION_VIEW)
        petitions = petitions.filter(court_id__in=both)
    return cases, petitions


def _check_may_reveal(by: Any, cases: QuerySet[Any] | None) -> None:
    if cases is None:
        return
    courts = set(cases.order_by().values_list("court_id", flat=True).distinct())
    if not courts <= by.courts_with(Permission.IDENTITY_REVEAL):
        raise NotPermitted(_("你的岗位不能导出完整号码，请不填理由，导出不含号码的台账。"))


def _sheet(
    sheet: Sheet, chosen: QuerySet[Any], reveal: bool, count: Callable[[Row], Row]
) -> SheetOut:
    shown = [place for place, f in enumerate(sheet.fields) if reveal or not f.is_private]
    fields = [sheet.fields[place] for place in shown]
    rows = (count([row[place] for place in shown]) for row in _rows(sheet, chosen, reveal))
    return SheetOut(sheet.name, [f.name for f in fields], rows, [f.column.kind for f in fields])


def _rows(sheet: Sheet, chosen: QuerySet[Any], reveal: bool) -> Iterator[Row]:
    if sheet.group != "cases":
        yield from sheet.export(chosen, reveal)
        return
    pairs = chosen.order_by("number").values_list("pk", "number").iterator(chunk_size=BATCH)
    while batch := list(islice(pairs, BATCH)):
        yield from sheet.export(batch, reveal)


def _counter(counts: dict[str, int], name: str, told: Counted | None) -> Callable[[Row], Row]:
    counts[name] = 0

    def count(row: Row) -> Row:
        counts[name] += 1
        if told is not None and counts[name] % BATCH == 0:
            told(sum(counts.values()))
        return row

    return count

"""Exporting the case list beside COPY of the same query and beside django-import-export."""

import os
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from import_export.fields import Field
from import_export.resources import ModelResource
from tablib import Dataset

from bench import parties
from bench.effort import Effort
from bench.measuring import Goal, Table, memory_growth, samples, without_parallel_workers
from cases.exports import export_cases
from cases.models import Case
from courts.enums import Role
from enforcement.kernel.exporting import Export
from enforcement.kernel.tabular import SheetOut, write_csv, write_workbook

HIGH_COURT, COPY = "赣", "COPY of the same query"
PEER_ROWS = 5_000
FLAT_MB = 10


class CaseResource(ModelResource):
    """The peer: the same sixteen columns, set up as its manual and its code advise.

    `fields` names the columns, so that no other is read into cells. Foreign keys are joined and
    parties prefetched (`_peer`): without either it would ask the database anew for every row. With a
    prefetch it turns pages of `chunk_size` rows; 2,000 is what our own export fetches at once, and
    its default of 100 would make twenty times the queries. Words of choices and joined names come
    from `attribute`, its own way; only what has none is a `dehydrate_…` method. Settings for imports
    (bulk, skipped differences) do not concern an export.
    """

    court = Field(attribute="court__name")
    officer = Field(attribute="officer__name")
    applicants, debtors, recovered = Field(), Field(), Field()
    status = Field(attribute="get_status_display")
    close_mode = Field(attribute="get_close_mode_display")

    class Meta:
        model = Case
        chunk_size = 2000
        fields = (
            "number", "court", "applicants", "debtors", "cause", "filed_on", "officer", "team",
            "claim_amount", "recovered", "limit_end", "next_node", "next_due_on", "status",
            "closed_on", "close_mode",
        )  # fmt: skip

    def dehydrate_applicants(self, case: Case) -> str:
        return _side(case, "申请执行人")

    def dehydrate_debtors(self, case: Case) -> str:
        return _side(case, "被执行人")

    def dehydrate_recovered(self, case: Case) -> object:
        return case.recovered


def _side(case: Case, role: str) -> str:
    return "、".join(party.name for party in case.parties.all() if party.role == role)


def run(cases: int, effort: Effort) -> list[Goal]:
    """Measure over the cases that are there."""
    without_parallel_workers()
    statement = _statement()
    works = {COPY: lambda: _copy(statement), "ours, .csv": _csv, "ours, .xlsx": _xlsx}
    found = samples(works, effort.rounds)
    peer = samples(
        {"peer, .csv": lambda: _peer().csv, "peer, .xlsx": lambda: _peer().xlsx}, effort.rounds
    )
    memory = {name: _memory(work) for name, work in (("csv", _csv), ("xlsx", _xlsx))}
    return _print(cases, found, peer, memory)


def _export() -> Export:
    user = parties.somebody(Role.SUPERVISOR, HIGH_COURT)
    return export_cases(user, QueryDict("state=all"))


def _csv() -> None:
    export = _export()
    with open(os.devnull, "wb") as target:
        target.writelines(write_csv(export.header, export.rows))


def _xlsx() -> None:
    export = _export()
    with open(os.devnull, "wb") as target:
        write_workbook(target, [SheetOut(export.name, export.header, export.rows, export.kinds)])


def _copy(statement: str) -> None:
    with open(os.devnull, "wb") as target, connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY ({statement}) TO STDOUT WITH CSV", target)


def _statement() -> str:
    """The query of the export, as the database gets it."""
    with CaptureQueriesContext(connection) as captured:
        next(iter(_export().rows))
    query: str = captured[-1]["sql"]
    return query[query.index("SELECT") :]


def _peer() -> Dataset:
    chosen = Case.objects.select_related("court", "officer").prefetch_related("parties")
    return CaseResource().export(queryset=chosen.order_by("-filed_on", "-id")[:PEER_ROWS])


def _memory(work: Callable[[], Any]) -> float:
    with memory_growth() as grown:
        work()
    return grown[0]


def _print(
    cases: int, found: dict[str, list[float]], peer: dict[str, list[float]],
    memory: dict[str, float],
) -> list[Goal]:  # fmt: skip
    table = Table(f"Exporting the case list, {cases:,} rows", "CPU-µs a row", 1e6)
    per_row = dict(_per_row(found, cases)) | dict(_per_row(peer, min(PEER_ROWS, cases)))
    copy = table.row(COPY, per_row[COPY])
    ours = {kind: table.row(f"ours, .{kind}", per_row[f"ours, .{kind}"], copy) for kind in memory}
    theirs = {
        kind: table.row(f"django-import-export, .{kind}", per_row[f"peer, .{kind}"], copy)
        for kind in memory
    }
    table.at_most(".csv ÷ COPY", ours["csv"] / copy, 4)
    table.at_least("peer's .csv ÷ ours", theirs["csv"] / ours["csv"], 12)
    table.at_least("peer's .xlsx ÷ ours", theirs["xlsx"] / ours["xlsx"], 3)
    table.at_most("growth of memory, .csv (MB)", memory["csv"], FLAT_MB)
    table.at_most("growth of memory, .xlsx (MB)", memory["xlsx"], FLAT_MB)
    return table.goals


def _per_row(found: dict[str, list[float]], rows: int) -> Iterator[tuple[str, list[float]]]:
    for name, values in found.items():
        yield name, [value / rows for value in values]

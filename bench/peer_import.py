"""The sheet of cases alone: our import beside django-import-export, set up for bulk as it advises.

The peer writes the rows of cases and no more; ours also checks them against each other, counts each
case's end, writes its nodes and its audit event. Each setting of the peer is the one that
serves it best by its manual:

- `use_bulk`, `batch_size` 1000: rows are written a thousand at a time, as many as ours commits.
- `instance_loader_class` CachedInstanceLoader: cases that are there are fetched in one query.
- CachedForeignKeyWidget for courts and officers: all fetched once, not one query for each row.
- `use_transactions`: one commit, and a broken file leaves nothing behind.
- `skip_diff` for the first import: there is nothing to compare with, so no object is copied.
- `skip_unchanged` for the second, which by the manual needs `skip_diff` off: what is unchanged is
  not written again. `skip_html_diff` spares the report for people.
- `report_skipped` off: rows that were skipped leave no result.
- `clean_model_instances` stays off, as by default: checking would cost the peer more.
"""

import re
import tempfile
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource
from import_export.widgets import CachedForeignKeyWidget, DateWidget, DecimalWidget
from tablib import Dataset

from bench.effort import Effort
from bench.measuring import Goal, Table, sample, without_parallel_workers
from cases.models import Case
from courts.models import Court, User
from enforcement.desk.demo import cells, workbook
from enforcement.desk.demo.bureau import Plan
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel import clock
from enforcement.kernel.tabular import SheetOut, write_workbook

SEED = 5
AS_OF = date(2026, 9, 24)
NUMBER = re.compile(r"（(\d{4})）(赣\d*)(\D+)(\d+)号")
TABLES = "cases_case, petitions_petition, kernel_auditpending"


class Truth(DecimalWidget):
    """是 and 否."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        return {"是": True, "否": False}.get(value)


class Words(DecimalWidget):
    """Text; a blank cell is an empty text."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return value or ""


class Day(DateWidget):
    """The day of a cell; with the time that a workbook adds to it no row would be unchanged."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        day = super().clean(value, row, **kwargs)
        return day.date() if isinstance(day, datetime) else day


class Officer(CachedForeignKeyWidget):
    """The user of that name; nobody when there is none."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> User | None:
        try:
            found: User | None = super().clean(value, row, **kwargs)
        except User.DoesNotExist:
            return None
        return found


def _field(attribute: str, column: str, widget: Any) -> Field:
    return Field(attribute=attribute, column_name=column, widget=widget)


class NewCases(ModelResource):
    """As the manual advises for many rows that are new."""

    number = _field("number", "案号", Words())
    filed_on = _field("filed_on", "立案日期", Day("%Y-%m-%d"))
    court = _field("court", "法院", CachedForeignKeyWidget(Court, "code"))
    officer_name = _field("officer_name", "承办人", Words())
    officer = _field("officer", "承办人", Officer(User, "name"))
    team = _field("team", "承办部门", Words())
    cause = _field("cause", "案由", Words())
    basis_number = _field("basis_number", "执行依据文号", Words())
    claim_amount = _field("claim_amount", "申请执行标的", DecimalWidget())
    has_property = _field("has_property", "有财产可供执行", Truth())
    closed_on = _field("closed_on", "结案日期", Day("%Y-%m-%d"))
    close_mode = _field("close_mode", "结案方式", Words())
    opening_recovered = _field("opening_recovered", "到位金额", DecimalWidget())
    zhongben_ok = _field("zhongben_ok", "终本合格", Truth())

    class Meta:
        model = Case
        import_id_fields = ("number",)
        instance_loader_class = CachedInstanceLoader
        use_transactions = True
        use_bulk = True
        batch_size = 1000
        report_skipped = False
        skip_diff = True
        fields = (
            "number", "court", "officer", "filed_on", "officer_name", "team", "cause",
            "basis_number", "claim_amount", "has_property", "closed_on", "close_mode",
            "opening_recovered", "zhongben_ok",
        )  # fmt: skip

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        """The court stands in the number."""
        row["法院"] = _parts(row["案号"])[1]

    def after_init_instance(self, instance: Case, new: bool, row: Any, **kwargs: Any) -> None:
        """What follows from the number."""
        if not new:
            return
        year, _court, instance.type_word, serial = _parts(row["案号"])
        instance.year, instance.serial = int(year), int(serial)
        instance.number_raw, instance.created_at = row["案号"], clock.now()
        instance.status = "closed" if row["结案日期"] else "under_way"


class KnownCases(NewCases):
    """As the manual advises for many rows of which most are unchanged."""

    def get_queryset(self) -> Any:
        """With what the comparison looks at, in the one query."""
        return super().get_queryset().select_related("court", "officer")

    class Meta:
        skip_diff = False
        skip_html_diff = True
        skip_unchanged = True


def _parts(number: str) -> tuple[str, ...]:
    found = NUMBER.fullmatch(number)
    if found is None:
        raise ValueError(number)
    return found.groups()


def run(effort: Effort) -> list[Goal]:
    """Measure; the database is emptied of cases."""
    without_parallel_workers()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = (
            _write(Path(folder), effort.sheet_rows),
            _write(Path(folder), effort.peer_rows),
        )
        found: dict[str, list[float]] = {"ours": [], "ours again": [], "peer": [], "peer again": []}
        for _round in range(effort.rounds):
            for name, path, first, again in (
                ("ours", ours, _import, _import),
                ("peer", theirs, partial(_peer, NewCases), partial(_peer, KnownCases)),
            ):
                _empty()
                found[name].append(sample(partial(first, path)))
                found[f"{name} again"].append(sample(partial(again, path)))
    return _print(found, effort)


def _write(folder: Path, cases: int) -> Path:
    plan, path = Plan(cases, SEED, AS_OF), folder / f"{cases}.xlsx"
    rows = workbook.rows(plan, cells.CASES)
    write_workbook(path, [SheetOut(cells.CASES, cells.COLUMNS[cells.CASES], rows)])
    return path


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLES} CASCADE")
        cursor.execute("ANALYZE")


def _import(path: Path) -> None:
    report = import_ledger(path)
    if report.has_rejects:
        raise SystemExit(f"rejected: {report.outcome.errors[:3]}")


def _peer(resource: type[ModelResource], path: Path) -> None:
    with path.open("rb") as file:
        rows = Dataset().load(file, format="xlsx")
    result = resource().import_data(rows, raise_errors=True)
    if result.has_validation_errors():
        raise SystemExit("the peer refused rows")


def _print(found: dict[str, list[float]], effort: Effort) -> list[Goal]:
    ours, peer = effort.sheet_rows, effort.peer_rows
    table = Table(f"The sheet of cases alone, {ours:,} rows (peer {peer:,})", "CPU-µs a row", 1e6)
    names = {"ours": "ours, first", "ours again": "ours, again",
             "peer": "django-import-export (bulk), first",
             "peer again": "django-import-export (bulk), again"}  # fmt: skip
    rows = {"ours": ours, "ours again": ours, "peer": peer, "peer again": peer}
    cost = {
        name: table.row(words, [value / rows[name] for value in found[name]])
        for name, words in names.items()
    }
    table.at_least("peer ÷ ours, first", cost["peer"] / cost["ours"], 12)
    table.at_least("peer ÷ ours, again", cost["peer again"] / cost["ours again"], 40)
    return table.goals

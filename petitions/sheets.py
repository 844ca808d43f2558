"""信访 of the ledger: petitions as plain rows. One row is one petition (ruling 11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from cases.numbers import parse
from cases.sheets import readers
from courts.selectors import known_court_codes
from enforcement.kernel import audit, bulk, clock, sheets
from enforcement.kernel.row_reading import RowReader
from enforcement.kernel.sheets import (
    MISSING,
    Field,
    Import,
    Keyed,
    Outcome,
)
from enforcement.kernel.tabular.cells import CellError
from enforcement.kernel.tabular.headers import Column
from enforcement.kernel.tabular.values import Cell, Kind, Row
from petitions.models import Petition

PETITIONS = "信访"
MOST_PEOPLE = 100_000
MOST_PROBLEMS = 10_000
NAMES = (
    "court_id", "received_on", "petitioner", "people", "case_number", "source", "demand",
    "supervised", "done_on", "resolved", "struck_on", "problems", "revisited_on", "satisfied",
)  # fmt: skip
VALUES = 2  # where they begin in a stored row
COURT, RECEIVED, CASE_NUMBER, DONE, STRUCK = 0, 1, 4, 8, 10
FIELDS = (*(name.removesuffix("_id") for name in NAMES), "case")

number_of = readers.text(60)


class Petitions:
    """信访."""

    name, alias, order, group = PETITIONS, "petitions", 70, "petitions"
    fields = (
        Field(Column("登记编号", "number", True), number_of),
        Field(Column("法院代字", "court_code", True), readers.text(20)),
        Field(Column("来访日期", "received_on", True, Kind.DATE), readers.day()),
        Field(Column("信访人", "petitioner", True), readers.text(80)),
        Field(Column("人数", "people", True, Kind.INTEGER), readers.whole(1, MOST_PEOPLE)),
        Field(Column("案号", "case_number"), readers.text(120), blank=""),
        Field(Column("来源", "source"), readers.text(60), blank=""),
        Field(Column("诉求", "demand"), readers.prose(5000), blank=""),
        Field(Column("督办", "supervised", False, Kind.YES_NO), readers.yes_no),
        Field(Column("办结日期", "done_on", False, Kind.DATE), readers.day()),
        Field(Column("化解", "resolved", False, Kind.YES_NO), readers.yes_no),
        Field(Column("剔除日期", "struck_on", False, Kind.DATE), readers.day()),
        Field(Column("问题数", "problems", False, Kind.INTEGER), readers.whole(0, MOST_PROBLEMS)),
        Field(Column("回访日期", "revisited_on", False, Kind.DATE), readers.day()),
        Field(Column("满意", "satisfied", False, Kind.YES_NO), readers.yes_no),
    )

    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        """Rows of a query of petitions."""
        for row in chosen.order_by("court_id", "number").values_list("number", *NAMES).iterator():
            yield list(row)


@dataclass
class _Batch:
    """What one batch of petitions is compared with, and what it writes."""

    outcome: Outcome
    stored: dict[str, tuple[Any, ...]]
    fresh: list[tuple[str, list[Any]]] = field(default_factory=list)
    known: list[tuple[Any, list[Any], dict[str, Any]]] = field(default_factory=list)


class PetitionSession:
    """Petitions of one file on their way in."""

    def __init__(self, run: Import) -> None:
        self.run_of = run
        self.courts = known_court_codes()
        self.sheet = sheets.of_group("petitions")[0]
        positions = run.positions.get(PETITIONS, {})
        self.reader = RowReader(self.sheet, positions, run.today)
        self.spellings: dict[
            str, str | None
        ] = {}  # 案号 → its canonical form, None for no case number

    @property
    def spelled(self) -> dict[str, str]:
        """Every number comes once: nothing to remember."""
        return {}

    def key(self, cell: Cell) -> str:
        """登记编号."""
        number: str | None = number_of(cell, self.run_of.today)
        if number is None:
            raise CellError(_("必填，不能空白。"))
        return number

    def run(self, batch: Sequence[Keyed]) -> Outcome:
        """Take a batch of petitions in."""
        outcome = Outcome()
        rows = Petition.objects.filter(number__in=[keyed.key for keyed in batch])
        if self.run_of.writes:
            rows = rows.order_by("pk").select_for_update(no_key=True)
        stored = {row[1]: row for row in rows.values_list("pk", "number", *NAMES)}
        work = _Batch(outcome, stored)
        for keyed in batch:
            self._take(work, keyed)
        if self.run_of.writes:
            self._write(work)
        return outcome

    def _take(self, work: _Batch, keyed: Keyed) -> None:
        rows = keyed.rows[PETITIONS]
        counts, stored = work.outcome.of(PETITIONS), work.stored.get(keyed.key)
        counts.rows += len(rows)
        first = 0
        for number, cells in rows:
            values = self._read(work.outcome, number, cells, stored, first)
            if values is None:
                work.outcome.reject(PETITIONS, number, cells)
            else:
                first = number
                self._count(work, keyed.key, values)

    def _read(
        self, outcome: Outcome, number: int, cells: Row, stored: Any, first: int
    ) -> list[Any] | None:
        values = self.reader.read(cells, number, outcome)
        faults = list(self._key_faults(stored, first))
        if values is not None:
            del values[0]
            before = stored[VALUES:] if stored else [f.blank for f in self.sheet.fields[1:]]
            values = [b if v is MISSING else v for v, b in zip(values, before, strict=True)]
            values[CASE_NUMBER] = self._case_number(outcome, number, values[CASE_NUMBER])
            faults += self._faults(values)
        for column, sentence in faults:
            outcome.error(PETITIONS, number, column, sentence)
        return None if faults else values

    def _case_number(self, outcome: Outcome, row: int, text: str) -> str:
        """Its one spelling; a text that is no case number stays, and is worth a look (ruling 11)."""
        if not text:
            return text
        if text not in self.spellings:
            found = parse(text, today=self.run_of.today, known_courts=self.courts)
            self.spellings[text] = found.canonical if found.ok else None
        canonical = self.spellings[text]
        if canonical is None:
            outcome.warn(PETITIONS, row, "案号", _("“%s”不是案号，按原文收下。") % text[:40])
        return canonical or text

    def _key_faults(self, stored: Any, first: int) -> Iterator[tuple[str, str]]:
        if first:
            yield "登记编号", _("与本表第 %d 行重复，只收第一行。") % first
        court = stored[VALUES + COURT] if stored else None
        if court and self.run_of.courts is not None and court not in self.run_of.courts:
            yield "登记编号", _("这个编号已由法院 %s 登记，不在你管理的范围内。") % court

    def _faults(self, values: list[Any]) -> Iterator[tuple[str, str]]:
        court, received = values[COURT], values[RECEIVED]
        if court not in self.courts:
            yield "法院代字", _("法院代字“%s”不在系统的法院名录中，请核对。") % court
        elif self.run_of.courts is not None and court not in self.run_of.courts:
            yield (
                "法院代字",
                _("法院 %s 不在你管理的范围内，请由该院或上级法院导入。") % court,
            )
        for column, place in (("办结日期", DONE), ("剔除日期", STRUCK)):
            if values[place] is not None and values[place] < received:
                yield (
                    column,
                    _("%(column)s %(day)s 早于来访日期 %(received)s。")
                    % {"column": column, "day": values[place], "received": received},
                )

    def _count(self, work: _Batch, key: str, values: list[Any]) -> None:
        counts, stored = work.outcome.of(PETITIONS), work.stored.get(key)
        if stored is None:
            counts.created += 1
            work.fresh.append((key, values))
            return
        changes = {
            name: [before, now]
            for name, before, now in zip(NAMES, stored[VALUES:], values, strict=True)
            if before != now
        }
        if changes:
            counts.updated += 1
        else:
            counts.unchanged += 1
        work.known.append((stored, values, changes))

    def _write(self, work: _Batch) -> None:
        links = self._links([values for _key, values in work.fresh])
        links |= self._links([values for _stored, values, _changes in work.known])
        ids = bulk.allocate_ids(Petition, len(work.fresh))
        now = clock.now()
        rows = [
            (pk, key, *values, links.get(values[CASE_NUMBER]), now)
            for pk, (key, values) in zip(ids, work.fresh, strict=True)
        ]
        bulk.insert(Petition, ("id", "number", *FIELDS, "recorded_at"), rows)
        # Also the unchanged: a case that came in meanwhile is linked now.
        known = [
            (stored[0], *values, links.get(values[CASE_NUMBER]))
            for stored, values, _changes in work.known
        ]
        bulk.update(Petition, FIELDS, known)
        self._record(work, ids)

    def _links(self, rows: list[list[Any]]) -> dict[str, int]:
        """Cases of this system that 案号 names; a petition may name another."""
        numbers = {values[CASE_NUMBER] for values in rows if values[CASE_NUMBER]}
        return dict(Case.objects.filter(number__in=numbers).values_list("number", "pk"))

    def _record(self, work: _Batch, ids: list[int]) -> None:
        label = Petition._meta.label
        created: dict[str, Any] = {self.sheet.alias: {"created": 1}}
        rows = [
            (label, str(pk), key, values[COURT], created)
            for pk, (key, values) in zip(ids, work.fresh, strict=True)
        ]
        rows += [
            (label, str(stored[0]), stored[1], values[COURT], changes)
            for stored, values, changes in work.known
            if changes
        ]
        if rows:
            parent = self.run_of.parent_event()
            audit.record_many("PETITION_IMPORTED", rows, by=self.run_of.by, parent=parent)


def register() -> None:
    """Offer the group of the petitions and its sheet."""
    audit.describe({"PETITION_IMPORTED": gettext_lazy("导入信访")})
    sheets.register_group(sheets.Group("petitions", 20, PetitionSession))
    sheets.register(Petitions())

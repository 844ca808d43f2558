"""Sheets whose rows hang on a case: the same way in for all of them.

A row is read, found among the stored rows of its case by its key, filled up with what missing
columns leave, checked, and then counted: created, updated or unchanged (rulings 30 to 34).
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.enums import Source
from cases.sheets.batch import Batch, Work
from enforcement.kernel import bulk
from enforcement.kernel.row_reading import RowReader, reader_of
from enforcement.kernel.sheets import MISSING, Counts, Field, Import, Rows
from enforcement.kernel.tabular.values import Row

Fault = tuple[str, str]  # column, sentence
NO_FAULTS: list[Fault] = []
NumberedRow = tuple[int, Row]


class Stored(NamedTuple):
    """A row in the database. `values` stand in the order of the sheet's fields, without the key."""

    pk: int
    values: list[Any]


class Seat(NamedTuple):
    """A party that a row of this file stands for."""

    secret: Any  # its identity number, None without one
    pk: int | None
    row: int


@dataclass
class Plan:
    """What one batch does to the table of a sheet.

    `seats` (parties only): who of the file stands for which name. `fresh_ids`: ids of the rows of
    `fresh`, where others point to them; filled when writing. `debtors` (失信 only): by case number.
    """

    reader: RowReader
    known: dict[int, dict[Hashable, list[Stored]]]  # case → key → rows
    blanks: list[Any]
    counts: Counts
    claimed: dict[tuple[str, Hashable], list[int]] = field(default_factory=dict)  # → row numbers
    fresh: list[tuple[Work, list[Any]]] = field(default_factory=list)
    changed: list[tuple[Work, int, list[Any]]] = field(default_factory=list)
    seats: dict[tuple[str, Hashable], list[Seat]] = field(default_factory=dict)
    fresh_ids: list[int] = field(default_factory=list)
    debtors: dict[str, list[Any]] = field(default_factory=dict)


class RowSheet:
    """Base of the sheets below 案件. Subclasses say what a row is; the way in stands here."""

    name: str
    alias: str
    order: int
    group = "cases"
    fields: tuple[Field, ...]
    model: type[Model]
    key_column: str  # named when a key comes twice (ruling 31)
    columns: tuple[str, ...]  # fields of the model that `stored` gives values for
    births: tuple[str, ...] = ()  # further fields of the model that a new row leaves blank
    repeats = False  # whether rows may give warnings whatever is stored

    def key(self, values: Sequence[Any]) -> Hashable:
        """What makes two rows of a case the same row (ruling 30)."""
        raise NotImplementedError

    def settle(self, work: Work, values: list[Any]) -> None:
        """Compute what a blank cell leaves to the program; in place."""

    def check(self, work: Work, values: Sequence[Any]) -> list[Fault]:
        """Faults between cells (ruling 42)."""
        return NO_FAULTS

    def stored(self, values: Sequence[Any], batch: Batch) -> tuple[Any, ...]:
        """Values of `columns` for a row."""
        return tuple(values)

    def birth(self, batch: Batch) -> dict[str, Any]:
        """Values that a row gets once, when it is made."""
        blanks: dict[str, Any] = dict.fromkeys(self.births, "")
        return blanks | {"source": Source.IMPORT.value, "recorded_at": batch.now}

    def known(self, batch: Batch) -> Iterator[tuple[int, Stored]]:
        """Rows already there of the batch's stored cases, with their case, in order of id."""
        raise NotImplementedError

    def warnings(self, values: Sequence[Any]) -> Iterable[tuple[str, str | Promise]]:
        """What somebody should look at in an accepted row."""
        return ()

    def repeated(self, rows: Rows, run: Import) -> Iterable[tuple[int, str, str | Promise]]:
        """The same for rows that are not read again because nothing changed: row, column, words."""
        return ()

    def accept(self, work: Work, values: Sequence[Any]) -> None:
        """Leave word for the derived values of a new case."""

    # The way in --------------------------------------------------------------------------------
    def plan(self, batch: Batch) -> None:
        """Read, match and check the rows of a batch; nothing is written yet."""
        if not batch.run.has(self.name):
            return
        plan = batch.planned[self.name] = self.new_plan(batch)
        there = []
        for work in batch.works:
            rows = work.rows.get(self.name, [])
            if work.is_there and rows:
                there.append((work, rows))
            else:
                for row in rows:
                    self._turn_away(batch, work, row, plan)
        self._plan_all(batch, there, plan)

    def _plan_all(self, batch: Batch, there: list[tuple[Work, Rows]], plan: Plan) -> None:
        values = iter(
            plan.reader.read_all([row for _w, rows in there for row in rows], batch.outcome)
        )
        for work, rows in there:
            created, updated = plan.counts.created, plan.counts.updated
            for row in rows:
                self._take(batch, work, row, next(values), plan)
            _note(work, self.alias, plan.counts.created - created, plan.counts.updated - updated)

    def write(self, batch: Batch) -> None:
        """Write what was planned."""
        plan: Plan | None = batch.planned.get(self.name)
        if plan is None:
            return
        bulk.insert(
            self.model,
            ("case", *self.columns),
            [(work.case_id, *self.stored(values, batch)) for work, values in plan.fresh],
            self.birth(batch),
        )
        bulk.update(
            self.model,
            self.columns,
            [(pk, *self.stored(values, batch)) for _work, pk, values in plan.changed],
        )

    def new_plan(self, batch: Batch) -> Plan:
        """An empty plan over what is stored."""
        reader = reader_of(self, batch.run)
        blanks = [each.blank for each in self.fields[1:]]
        return Plan(reader, self.by_key(batch), blanks, batch.outcome.of(self.name))

    def by_key(self, batch: Batch) -> dict[int, dict[Hashable, list[Stored]]]:
        """Rows already there, by case and key."""
        found: dict[int, dict[Hashable, list[Stored]]] = {}
        if batch.stored_ids:
            for case_id, stored in self.known(batch):
                of_case = found.setdefault(case_id, {})
                of_case.setdefault(self.key(stored.values), []).append(stored)
        return found

    def _turn_away(self, batch: Batch, work: Work, row: NumberedRow, plan: Plan) -> None:
        """A row whose case is neither stored nor accepted; its own faults are named too."""
        batch.outcome.error(self.name, row[0], self.fields[0].name, _absent(work))
        plan.reader.read(row[1], row[0], batch.outcome)
        batch.reject(work, self.name, row)

    def _take(
        self,
        batch: Batch,
        work: Work,
        row: NumberedRow,
        values: list[Any] | None,
        plan: Plan,
    ) -> None:
        number = row[0]
        if values is None:
            batch.reject(work, self.name, row)
            return
        key = self.key(values)
        twin, fault = self.match(work, key, values, plan)
        faults = [fault] if fault is not None else self._complete(work, values, twin, plan)
        if faults:
            for column, sentence in faults:
                batch.outcome.error(self.name, number, column, sentence)
            batch.reject(work, self.name, row)
            return
        self.claim(work, key, (number, twin), values, plan)
        self._plan_row(batch, work, (number, values), twin, plan)

    def _complete(
        self, work: Work, values: list[Any], twin: Stored | None, plan: Plan
    ) -> list[Fault]:
        """Fill in, in place, what missing columns leave and what is computed; then check."""
        if twin is not None or plan.reader.has_gaps:
            before = twin.values if twin is not None else plan.blanks
            values[:] = [b if v is MISSING else v for v, b in zip(values, before, strict=True)]
        self.settle(work, values)
        return self.check(work, values)

    def _plan_row(
        self,
        batch: Batch,
        work: Work,
        row: tuple[int, list[Any]],
        twin: Stored | None,
        plan: Plan,
    ) -> None:
        number, values = row
        if self.repeats:
            for column, sentence in self.warnings(values):
                batch.outcome.warn(self.name, number, column, sentence)
        if twin is None:
            plan.counts.created += 1
            plan.fresh.append((work, values))
            self.accept(work, values)
        elif twin.values != values:
            plan.counts.updated += 1
            plan.changed.append((work, twin.pk, values))
        else:
            plan.counts.unchanged += 1

    def match(
        self, work: Work, key: Hashable, values: list[Any], plan: Plan
    ) -> tuple[Stored | None, Fault | None]:
        """The stored row that this one is; or the fault that its key came before in the file.

        Several stored rows with one key (equal sums of one day, entered in the program) are met
        one after the other.
        """
        before = plan.claimed.get((work.number, key), ())
        twins = plan.known[work.case_id].get(key, ()) if work.case_id in plan.known else ()
        if len(before) < len(twins):
            return twins[len(before)], None
        return None, self.twice(before[0]) if before else None

    def twice(self, first: int) -> Fault:
        """The fault of a key that the file has already had (ruling 31)."""
        sentence = _("与本表第 %d 行重复，只收第一行；如确有两项，请在系统中登记。") % first
        return self.key_column, sentence

    def claim(
        self,
        work: Work,
        key: Hashable,
        taken: tuple[int, Stored | None],
        values: list[Any],
        plan: Plan,
    ) -> None:
        """Remember that this row (its number, the stored row it is) stands for its key."""
        plan.claimed.setdefault((work.number, key), []).append(taken[0])

    # The way out -------------------------------------------------------------------------------
    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        """Rows of some cases, given as (id, number) in order of the workbook."""
        raise NotImplementedError


def _note(work: Work, alias: str, created: int, updated: int) -> None:
    """Rows of the case that this sheet made or changed, for its audit event."""
    made = {"created": created, "updated": updated}
    if created or updated:
        work.changes[alias] = {kind: count for kind, count in made.items() if count}


def _absent(work: Work) -> str:
    if work.refusal:
        return work.refusal
    if work.rows.get("案件"):
        return _("案件 %s 的案件行未收，它的各行也未收；请先改正案件行。") % work.number
    return _("案件 %s 不在台账的案件表中，也不在系统中。") % work.number

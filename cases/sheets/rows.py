"""Sheets whose rows hang on a case: the same way in for all of them.

A row is read, found among the stored rows of its case by its key, filled up with what missing
columns leave, checked, and then counted: created, updated or unchanged (rulings 30 to 34).
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.translation import gettext as _

from cases.enums import Source
from cases.sheets.batch import Batch, Work
from enforcement.kernel import bulk
from enforcement.kernel.sheets import MISSING, Field, RowReader
from enforcement.kernel.tabular.values import Row

Fault = tuple[str, str]  # column, sentence
NumberedRow = tuple[int, Row]


class Stored(NamedTuple):
    """A row in the database. `values` stand in the order of the sheet's fields, without the key."""

    pk: int
    values: list[Any]


class Seat(NamedTuple):
    """A party that a row of this file stands for."""

    digest: int | None
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

    def key(self, values: Sequence[Any]) -> Hashable:
        """What makes two rows of a case the same row (ruling 30)."""
        raise NotImplementedError

    def settle(self, work: Work, values: list[Any]) -> None:
        """Compute what a blank cell leaves to the program; in place."""

    def check(self, work: Work, values: Sequence[Any]) -> Iterable[Fault]:
        """Faults between cells (ruling 42)."""
        return ()

    def stored(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """Values of `columns` for a row."""
        return tuple(values)

    def birth(self, batch: Batch) -> dict[str, Any]:
        """Values that a row gets once, when it is made."""
        blanks: dict[str, Any] = dict.fromkeys(self.births, "")
        return blanks | {"source": Source.IMPORT.value, "recorded_at": batch.now}

    def known(self, batch: Batch) -> Iterator[tuple[int, Stored]]:
        """Rows already there of the batch's stored cases, with their case, in order of id."""
        raise NotImplementedError

    def warnings(self, values: Sequence[Any]) -> Iterable[Fault]:
        """What somebody should look at in an accepted row."""
        return ()

    def accept(self, work: Work, values: Sequence[Any]) -> None:
        """Leave word for the derived values of a new case."""

    # The way in --------------------------------------------------------------------------------
    def plan(self, batch: Batch) -> None:
        """Read, match and check the rows of a batch; nothing is written yet."""
        if not batch.run.has(self.name):
            return
        plan = batch.planned[self.name] = self.new_plan(batch)
        for work in batch.works:
            for row in work.rows.get(self.name, ()):
                self._take(batch, work, row, plan)

    def write(self, batch: Batch) -> None:
        """Write what was planned."""
        plan: Plan | None = batch.planned.get(self.name)
        if plan is None:
            return
        birth = self.birth(batch)
        once = tuple(birth.values())
        bulk.insert(
            self.model,
            ("case", *self.columns, *birth),
            [(work.case_id, *self.stored(values), *once) for work, values in plan.fresh],
        )
        bulk.update(
            self.model,
            self.columns,
            [(pk, *self.stored(values)) for _work, pk, values in plan.changed],
        )

    def new_plan(self, batch: Batch) -> Plan:
        """An empty plan over what is stored."""
        return Plan(self.reader(batch), self.by_key(batch))

    def reader(self, batch: Batch) -> RowReader:
        """Reader of this sheet's rows as the file has them."""
        return RowReader(self, batch.run.positions[self.name], batch.run.today)

    def by_key(self, batch: Batch) -> dict[int, dict[Hashable, list[Stored]]]:
        """Rows already there, by case and key."""
        found: dict[int, dict[Hashable, list[Stored]]] = {}
        if batch.stored_ids:
            for case_id, stored in self.known(batch):
                of_case = found.setdefault(case_id, {})
                of_case.setdefault(self.key(stored.values), []).append(stored)
        return found

    def _take(self, batch: Batch, work: Work, row: NumberedRow, plan: Plan) -> None:
        if not work.is_there:
            batch.outcome.error(self.name, row[0], self.fields[0].name, _absent(work))
        values = plan.reader.read(row[1], row[0], batch.outcome)
        if values is None or not work.is_there:
            batch.reject(work, self.name, row)
            return
        del values[0]
        twin, fault = self.match(work, values, plan)
        if fault is None:
            before = self._blanks if twin is None else twin.values
            values = [b if v is MISSING else v for v, b in zip(values, before, strict=True)]
            self.settle(work, values)
            faults = list(self.check(work, values))
        else:
            faults = [fault]
        if faults:
            for column, sentence in faults:
                batch.outcome.error(self.name, row[0], column, sentence)
            batch.reject(work, self.name, row)
            return
        self._count(batch, work, row[0], twin, values, plan)

    def match(
        self, work: Work, values: list[Any], plan: Plan
    ) -> tuple[Stored | None, Fault | None]:
        """The stored row that this one is; or the fault that its key came before in the file.

        Several stored rows with one key (equal sums of one day, entered in the program) are met
        one after the other.
        """
        key = self.key(values)
        twins = plan.known.get(work.case_id, {}).get(key, ())
        before = plan.claimed.get((work.number, key), ())
        if len(before) < len(twins):
            return twins[len(before)], None
        return None, self.twice(before[0]) if before else None

    def twice(self, first: int) -> Fault:
        """The fault of a key that the file has already had (ruling 31)."""
        sentence = _("与本表第 %d 行重复，只收第一行；如确有两项，请在系统中登记。") % first
        return self.key_column, sentence

    def _count(
        self, batch: Batch, work: Work, number: int, twin: Stored | None, values: list[Any],
        plan: Plan,
    ) -> None:  # fmt: skip
        self.claim(work, number, twin, values, plan)
        for warning in self.warnings(values):
            batch.warn(work, self.name, number, warning)
        counts = batch.outcome.of(self.name)
        if twin is None:
            counts.created += 1
            batch.note(work, self.name, "created")
            plan.fresh.append((work, values))
            self.accept(work, values)
        elif twin.values != values:
            counts.updated += 1
            batch.note(work, self.name, "updated")
            plan.changed.append((work, twin.pk, values))
        else:
            counts.unchanged += 1

    def claim(
        self, work: Work, number: int, twin: Stored | None, values: list[Any], plan: Plan
    ) -> None:
        """Remember that this row stands for its key from now on."""
        plan.claimed.setdefault((work.number, self.key(values)), []).append(number)

    @property
    def _blanks(self) -> list[Any]:
        return [each.blank for each in self.fields[1:]]

    # The way out -------------------------------------------------------------------------------
    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        """Rows of some cases, given as (id, number) in order of the workbook."""
        raise NotImplementedError


def _absent(work: Work) -> str:
    if work.refusal:
        return work.refusal
    if work.rows.get("案件"):
        return _("案件 %s 的案件行未收，它的各行也未收；请先改正案件行。") % work.number
    return _("案件 %s 不在台账的案件表中，也不在系统中。") % work.number

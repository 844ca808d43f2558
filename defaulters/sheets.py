"""失信 of the ledger: entries of the register as plain rows, one per case and debtor."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import PartyRole
from cases.models import Party
from cases.sheets import readers
from cases.sheets.batch import Batch, Work
from cases.sheets.dated import CASE_NUMBER
from cases.sheets.parties import KIND, NAME, NUMBER, ROLE, name_key, stored_parties
from cases.sheets.rows import Fault, Plan, RowSheet, Stored
from defaulters.enums import Ground
from defaulters.models import Entry
from defaulters.rules import is_minor, term_end
from enforcement.kernel import bulk, sheets
from enforcement.kernel.identity.kinds import read
from enforcement.kernel.names import normalize_name
from enforcement.kernel.sheets import Field
from enforcement.kernel.tabular.headers import Column
from enforcement.kernel.tabular.values import Kind, Row

DEBTOR, GROUND, DECIDED, PUBLISHED, EXPIRES, REMOVED, REMOVAL_GROUND = range(7)


@dataclass(slots=True, eq=False)
class Debtor:
    """A 被执行人 of a case: stored, or the place of a new one among the batch's new parties."""

    values: list[Any]
    pk: int = 0
    fresh: int = -1

    @property
    def born(self) -> date | None:
        """Birth date from the number, when it holds one."""
        number = self.values[NUMBER]
        return read(number.clear)[1] if number else None


class Defaulters(RowSheet):
    """失信."""

    name, alias, order = "失信", "defaulters", 80
    model = Entry
    key_column = "被执行人"
    columns = (
        "ground", "decided_on", "published_on", "expires_on", "removed_on", "removal_ground",
    )  # fmt: skip
    fields = (
        CASE_NUMBER,
        Field(Column("被执行人", "debtor", True), readers.text(120)),
        Field(Column("失信情形", "ground", True, Kind.INTEGER), readers.whole(1, max(Ground))),
        Field(Column("决定日期", "decided_on", True, Kind.DATE), readers.day()),
        Field(Column("公布日期", "published_on", True, Kind.DATE), readers.day()),
        Field(
            Column("期限至", "expires_on", False, Kind.DATE),
            readers.day(future_ok=True, years_ahead=readers.SEAL_AND_TERM_YEARS_AHEAD),
        ),
        Field(Column("删除日期", "removed_on", False, Kind.DATE), readers.day()),
        Field(Column("删除事由", "removal_ground"), readers.text(200), blank=""),
    )

    def plan(self, batch: Batch) -> None:
        """As every sheet, once it is known who the debtors of the batch are."""
        if batch.run.has(self.name):
            batch.planned["debtors"] = _debtors(batch)
        super().plan(batch)

    def new_plan(self, batch: Batch) -> Plan:
        """A plan that knows the debtors."""
        plan = super().new_plan(batch)
        plan.debtors = batch.planned["debtors"]
        return plan

    def key(self, values: Sequence[Any]) -> Hashable:
        """The debtor, once matched; the case is known."""
        debtor = values[DEBTOR]
        return debtor if isinstance(debtor, str) else debtor.pk or -1 - debtor.fresh

    def match(
        self, work: Work, key: Hashable, values: list[Any], plan: Plan
    ) -> tuple[Stored | None, Fault | None]:
        """Find the debtor by normalised name among the 被执行人 of the case (ruling 43)."""
        named = _of_name(values[DEBTOR], plan.debtors.get(work.number, ()))
        if not named:
            return None, (
                "被执行人",
                _("“%s”不是本案的被执行人，请核对姓名或先补当事人。") % values[DEBTOR],
            )
        if len(named) > 1:
            known = plan.known.get(work.case_id, {})
            listed = [d for d in named if d.pk in known and (work.number, d.pk) not in plan.claimed]
            if not listed:
                return None, (
                    "被执行人",
                    _("本案有 %d 名被执行人同名，无法确定是哪一位，请在系统中登记。") % len(named),
                )
            named = listed
        values[DEBTOR] = named[0]
        return super().match(work, self.key(values), values, plan)

    def claim(
        self,
        work: Work,
        key: Hashable,
        taken: tuple[int, Stored | None],
        values: list[Any],
        plan: Plan,
    ) -> None:
        super().claim(work, self.key(values), taken, values, plan)

    def settle(self, work: Work, values: list[Any]) -> None:
        if values[EXPIRES] is None:
            values[EXPIRES] = term_end(values[GROUND], values[PUBLISHED])

    def check(self, work: Work, values: Sequence[Any]) -> list[Fault]:
        """Dates in order, no minor, no listing behind the program's back (rulings 42, 43)."""
        decided, published, removed = values[DECIDED], values[PUBLISHED], values[REMOVED]
        faults = []
        if published < decided:
            sentence = _("公布日期 %(published)s 早于决定日期 %(decided)s。")
            faults.append(("公布日期", sentence % {"published": published, "decided": decided}))
        if removed is not None and removed < published:
            sentence = _("删除日期 %(removed)s 早于公布日期 %(published)s。")
            faults.append(("删除日期", sentence % {"removed": removed, "published": published}))
        if is_minor(values[DEBTOR].born, decided):
            sentence = _(
                "被执行人在决定日期未满 18 周岁，不得纳入失信名单（法释〔2017〕7号第四条）。"
            )
            faults.append(("被执行人", sentence))
        if work.is_live and self._lists(work, values):
            sentence = _("案件 %s 已在系统中办理，台账不能纳入失信，请在该案页面办理。")
            faults.append(("被执行人", sentence % work.number))
        return faults

    def _lists(self, work: Work, values: Sequence[Any]) -> bool:
        """Whether the row makes an entry, or takes the removal of one back."""
        entry = work.entries.get(values[DEBTOR].pk) if values[DEBTOR].pk else None
        return entry is None or (entry[REMOVED] is not None and values[REMOVED] is None)

    def known(self, batch: Batch) -> Iterator[tuple[int, Stored]]:
        works = {work.case_id: work for work in batch.works if work.stored}
        debtors = {
            debtor.pk: debtor for of_case in batch.planned["debtors"].values() for debtor in of_case
        }
        rows = Entry.objects.filter(case_id__in=batch.stored_ids).order_by("pk")
        for case_id, pk, debtor, *values in rows.values_list(
            "case_id", "pk", "debtor_id", *self.columns
        ):
            if debtor in debtors:
                works[case_id].entries[debtor] = [debtors[debtor], *values]
                yield case_id, Stored(pk, [debtors[debtor], *values])

    def stored(self, values: Sequence[Any], batch: Batch) -> tuple[Any, ...]:
        return tuple(values[GROUND:])

    def write(self, batch: Batch) -> None:
        """As every sheet; the debtor never changes, it is the key."""
        plan: Plan | None = batch.planned.get(self.name)
        if plan is None:
            return
        parties: Plan | None = batch.planned.get("当事人")
        new_ids = parties.fresh_ids if parties else []
        rows = []
        for work, values in plan.fresh:
            debtor = values[DEBTOR]
            pk = debtor.pk or new_ids[debtor.fresh]
            rows.append((work.case_id, work.parsed.court_code, pk, *self.stored(values, batch)))
        bulk.insert(Entry, ("case", "court", "debtor", *self.columns), rows, self.birth(batch))
        changed = [(pk, *self.stored(values, batch)) for _work, pk, values in plan.changed]
        bulk.update(Entry, self.columns, changed)

    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        numbers = dict(chosen)
        rows = Entry.objects.filter(case_id__in=numbers).order_by("case_id", "pk")
        for case_id, *values in rows.values_list("case_id", "debtor__name", *self.columns):
            yield [numbers[case_id], *values]


def _debtors(batch: Batch) -> dict[str, list[Debtor]]:
    """The 被执行人 of every case of the batch, as they will stand after this file."""
    found: dict[str, list[Debtor]] = {}
    parties: Plan | None = batch.planned.get("当事人")
    changed = {pk: values for _work, pk, values in parties.changed} if parties else {}
    numbers = {work.case_id: work.number for work in batch.works if work.stored}
    rows = Party.objects.filter(case_id__in=list(numbers), role=PartyRole.DEBTOR).order_by("pk")
    for case_id, stored in stored_parties(rows):
        debtor = Debtor(changed.get(stored.pk, stored.values), pk=stored.pk)
        found.setdefault(numbers[case_id], []).append(debtor)
    for place, (work, values) in enumerate(parties.fresh if parties else ()):
        if values[ROLE] == PartyRole.DEBTOR:
            found.setdefault(work.number, []).append(Debtor(values, fresh=place))
    return found


def _of_name(name: str, debtors: Sequence[Debtor]) -> list[Debtor]:
    keys = {normalize_name(name), normalize_name(name, unit=True)}
    return [d for d in debtors if name_key(d.values[NAME], d.values[KIND]) in keys]


def register() -> None:
    """Offer the sheet; its rows go in with their case."""
    sheets.register(Defaulters())

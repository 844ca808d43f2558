"""当事人: parties with their numbers, found again by role, name and number (ruling 30)."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.enums import Household, PartyKind, PartyRole
from cases.models import Party
from cases.sheets import readers
from cases.sheets.batch import Batch, Work
from cases.sheets.dated import CASE_NUMBER
from cases.sheets.rows import Fault, Plan, RowSheet, Seat, Stored
from cases.sheets.secrets import IdentityNumber, Secret, Telephone
from enforcement.kernel import bulk
from enforcement.kernel.identity.importing import judge_for_import, warning_of_accepted
from enforcement.kernel.names import normalize_name
from enforcement.kernel.sheets import MISSING, Field, Import, Rows
from enforcement.kernel.tabular.cells import CellError, read_text
from enforcement.kernel.tabular.headers import Column
from enforcement.kernel.tabular.values import Cell, Kind, Row
from enforcement.kernel.telephones import normalize_telephone

ROLE, NAME, KIND, NUMBER, PHONE, ADDRESS, REPRESENTATIVE, HOUSEHOLD = range(8)
NUMBER_COLUMNS = (
    "number_cipher", "number_masked", "number_digest", "number_first6", "number_first10",
    "number_last4", "number_birth",
)  # fmt: skip
PHONE_COLUMNS = ("phone_cipher", "phone_masked", "phone_digest", "phone_last4")


def read_number(cell: Cell, today: date) -> IdentityNumber | None:
    """An identity number of any kind; the number decides its kind (ruling 39)."""
    text = read_text(cell, folded=True, max_length=60)
    if text is None:
        return None
    number, refused, warning = judge_for_import(text, today)
    if refused is not None:
        raise CellError(str(refused))
    return IdentityNumber(number, warning=warning) if number else None


def read_phone(cell: Cell, _today: date) -> Telephone | None:
    """A telephone number in any spelling; text without a digit is none."""
    text = read_text(cell, folded=True, max_length=40)
    number = normalize_telephone(text) if text else ""
    return Telephone(number) if number else None


class Parties(RowSheet):
    """当事人."""

    name, alias, order = "当事人", "parties", 20
    model = Party
    key_column = "名称"
    repeats = True
    columns = (
        "role", "name", "kind", *NUMBER_COLUMNS, *PHONE_COLUMNS, "address",
        "legal_representative", "household", "name_key",
    )  # fmt: skip
    fields = (
        CASE_NUMBER,
        Field(Column("诉讼地位", "role", True, Kind.CHOICE), readers.words(*PartyRole.values)),
        Field(Column("名称", "name", True), readers.text(120)),
        Field(Column("类型", "kind", True, Kind.CHOICE), readers.words(*PartyKind.values)),
        Field(Column("证件号码", "id_number"), read_number, is_private=True),
        Field(Column("电话", "phone"), read_phone, is_private=True),
        Field(Column("地址", "address"), readers.text(200), blank=""),
        Field(Column("法定代表人", "legal_representative"), readers.text(60), blank=""),
        Field(
            Column("户籍性质", "household", False, Kind.CHOICE),
            readers.words(*Household.values),
            blank="",
        ),
    )

    def key(self, values: Sequence[Any]) -> Hashable:
        """Role and normalised name; the number is looked at in `match`."""
        return values[ROLE], name_key(values[NAME], values[KIND])

    def match(
        self, work: Work, key: Hashable, values: list[Any], plan: Plan
    ) -> tuple[Stored | None, Fault | None]:
        """The party that a row stands for: by number, else the one of that name that may be it."""
        seats = plan.seats.get((work.number, key), [])
        known = plan.known.get(work.case_id)
        if not seats and not known:
            return None, None
        taken = {seat.pk for seat in seats}
        free = [s for s in (known or {}).get(key, ()) if s.pk not in taken]
        number = values[NUMBER]
        if number is MISSING:
            return _first(self, free, seats)
        return _by_number(self, number, free, seats, values)

    def claim(
        self,
        work: Work,
        key: Hashable,
        taken: tuple[int, Stored | None],
        values: list[Any],
        plan: Plan,
    ) -> None:
        number, twin = taken
        seat = Seat(values[NUMBER], twin.pk if twin else None, number)
        plan.seats.setdefault((work.number, key), []).append(seat)

    def repeated(self, rows: Rows, run: Import) -> Iterator[tuple[int, str, Promise]]:
        """Warnings that rows give whatever is stored: said again for rows not read again."""
        place = run.positions[self.name].get("证件号码")
        if place is None:
            return
        for number, cells in rows:
            warning = _warning(cells[place], run.today)
            if warning is not None:
                yield number, "证件号码", warning

    def warnings(self, values: Sequence[Any]) -> Iterable[tuple[str, Promise]]:
        number = values[NUMBER]
        if number is None or number.warning is None:
            return ()
        return [("证件号码", number.warning)]

    def known(self, batch: Batch) -> Iterator[tuple[int, Stored]]:
        rows = Party.objects.filter(case_id__in=batch.stored_ids).order_by("pk")
        yield from stored_parties(rows)

    def stored(self, values: Sequence[Any], batch: Batch) -> tuple[Any, ...]:
        number, phone = values[NUMBER], values[PHONE]
        return (
            *values[:NUMBER],
            *(number.columns if number else IdentityNumber.BLANK),
            *(phone.columns if phone else Telephone.BLANK),
            *values[ADDRESS:],
            name_key(values[NAME], values[KIND]),
        )

    def write(self, batch: Batch) -> None:
        """As every sheet, with ids taken beforehand: entries of the register point to parties."""
        plan: Plan | None = batch.planned.get(self.name)
        if plan is None:
            return
        written = [*(row[-1] for row in plan.fresh), *(row[-1] for row in plan.changed)]
        for place in (NUMBER, PHONE):
            Secret.seal_all(values[place] for values in written)
        plan.fresh_ids = bulk.allocate_ids(Party, len(plan.fresh))
        rows = [
            (pk, work.case_id, *self.stored(values, batch))
            for pk, (work, values) in zip(plan.fresh_ids, plan.fresh, strict=True)
        ]
        bulk.insert(Party, ("id", "case", *self.columns), rows)
        changed = [(pk, *self.stored(values, batch)) for _work, pk, values in plan.changed]
        bulk.update(Party, self.columns, changed)

    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        numbers = dict(chosen)
        rows = Party.objects.filter(case_id__in=numbers).order_by("case_id", "pk")
        for case_id, stored in stored_parties(rows):
            values = stored.values.copy()
            for place in (NUMBER, PHONE):
                secret = values[place]
                values[place] = secret.clear if secret is not None and reveal else None
            yield [numbers[case_id], *values]


@lru_cache(maxsize=32_768)
def name_key(name: str, kind: str) -> str:
    """The form in which a party's name is compared."""
    return normalize_name(name, unit=kind != PartyKind.PERSON)


def stored_parties(rows: Any) -> Iterator[tuple[int, Stored]]:
    """Parties of a query with their case, as rows of the sheet."""
    columns = (
        "case_id", "pk", "role", "name", "kind", "address", "legal_representative", "household",
        *NUMBER_COLUMNS, *PHONE_COLUMNS,
    )  # fmt: skip
    for row in rows.values_list(*columns).iterator():
        case_id, pk, role, name, kind, address, representative, household = row[:8]
        number, phone = row[8:15], row[15:]
        yield case_id, Stored(
            pk,
            [
                role, name, kind,
                IdentityNumber(columns=number) if number[0] else None,
                Telephone(columns=phone) if phone[0] else None,
                address, representative, household,
            ],
        )  # fmt: skip


def _warning(cell: Cell, today: date) -> Promise | None:
    """The warning of a number that was accepted before."""
    text = cell if type(cell) is str else read_text(cell, folded=True)
    return warning_of_accepted(text, today) if text else None


def _digest(number: IdentityNumber | None) -> int | None:
    return None if number is None else number.digest


def _first(
    sheet: Parties, free: list[Stored], seats: list[Seat]
) -> tuple[Stored | None, Fault | None]:
    """Without the column 证件号码 parties of one name are met in their order."""
    if free:
        return free[0], None
    return None, sheet.twice(seats[0].row) if seats else None


def _by_number(
    sheet: Parties, number: IdentityNumber | None, free: list[Stored], seats: list[Seat],
    values: list[Any],
) -> tuple[Stored | None, Fault | None]:  # fmt: skip
    digest = _digest(number)
    same = next((seat for seat in seats if _digest(seat.secret) == digest), None)
    if same is not None:
        return None, sheet.twice(same.row)
    equal = next((s for s in free if _digest(s.values[NUMBER]) == digest), None)
    if equal is not None:
        return equal, None
    if digest is not None:
        # The number fills the one party of that name that has none.
        without = [s for s in free if s.values[NUMBER] is None]
        nameless = next((seat for seat in seats if seat.secret is None), None)
    else:
        # A row without a number means the party of that name, whose number stays.
        without, nameless = free, seats[0] if seats else None
        values[NUMBER] = MISSING if len(free) == 1 else None
    if len(without) > 1:
        sentence = _("本案有 %d 名同名当事人，请填写证件号码以便区分。") % len(without)
        return None, ("证件号码", sentence)
    if without:
        return without[0], None
    return None, sheet.twice(nameless.row) if nameless else None

"""Rows of the ledger workbook (formats.md) as the demonstration makes them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class PartyRow(NamedTuple):
    """A row of 当事人."""

    role: str
    name: str
    kind: str
    number: str = ""
    phone: str = ""
    address: str = ""
    representative: str = ""
    household: str = ""


class LimitRow(NamedTuple):
    """A row of 期限事项."""

    kind: str
    from_on: date
    to_on: date | None
    months: int | None = None


class ReceiptRow(NamedTuple):
    """A row of 案款."""

    received_on: date
    amount: Decimal
    paid_on: date | None = None
    paid_amount: Decimal | None = None
    deferred_until: date | None = None


class EntryRow(NamedTuple):
    """A row of 进展; `at` is on the clock of Asia/Shanghai, without a zone as in a sheet."""

    at: datetime
    text: str
    node: str
    by: str


class SealRow(NamedTuple):
    """A row of 查封."""

    asset: str
    kind: str
    from_on: date
    to_on: date


class ListingRow(NamedTuple):
    """A row of 失信. The term is left to the rule."""

    debtor: PartyRow
    ground: int
    decided_on: date
    published_on: date
    removed_on: date | None
    removal_ground: str


class PetitionRow(NamedTuple):
    """A row of 信访."""

    number: str
    court: str
    received_on: date
    petitioner: str
    people: int
    case_number: str
    source: str
    demand: str
    supervised: bool
    done_on: date | None
    resolved: bool | None
    struck_on: date | None
    problems: int
    revisited_on: date | None
    satisfied: bool | None


@dataclass(slots=True)
class CaseFile:
    """A row of 案件 with its rows on the other sheets."""

    court: str
    type_word: str
    year: int
    serial: int
    filed_on: date
    officer: str = ""
    team: str = ""
    cause: str = ""
    basis_number: str = ""
    claim: Decimal = Decimal(0)
    has_property: bool | None = None
    given_limit_end: date | None = None
    closed_on: date | None = None
    close_mode: str = ""
    opening_recovered: Decimal = Decimal(0)
    zhongben_ok: bool | None = None
    parties: list[PartyRow] = field(default_factory=list)
    limit_rows: list[LimitRow] = field(default_factory=list)
    receipts: list[ReceiptRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    seals: list[SealRow] = field(default_factory=list)
    listings: list[ListingRow] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The canonical case number."""
        return f"（{self.year}）{self.court}{self.type_word}{self.serial}号"

    @property
    def debtors(self) -> list[PartyRow]:
        """Parties who have to perform."""
        return [party for party in self.parties if party.role == "被执行人"]


class Batch(NamedTuple):
    """Cases in the order of filing, and petitions whose cases are in this batch or before it."""

    cases: list[CaseFile]
    petitions: list[PetitionRow]

"""A batch of cases on its way in: what the file says, what is stored, what is to be written."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cases.numbers import ParsedNumber
from cases.rules.derived import LimitRow
from cases.rules.in_force import Terms
from enforcement.kernel.sheets import Import, Outcome, Rows
from enforcement.kernel.tabular.values import Row


@dataclass(slots=True)
class Work:
    """One case of the batch.

    `stored` is its row in the database (None: not there). `values` are those of its accepted
    案件 row, by field name. A work that is neither stored nor accepted takes no rows.
    """

    number: str
    parsed: ParsedNumber
    rows: dict[str, Rows]
    stored: Any = None
    values: dict[str, Any] | None = None
    row: int = 0  # number of that row in the spreadsheet
    case_id: int = 0
    refusal: str = ""  # why it takes nothing, though its number is well formed
    fingerprint: bytes | None = None
    is_clean: bool = True  # no error, and no warning that depends on what is stored
    changes: dict[str, Any] = field(default_factory=dict)  # for the audit event
    # For the derived values of a new case: filled by the sheets that have such rows.
    limit_rows: list[LimitRow] = field(default_factory=list)
    done: dict[str, date] = field(default_factory=dict)
    received: Decimal = Decimal("0.00")
    entries: dict[int, list[Any]] = field(default_factory=dict)  # debtor → stored entry of 失信

    @property
    def is_new(self) -> bool:
        """Comes into being with this import."""
        return self.stored is None and self.values is not None

    @property
    def is_live(self) -> bool:
        """Something was done to it in the program (ownership.md: no back door)."""
        return self.stored is not None and self.stored.live_since is not None

    @property
    def is_there(self) -> bool:
        """Takes rows: stored, or accepted with this file."""
        return self.stored is not None or self.values is not None


@dataclass
class Batch:
    """Works in the order of their numbers, and where sheets leave word for each other."""

    run: Import
    works: list[Work]
    outcome: Outcome
    now: datetime
    terms: Terms
    planned: dict[str, Any] = field(default_factory=dict)  # name of a sheet → its plan
    dues: dict[tuple[date, date | None], date] = field(default_factory=dict)  # of payouts, by days

    @property
    def stored_ids(self) -> list[int]:
        """Ids of the cases that were there before."""
        return [work.stored.pk for work in self.works if work.stored is not None]

    def reject(self, work: Work, sheet: str, row: tuple[int, Row]) -> None:
        """Keep a row out; its cells have had their errors."""
        work.is_clean = False
        self.outcome.reject(sheet, *row)

    def warn(self, work: Work, sheet: str, row: int, fault: tuple[str, str]) -> None:
        """A warning that depends on what is stored: the rows are read again next time."""
        work.is_clean = False
        self.outcome.warn(sheet, row, *fault)

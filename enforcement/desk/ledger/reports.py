"""What an import has to say: while it runs, and when it is over."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from enforcement.kernel import sheets
from enforcement.kernel.sheets import Counts, Outcome
from enforcement.kernel.tabular.values import Row

Figures = dict[str, dict[str, int]]  # sheet → what became of its rows


@dataclass(frozen=True)
class Progress:
    """How far an import is, in a form that a job keeps: rows, the last key in by group, figures."""

    done: int = 0
    total: int = 0
    after: dict[str, str] = field(default_factory=dict)
    counts: Figures = field(default_factory=dict)
    event: int | None = None

    def moved(self, rows: int, group: str, key: str) -> "Progress":
        """After a batch that ends with this key."""
        return replace(self, done=self.done + rows, after={**self.after, group: key})

    def as_state(self) -> dict[str, Any]:
        """The part that a job keeps to go on from."""
        return {"after": self.after, "counts": self.counts, "event": self.event}

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> "Progress | None":
        """Where a stopped job goes on; None when it had committed nothing."""
        if not state.get("after"):
            return None
        return cls(after=state["after"], counts=state["counts"], event=state.get("event"))


@dataclass
class Report:
    """What became of a file. `headers` are those of the file, for the rejects workbook."""

    outcome: Outcome
    headers: dict[str, Row] = field(default_factory=dict)
    positions: dict[str, dict[str, int]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The object of design 8 and contract 4."""
        return {
            "sheets": self.figures(),
            "errors": [fault._asdict() for fault in self.outcome.errors],
            "warnings": [fault._asdict() for fault in self.outcome.warnings],
        }

    def figures(self) -> Figures:
        """Counts of the sheets that the file has, in the order of the workbook."""
        names = (sheet.name for sheet in sheets.all_sheets())
        return {name: self.outcome.of(name).as_json() for name in names if name in self.positions}

    @property
    def has_rejects(self) -> bool:
        """Whether some rows stayed out (exit 3)."""
        return any(counts.rejected for counts in self.outcome.counts.values())

    def counts_with(self, batch: Outcome) -> Figures:
        """The figures so far and those of a batch, nothing changed yet."""
        total = {name: Counts(**asdict(counts)) for name, counts in self.outcome.counts.items()}
        for name, counts in batch.counts.items():
            total.setdefault(name, Counts()).add(counts)
        return {name: counts.as_json() for name, counts in total.items()}

    def keep_counts(self, figures: Figures) -> None:
        """Figures of an import that was stopped take the place of those of looking again."""
        self.outcome.counts = {name: Counts(**counts) for name, counts in figures.items()}

    def sort(self) -> None:
        """Sentences in the order of the workbook, whatever the order of the work."""
        order = {sheet.name: place for place, sheet in enumerate(sheets.all_sheets())}
        for faults in (self.outcome.errors, self.outcome.warnings):
            faults.sort(key=lambda fault: (order.get(fault.sheet, -1), fault.row))

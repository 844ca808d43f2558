"""How much is measured: everything for figures, next to nothing to see that it runs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Samples of each figure, and sizes of what has a fixed one."""

    rounds: int
    ledger_cases: int
    sheet_rows: int
    peer_rows: int
    write_cases: int
    writers_s: float
    events: int


FULL = Effort(5, 20_000, 20_000, 2_000, 20_000, 1.2, 50_000)
QUICK = Effort(1, 200, 100, 50, 2_000, 0.2, 1_000)

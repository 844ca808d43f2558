"""What an indicator is: data that aggregation, drill-down and verification all read.

Conditions and amounts are SQL over the columns of one fact relation (performance.evidence). They
compare stored results and restate no rule of law. `{start}`, `{end}`, `{year_ago}` and
`{late_nodes}` are filled in by `Rendering`.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise

from cases.rules.node_table import CLOSE
from performance.enums import Group, Source, Unit, Window

BOTH = (Window.YTD, Window.WEEK)


@dataclass(frozen=True)
class Part:
    """A numerator or denominator: rows of one kind of record, counted or summed up."""

    source: Source
    where: str
    amount: str = "1"
    unit: Unit = Unit.COUNT


@dataclass(frozen=True)
class Reason:
    """Why a row is not counted. The first whose condition holds; the last has none."""

    code: str
    label: Promise
    where: str = "TRUE"


class Sorting(NamedTuple):
    """What a list of rows is ordered by, largest first, the head of that column, and the days
    that explain it."""

    expression: str
    label: Promise
    days: tuple[str, ...]


@dataclass(frozen=True)
class Indicator:
    """One line of the ranking table.

    `universe`: the rows of the numerator's kind that its three lists share out: counted in the
    numerator, only in the denominator (`missed` says why), in neither (`left_out` says why).
    `base`: the indicator whose denominator is held against the minimum base, where its own is
    an amount of money (ruling 6). `full_name`: where `name` is shortened for the table head.
    `source`: where the formula comes from.
    """

    code: str
    name: Promise
    formula: Promise
    group: Group
    numerator: Part
    denominator: Part | None
    universe: str
    sorting: Sorting
    missed: tuple[Reason, ...] = ()
    left_out: tuple[Reason, ...] = ()
    windows: tuple[Window, ...] = BOTH
    high_is_better: bool = True
    is_percent: bool = True
    unit_name: Promise | str = ""
    full_name: Promise | str = ""
    base: str = ""
    source: str = ""

    @property
    def is_count(self) -> bool:
        """受理, 结案, 未结: no denominator, no rank (ruling 5)."""
        return self.denominator is None

    @property
    def title(self) -> Promise | str:
        """The whole name."""
        return self.full_name or self.name

    @property
    def own_window(self) -> Window:
        """The window in which it can be behind (ruling 10)."""
        return self.windows[0]


@dataclass(frozen=True)
class Rendering:
    """Fills the days of a window and the key nodes into an SQL text.

    Days stay parameters of the statement, named as in `windows.Bounds`.
    """

    window: Window
    key_nodes: tuple[str, ...]

    def __call__(self, text: str) -> str:
        return text.format(
            start=f"%({self.window.value})s",
            end="%(end)s",
            year_ago="%(year_ago)s",
            late_nodes=self._late_nodes() if "{late_nodes}" in text else "",
            late_names=self._late_names() if "{late_names}" in text else "",
        )

    def _late_nodes(self) -> str:
        """How many key nodes are overdue on the Sunday or were done late in the window. Ruling 12.

        Overdue only while the case is open; a node counts once.
        """
        counted = [f"CASE WHEN {late} THEN 1 ELSE 0 END" for late, _name in self._stored()]
        terms = [f"CASE WHEN late_due IS NULL THEN 0 ELSE {' + '.join(counted) or '0'} END"]
        if CLOSE in self.key_nodes:
            terms.append(f"CASE WHEN {self._closing()} THEN 1 ELSE 0 END")
        return f"({' + '.join(terms)})"

    def _late_names(self) -> str:
        """Their names."""
        names = [f"CASE WHEN {late} THEN {name} END" for late, name in self._stored()]
        if CLOSE in self.key_nodes:
            names.append(f"CASE WHEN {self._closing()} THEN '{CLOSE}' END")
        return f"array_remove(ARRAY[{', '.join(names)}]::text[], NULL)"

    def _stored(self) -> list[tuple[str, str]]:
        """Conditions and names of the nodes that are kept with a case."""
        places = range(1, sum(node != CLOSE for node in self.key_nodes) + 1)
        return [
            (self._late(f"late_due[{n}]", f"late_done[{n}]"), f"late_nodes[{n}]") for n in places
        ]

    def _closing(self) -> str:
        return self._late("limit_end", "closed_on")

    def _late(self, due: str, done: str) -> str:
        return _LATE.format(due=due, done=done, start=f"%({self.window.value})s")


_LATE = (
    "{done} > {due} AND {done} BETWEEN {start} AND %(end)s"
    " OR {due} <= %(end)s AND ({done} IS NULL OR {done} > %(end)s)"
    " AND (closed_on IS NULL OR closed_on > %(end)s)"
)

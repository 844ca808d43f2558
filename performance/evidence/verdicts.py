"""What a recheck of a frozen week finds: first the seal, then the facts behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from performance.enums import Scope
from performance.evidence import counting
from performance.evidence.comparing import Difference, differences
from performance.evidence.takings import Taking
from performance.indicators import Bounds
from performance.models import Snapshot
from performance.parameters import Parameters
from performance.rules import sealing
from performance.rules.figures import FigureRow, Number

KEYS = ("case_number", "indicator", "window", "was", "now", "reason")


@dataclass(frozen=True)
class Verdict:
    """Whether the week still says the same; if not, what differs."""

    snapshot: Snapshot
    seal_holds: bool
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """The seal holds and no fact counts differently."""
        return self.seal_holds and not self.differences

    def as_json(self) -> dict[str, Any]:
        """The object that `verify_snapshot --json` prints (ruling 27)."""
        return {
            "week_ending": self.snapshot.week_ending.isoformat(),
            "court": self.snapshot.district_id,
            "version": self.snapshot.version,
            "seal": self.snapshot.seal,
            "same": self.same,
            "differences": [dict(zip(KEYS, each, strict=False)) for each in self.differences],
        }


def stored_figures(snapshot: Snapshot) -> list[FigureRow]:
    """The figures of a snapshot as they are in the database now."""
    rows = snapshot.figures.values_list(*FigureRow._fields[:1], "court_id", *FigureRow._fields[2:])
    return [FigureRow(*row) for row in rows]


def taking_of(snapshot: Snapshot, figures: list[FigureRow]) -> Taking:
    """The taking that made the snapshot: its courts and parameters, not today's."""
    courts = {row.court: None for row in figures if row.scope == Scope.COURT}
    return Taking(
        snapshot.district_id,
        tuple(courts),
        Bounds.of(snapshot.week_ending),
        Parameters.of(snapshot.parameters),
    )


def judge(snapshot: Snapshot) -> Verdict:
    """Recompute seal, figures and facts of a snapshot; writes nothing.

    Undated facts are taken as they are now: a changed claim is a difference (ownership.md).
    """
    stored = stored_figures(snapshot)
    taking = taking_of(snapshot, stored)
    title = sealing.Titled(snapshot.district_id, snapshot.week_ending, snapshot.version)
    sealed = sealing.seal(title, stored)
    holds = sealed == snapshot.seal
    found = list(_altered(stored, counting.count(taking, snapshot.pk), holds))
    if not holds and not found:
        found.append(Difference(None, "", "", snapshot.seal, sealed, _("封印与库里的数字不符")))
    found += differences(taking, snapshot.pk)
    return Verdict(snapshot, holds, tuple(found))


def _altered(
    stored: list[FigureRow], counted: list[FigureRow], holds: bool
) -> Iterator[Difference]:
    """Figures that the kept facts do not give: altered behind the program's back."""
    reason = _("依据被改动，与数字不符") if holds else _("封印已破：库里的数字被改动")
    given = {row[:4]: row for row in counted}
    for row in sorted(stored):
        expected = given.pop(row[:4], None)
        if expected is None or row[4:] != expected[4:]:
            now = _text(expected) if expected else "—"
            yield Difference(None, row.indicator, row.window, _text(row), now, reason, row.court)
    for row in given.values():
        where = (row.indicator, row.window)
        yield Difference(None, *where, "—", _text(row), reason, row.court)


def _text(row: FigureRow) -> str:
    """`赣0302 22/31`; an altered figure may be anything, so it is written as it stands."""
    parts = (row.numerator, row.denominator)
    return f"{row.court} " + "/".join(_number(each) for each in parts if each is not None)


def _number(value: Number) -> str:
    return str(int(value)) if value == int(value) else f"{value:.2f}"

"""What bars a closing, at the edges. Rules CAS-71 to CAS-73."""

from datetime import date

import pytest

from cases.enums import CaseType, CloseMode
from cases.rules.closing import MODES, ClosingFacts, Obstacle, obstacles

FILED = date(2026, 5, 31)


@pytest.mark.parametrize(
    ("mode", "closed_on", "stopped", "seals", "found", "why"),
    [
        (CloseMode.COMPLETED, date(2026, 6, 1), False, [], [], "performed at once"),
        (CloseMode.COMPLETED, date(2026, 6, 1), True, [], [Obstacle.STOPPED], "suspended"),
        (CloseMode.ZHONGBEN, date(2026, 8, 31), False, [], [Obstacle.TOO_EARLY], "on the day"),
        (CloseMode.ZHONGBEN, date(2026, 9, 1), False, [], [], "the day after three months"),
        (CloseMode.TERMINATED, date(2026, 6, 1), False, [], [], "no three months for others"),
        (
            CloseMode.COMPLETED, date(2026, 6, 1), False, [date(2026, 7, 1)],
            [Obstacle.SEAL_LAPSES], "lapses in 30 days",
        ),
        (CloseMode.COMPLETED, date(2026, 6, 1), False, [date(2026, 7, 2)], [], "in 31 days"),
        (
            CloseMode.COMPLETED, date(2026, 6, 1), False, [date(2026, 6, 1)],
            [Obstacle.SEAL_LAPSES], "lapses on the day",
        ),
        (CloseMode.COMPLETED, date(2026, 6, 1), False, [date(2026, 5, 31)], [], "lapsed already"),
        (
            CloseMode.ZHONGBEN, date(2026, 6, 1), True, [date(2026, 6, 20)],
            [Obstacle.STOPPED, Obstacle.TOO_EARLY, Obstacle.SEAL_LAPSES], "everything at once",
        ),
    ],
)  # fmt: skip
def test_obstacles(mode, closed_on, stopped, seals, found, why):
    assert obstacles(mode, ClosingFacts(FILED, closed_on, stopped, seals)) == found, why


def test_obstacles__three_months_end_on_the_last_day_of_a_short_month():
    filed = date(2025, 11, 30)

    early = obstacles(CloseMode.ZHONGBEN, ClosingFacts(filed, date(2026, 2, 28), False))
    later = obstacles(CloseMode.ZHONGBEN, ClosingFacts(filed, date(2026, 3, 1), False))

    assert (early, later) == ([Obstacle.TOO_EARLY], [])


def test_modes__every_type_has_its_own():
    assert set(MODES) == set(CaseType.values)
    assert CloseMode.ZHONGBEN not in MODES[CaseType.PRESERVATION]
    assert CloseMode.PRESERVED not in MODES[CaseType.FIRST]
    assert CloseMode.WITHDRAWAL_ALLOWED in MODES[CaseType.OBJECTION]

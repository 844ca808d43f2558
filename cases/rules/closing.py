"""Closing a case: which modes its type has, and what bars a closing today. Rules CAS-71 to CAS-73."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from cases.enums import CaseType, CloseMode
from enforcement.kernel.months import add_months

ENFORCED = (
    CloseMode.COMPLETED,
    CloseMode.ZHONGBEN,
    CloseMode.TERMINATED,
    CloseMode.STRUCK,
    CloseMode.NOT_ENFORCED,
    CloseMode.DISMISSED,
)
PRESERVATION = (
    CloseMode.PRESERVED,
    CloseMode.PARTLY_PRESERVED,
    CloseMode.NOTHING_TO_PRESERVE,
)
REVIEW = (*ENFORCED, *(mode for mode in CloseMode if mode not in ENFORCED + PRESERVATION))
MODES: dict[str, tuple[CloseMode, ...]] = {
    **dict.fromkeys(CaseType.values, REVIEW),
    CaseType.FIRST: ENFORCED,
    CaseType.RESUMED: ENFORCED,
    CaseType.PRESERVATION: PRESERVATION,
}
"""Close modes by type of case (ruling 37; domain 3.2, 3.4)."""

ZHONGBEN_MONTHS = 3
SEAL_WARNING = timedelta(days=30)


class Obstacle(StrEnum):
    """Why a case cannot be closed as asked."""

    STOPPED = "stopped"
    TOO_EARLY = "too_early"
    SEAL_LAPSES = "seal_lapses"


class ClosingFacts(NamedTuple):
    """What a closing is judged by. `seal_ends`: ends of the seals that are not released.

    `zhongben_months` is a dated parameter: the value that holds on the day of closing.
    """

    filed_on: date
    closed_on: date
    is_stopped: bool
    seal_ends: Sequence[date] = ()
    zhongben_months: int = ZHONGBEN_MONTHS

    @property
    def zhongben_from(self) -> date:
        """The last day on which 终本 is still too early: three months after filing. Rule CAS-72."""
        return add_months(self.filed_on, self.zhongben_months)


def obstacles(mode: str, facts: ClosingFacts) -> list[Obstacle]:
    """Everything that bars this closing; empty when it may be done.

    CAS-71: a case that is suspended or deferred is not closed (法发〔2014〕26号 art. 23).
    CAS-72: 终本 only when more than three months have passed since filing (法〔2016〕373号 art. 1).
    CAS-73: a seal that lapses within 30 days is renewed or released first, because closing would
    let it lapse unseen (design 4); a seal that has lapsed already bars nothing.
    """
    found = []
    if facts.is_stopped:
        found.append(Obstacle.STOPPED)
    if mode == CloseMode.ZHONGBEN and facts.closed_on <= facts.zhongben_from:
        found.append(Obstacle.TOO_EARLY)
    warned = facts.closed_on + SEAL_WARNING
    if any(facts.closed_on <= end <= warned for end in facts.seal_ends):
        found.append(Obstacle.SEAL_LAPSES)
    return found

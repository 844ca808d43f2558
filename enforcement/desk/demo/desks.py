"""Which officer gets a case, and which cases the demonstration officer has open on purpose.

The morning page of that officer has to live on the last day: fresh cases with notices due, cases
whose statutory end falls within days, one of them today.
"""

from datetime import date, timedelta
from typing import NamedTuple

from enforcement.desk.demo import words
from enforcement.desk.demo.dice import Dice
from enforcement.desk.demo.filing import FIRST, SHOWN_COURT, SPAN_DAYS, Filing
from enforcement.desk.demo.manners import MANNERS
from enforcement.desk.demo.roster import FINANCE_TEAM, SHORT, Member, officers
from enforcement.kernel.months import add_months

FRESH_DAYS, NEAR_DAYS, MOST_NEAR = 21, 9, 6
WANTED_FRESH, FRESH_STEP = 6, 10
LIMIT_MONTHS = 6


class Desk(NamedTuple):
    """Who has the case. `held` cases stay open; `neglected` ones have no notice yet."""

    officer: Member
    held: bool = False
    fresh: bool = False
    neglected: bool = False
    given_end: date | None = None


class Desks:
    """Gives cases to officers; counts what the demonstration officer has on the desk."""

    def __init__(self, cases: int, as_of: date, dice: Dice) -> None:
        self.as_of = as_of
        self.dice = dice
        self.officers = {court: officers(court) for court in SHORT}
        self.shown = self.officers[SHOWN_COURT][0]
        expected = cases * MANNERS[SHOWN_COURT].weight * FRESH_DAYS / SPAN_DAYS
        self.step = min(FRESH_STEP, max(2, round(expected / WANTED_FRESH)))
        self.fresh = self.near = self.seen = 0

    def desk_for(self, filing: Filing, cause: str) -> Desk:
        """The officer of a case; loans go to the financial court where there is one."""
        if filing.court == SHOWN_COURT and filing.type_word == FIRST:
            if filing.shown or self._is_fresh(filing):
                return self._fresh()
            if self._is_near(filing):
                return self._near()
        among = [o for o in self.officers[filing.court] if _handles(o, cause)]
        return Desk(self.dice.pick(among or self.officers[filing.court]))

    def _is_fresh(self, filing: Filing) -> bool:
        if not self.as_of - timedelta(days=FRESH_DAYS) <= filing.filed_on < self.as_of:
            return False
        self.seen += 1
        return self.seen % self.step == 0

    def _fresh(self) -> Desk:
        self.fresh += 1
        return Desk(self.shown, held=True, fresh=True, neglected=self.fresh % 3 == 2)

    def _is_near(self, filing: Filing) -> bool:
        end = add_months(filing.filed_on, LIMIT_MONTHS)
        return self.near < MOST_NEAR and abs((end - self.as_of).days) <= NEAR_DAYS

    def _near(self) -> Desk:
        self.near += 1
        return Desk(self.shown, held=True, given_end=self.as_of if self.near == 3 else None)


def _handles(officer: Member, cause: str) -> bool:
    return (officer.team == FINANCE_TEAM) == (cause in words.LOANS)

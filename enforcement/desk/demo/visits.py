"""Petitions about demonstration cases, numbered in the order in which they arrive."""

from collections import Counter
from datetime import date, timedelta
from heapq import heappop, heappush

from enforcement.desk.demo import words
from enforcement.desk.demo.dice import Dice, after
from enforcement.desk.demo.manners import MANNERS
from enforcement.desk.demo.records import CaseFile, PetitionRow

ENFORCED = ("执", "执恢")
AFTER_CLOSING, FIRST_DAY = 60, 25


class Visits:
    """Holds petitions back until no earlier one can come, so that numbers follow the days."""

    def __init__(self, as_of: date, dice: Dice) -> None:
        self.until = as_of - timedelta(days=1)
        self.dice = dice
        self.waiting: list[tuple[date, int, PetitionRow]] = []
        self.made = 0
        self.serials: Counter[tuple[str, int]] = Counter()

    def about(self, case: CaseFile) -> None:
        """Perhaps a petition about this case, seldom a second one."""
        share = MANNERS[case.court].petitioned
        if case.type_word in ENFORCED and self.dice.chance(share):
            self._hold(case)
            if self.dice.chance(0.12):
                self._hold(case)

    def before(self, day: date) -> list[PetitionRow]:
        """Petitions that arrived before a day, numbered."""
        rows = []
        while self.waiting and self.waiting[0][0] < day:
            row = heappop(self.waiting)[2]
            key = (row.court, row.received_on.year)
            self.serials[key] += 1
            rows.append(row._replace(number=f"{key[0]}访{key[1]}-{self.serials[key]:04}"))
        return rows

    def _hold(self, case: CaseFile) -> None:
        first = case.filed_on + timedelta(days=FIRST_DAY)
        closed = case.closed_on or self.until
        last = min(closed + timedelta(days=AFTER_CLOSING), self.until)
        if last <= first:
            return
        received = min(after(first, self.dice.whole(0, (last - first).days)), self.until)
        self.made += 1
        heappush(self.waiting, (received, self.made, self._petition(case, received)))

    def _petition(self, case: CaseFile, received: date) -> PetitionRow:
        dice = self.dice
        slow = dice.chance(MANNERS[case.court].slow_petition)
        wait = dice.whole(70, 300) if slow else dice.days(16, 0.6)
        done = self._by(after(received, wait))
        struck = self._by(after(received, dice.whole(3, 12))) if dice.chance(0.04) else None
        revisited = self._by(after(done, dice.whole(7, 28))) if done and dice.chance(0.7) else None
        return PetitionRow(
            number="", court=case.court, received_on=received,
            petitioner=dice.pick([p.name for p in case.parties if p.role != "代理人"]),
            people=1 if dice.chance(0.8) else dice.whole(2, 9),
            case_number="" if dice.chance(0.05) else case.number,
            source=dice.draw(words.PETITION_SOURCES), demand=dice.pick(words.DEMANDS),
            supervised=dice.chance(0.15), done_on=done,
            resolved=dice.chance(0.8) if done else None, struck_on=struck,
            problems=dice.whole(0, 2), revisited_on=revisited,
            satisfied=dice.chance(0.86) if revisited else None,
        )  # fmt: skip

    def _by(self, day: date) -> date | None:
        return day if day <= self.until else None

"""One case while it is being written: its row, its diary, the manner of its court."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from enforcement.desk.demo.desks import Desk
from enforcement.desk.demo.diary import Diary
from enforcement.desk.demo.dice import Dice
from enforcement.desk.demo.manners import Manner
from enforcement.desk.demo.records import CaseFile

CENT = Decimal("0.01")


@dataclass(slots=True)
class Draft:
    """What the chapters of a case share. Days may lie ahead; `ending.cut` takes them off."""

    case: CaseFile
    diary: Diary
    dice: Dice
    manner: Manner
    desk: Desk
    clerk: str
    chief: str
    assigned_on: date
    started_on: date  # notice and first query are out
    known_on: date | None = None  # whether there is property

    @property
    def officer(self) -> str:
        """Who handles the case."""
        return self.desk.officer.name

    def act(self, day: date, node: str) -> None:
        """The officer does a node on a day."""
        self.diary.note(day, node, self.officer)

    def close(self, day: date, mode: str) -> None:
        """Close the case, unless it is held open for the demonstration."""
        if self.desk.held:
            return
        self.case.closed_on, self.case.close_mode = max(day, self.assigned_on), mode
        text = f"以“{mode}”方式结案，报结材料入卷。"
        self.diary.note(self.case.closed_on, "结案", self.officer, text)

    def share_of_claim(self, low: float, high: float) -> Decimal:
        """Part of the claim in yuan and cents."""
        share = Decimal(str(round(low + (high - low) * self.dice.random(), 4)))
        return (self.case.claim * share).quantize(CENT)

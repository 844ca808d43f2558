"""The figures of a week in plain Python, one record after the other, from the words of the rulings.

Written apart from the product: it knows neither its SQL nor its conditions. Only the statutory end
and the due days of nodes come from the pure rules, as they do in the product.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from cases.rules.derived import CaseFacts, case_nodes, limit_facts
from cases.rules.in_force import BY_LAW
from cases.rules.limits import statutory_end_date
from enforcement.kernel.months import add_months, later
from enforcement.kernel.workdays import WorkCalendar

KEY = ("分案", "执行通知", "网络查控", "结案")
STRUCK, ZHONGBEN, COMPLETED = "销案", "终结本次执行程序", "执行完毕"
NOBODY = Decimal(0)


class Money(NamedTuple):
    """A receipt."""

    received_on: date
    amount: Decimal
    due_on: date
    paid_on: date | None
    paid_amount: Decimal | None


class File(NamedTuple):
    """A case with everything a figure may ask of it."""

    court: str
    type_word: str
    facts: CaseFacts
    close_mode: str
    has_property: bool | None
    zhongben_ok: bool | None
    claim: Decimal
    opening: Decimal
    money: tuple[Money, ...]


class Visit(NamedTuple):
    """A petition."""

    court: str
    received_on: date
    done_on: date | None
    struck_on: date | None


class Week:
    """A Sunday and how things stood on it."""

    def __init__(self, sunday: date, calendar: WorkCalendar) -> None:
        self.sunday, self.calendar = sunday, calendar
        self.starts = {
            "ytd": date(sunday.year, 1, 1),
            "week": later(sunday, -6),
            "m36": later(add_months(sunday, -36), 1),
        }

    def happened(self, day: date | None) -> date | None:
        """The day of an event, if it was not still to come (ruling 3)."""
        return day if day is not None and day <= self.sunday else None

    def figures(self, court: str, files: Iterable[File], visits: Iterable[Visit]) -> dict[Any, Any]:
        """(indicator, window) → (numerator, denominator) of a court."""
        mine = [Standing(each, self) for each in files if each.court == court]
        known = [each for each in mine if each.file.facts.filed_on <= self.sunday]
        own = [each for each in visits if each.court == court and each.received_on <= self.sunday]
        found: dict[Any, Any] = {}
        for window in ("ytd", "week"):
            pairs = Span(self, known, own, self.starts[window]).pairs()
            found |= {(code, window): pair for code, pair in pairs.items()}
        found["overall_rate_36m", "m36"] = self._overall(known)
        return found

    def _overall(self, known: list["Standing"]) -> tuple[int, int]:
        start = self.starts["m36"]
        first = [each for each in known if each.file.type_word == "执"]
        received = [each for each in first if each.is_open_at(start) or each.filed_since(start)]
        base = [each for each in received if not (each.closed_since(start) and each.mode == STRUCK)]
        closed = [each for each in base if each.closed_since(start)]
        return sum(each.mode == ZHONGBEN or each.in_limit for each in closed), len(base)


class Span:
    """A window of a court: which cases and petitions it asks for, and the figures of each kind."""

    def __init__(self, week: Week, known: list["Standing"], own: list[Visit], start: date) -> None:
        self.week, self.known, self.start = week, known, start
        self.first = [each for each in known if each.file.type_word == "执"]
        received = [e for e in self.first if e.is_open_at(start) or e.filed_since(start)]
        self.received = received
        self.closed = [each for each in self.first if each.closed_since(start)]
        self.still = [each for each in self.first if each.closed_on is None]
        self.counted = [each for each in self.closed if each.mode != STRUCK]
        self.base = [e for e in received if not (e.closed_since(start) and e.mode == STRUCK)]
        self.visits = [each for each in own if week.happened(each.struck_on) is None]

    def pairs(self) -> dict[str, Any]:
        """Numerator and denominator of every indicator."""
        return (
            self._counts() | self._closings() | self._limits() | self._amounts()
            | self._petitions() | self._resumed()
        )  # fmt: skip

    def _counts(self) -> dict[str, Any]:
        late = sum(each.late_nodes(self.start) for each in self.base)
        return {
            "received": (len(self.received), None),
            "closed": (len(self.closed), None),
            "open": (len(self.still), None),
            "node_overdue_avg": (late, len(self.base)),
            "over_12m": (sum(e.is_old for e in self.still), len(self.still)),
        }

    def _closings(self) -> dict[str, Any]:
        counted = self.counted
        ended = [e for e in self.known if e.file.type_word in ("执", "执恢")]
        ended = [e for e in ended if e.closed_since(self.start) and e.mode == ZHONGBEN]
        return {
            "closing_rate": (len(counted), len(self.base)),
            "zhongben_ok_rate": (sum(e.file.zhongben_ok is True for e in ended), len(ended)),
            "completed_rate": (sum(e.mode == COMPLETED for e in counted), len(counted)),
            "avg_days": (sum(e.days for e in counted), len(counted)),
            "zhongben_share": (sum(e.mode == ZHONGBEN for e in counted), len(counted)),
        }

    def _limits(self) -> dict[str, Any]:
        counted, still = self.counted, self.still
        rich = [each for each in self.first if each.file.has_property]
        good = [e for e in rich if e in counted and e.mode != ZHONGBEN and e.in_limit]
        asked = [e for e in rich if e in counted or (e in still and e.expired)]
        return {
            "intime_real_rate": (len(good), len(asked)),
            "intime_rate": (sum(e.in_limit for e in counted), len(counted)),
        }

    def _amounts(self) -> dict[str, Any]:
        start, sunday = self.start, self.week.sunday
        money = [m for e in self.first for m in e.file.money if start <= m.due_on <= sunday]
        return {
            "recovered_rate": (
                sum((e.recovered for e in self.counted), NOBODY),
                sum((e.file.claim for e in self.counted), NOBODY),
            ),
            "payout_intime_rate": (sum(map(_paid_in_time, money)), len(money)),
        }

    def _petitions(self) -> dict[str, Any]:
        pending = [each for each in self.visits if self._is_pending(each)]
        done = sum(bool(self.week.happened(each.done_on)) for each in pending)
        fresh = sum(each.received_on >= self.start for each in self.visits)
        return {
            "petition_done_rate": (done, len(pending)),
            "petition_ratio": (fresh, len(self.base)),
        }

    def _resumed(self) -> dict[str, Any]:
        resumed = [
            e for e in self.known if e.file.type_word == "执恢" and e.closed_since(self.start)
        ]
        return {
            "resumed_done_rate": (
                sum(e.mode == COMPLETED for e in resumed),
                sum(e.mode != STRUCK for e in resumed),
            ),
        }

    def _is_pending(self, visit: Visit) -> bool:
        done = self.week.happened(visit.done_on)
        was_open = visit.received_on < self.start and not (done and done < self.start)
        return was_open or visit.received_on >= self.start


def _paid_in_time(money: Money) -> bool:
    whole = money.amount if money.paid_amount is None else money.paid_amount
    return money.paid_on is not None and money.paid_on <= money.due_on and whole >= money.amount


class Standing:
    """A case as it stood on the Sunday."""

    def __init__(self, file: File, week: Week) -> None:
        self.file, self.week = file, week
        self.closed_on = week.happened(file.facts.closed_on)
        self.mode = file.close_mode if self.closed_on else ""
        asked = self.closed_on or week.sunday
        self.limit_end = statutory_end_date(limit_facts(file.facts, BY_LAW), asked, week.calendar)

    def is_open_at(self, start: date) -> bool:
        """Filed before the window and not closed before it."""
        filed = self.file.facts.filed_on
        return filed < start and not (self.closed_on and self.closed_on < start)

    def filed_since(self, start: date) -> bool:
        """Filed in the window."""
        return self.file.facts.filed_on >= start

    def closed_since(self, start: date) -> bool:
        """Closed in the window."""
        return self.closed_on is not None and self.closed_on >= start

    @property
    def in_limit(self) -> bool:
        """Closed by the statutory end."""
        return bool(self.closed_on and self.limit_end and self.closed_on <= self.limit_end)

    @property
    def expired(self) -> bool:
        """The end was reached by the Sunday (ruling 18: the day itself counts)."""
        return self.limit_end is not None and self.limit_end <= self.week.sunday

    @property
    def is_old(self) -> bool:
        """Filed more than twelve months before the Sunday."""
        return self.file.facts.filed_on < add_months(self.week.sunday, -12)

    @property
    def days(self) -> int:
        """Days from filing to closing."""
        return (self.closed_on - self.file.facts.filed_on).days if self.closed_on else 0

    @property
    def recovered(self) -> Decimal:
        """Opening value and receipts up to the Sunday, also those after the closing."""
        arrived = (each for each in self.file.money if each.received_on <= self.week.sunday)
        return self.file.opening + sum((each.amount for each in arrived), NOBODY)

    def late_nodes(self, start: date) -> int:
        """Key nodes overdue on the Sunday or done late in the window (ruling 12)."""
        week = self.week
        done = {node: day for node, day in self.file.facts.done.items() if week.happened(day)}
        facts = self.file.facts._replace(closed_on=self.closed_on, done=done)
        late = 0
        for node, due, done_on in case_nodes(facts, self.limit_end, week.calendar, BY_LAW):
            if node not in KEY or due is None:
                continue
            if done_on is None:
                late += self.closed_on is None and due <= week.sunday
            else:
                late += done_on > due and done_on >= start
        return late

"""The figures as a newcomer writes them: two queries per court, indicator and window."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from cases.models import Case, CaseNode, Receipt
from performance.enums import Window
from performance.evidence.takings import Taking
from performance.indicators import SERIES
from petitions.models import Petition

KEY_NODES = ("分案", "执行通知", "网络查控", "结案")


class Naive:
    """Querysets of one court in one window."""

    def __init__(self, court: str, start: date, end: date, year_ago: date) -> None:
        self.start, self.end, self.year_ago = start, end, year_ago
        self.first = Case.objects.filter(court_id=court, type_word="执")
        self.resumed = Case.objects.filter(
            court_id=court, type_word="执恢", closed_on__range=(start, end)
        )
        self.both = Case.objects.filter(
            court_id=court, type_word__in=("执", "执恢"), closed_on__range=(start, end)
        )
        self.petitions = Petition.objects.filter(court_id=court)
        self.receipts = Receipt.objects.filter(
            case__court_id=court, case__type_word="执", due_on__range=(start, end)
        )
        self.nodes = CaseNode.objects.filter(
            case__court_id=court, case__type_word="执", case__filed_on__lte=end, node__in=KEY_NODES
        ).filter(Q(case__closed_on=None) | Q(case__closed_on__gte=start))
        self.struck = Q(close_mode="销案", closed_on__lte=end)

    def received(self) -> int:
        """Open at the start + filed in the window, as design 5 words it."""
        return self.open_at_start().count() + self.filed().count()

    def open_at_start(self) -> QuerySet[Case]:
        since = Q(closed_on=None) | Q(closed_on__gte=self.start)
        return self.first.filter(since, filed_on__lt=self.start)

    def filed(self) -> QuerySet[Case]:
        return self.first.filter(filed_on__range=(self.start, self.end))

    def closed(self) -> QuerySet[Case]:
        return self.first.filter(closed_on__range=(self.start, self.end))

    def open(self) -> QuerySet[Case]:
        return self.first.filter(
            Q(closed_on=None) | Q(closed_on__gt=self.end), filed_on__lte=self.end
        )

    def counted_closed(self) -> QuerySet[Case]:
        return self.closed().exclude(close_mode="销案")

    def counted_received(self) -> int:
        old, new = self.open_at_start().exclude(self.struck), self.filed().exclude(self.struck)
        return old.count() + new.count()

    def with_property(self) -> tuple[int, int]:
        closed = self.counted_closed().filter(has_property=True)
        in_time = closed.exclude(close_mode="终结本次执行程序").filter(
            closed_on__lte=F("limit_end")
        )
        due = Q(limit_versions__asked_from__lte=self.end, limit_versions__limit_end__lte=self.end)
        due &= Q(limit_versions__asked_to=None) | Q(limit_versions__asked_to__gte=self.end)
        expired = self.open().filter(due, has_property=True)
        return in_time.count(), closed.count() + expired.count()

    def overall(self) -> tuple[int, int]:
        good = Q(close_mode="终结本次执行程序") | Q(closed_on__lte=F("limit_end"))
        return self.counted_closed().filter(good).count(), self.counted_received()

    def recovered(self) -> tuple[Any, Any]:
        closed = self.counted_closed()
        opening = closed.aggregate(total=Sum("opening_recovered"))["total"]
        receipts = Receipt.objects.filter(case__in=closed, received_on__lte=self.end)
        received = receipts.aggregate(total=Sum("amount"))["total"]
        return (opening or 0) + (received or 0), closed.aggregate(total=Sum("claim_amount"))[
            "total"
        ]

    def late_nodes(self) -> int:
        counted = self.nodes.exclude(case__close_mode="销案", case__closed_on__lte=self.end)
        late = counted.filter(done_on__range=(self.start, self.end), done_on__gt=F("due_on"))
        waiting = Q(done_on=None) | Q(done_on__gt=self.end)
        still = Q(case__closed_on=None) | Q(case__closed_on__gt=self.end)
        return late.count() + counted.filter(waiting, still, due_on__lte=self.end).count()

    def pending(self) -> tuple[int, int]:
        """Done, and open at the start + registered in the window."""
        on_list = Q(struck_on=None) | Q(struck_on__gt=self.end)
        since = Q(done_on=None) | Q(done_on__gte=self.start)
        old = self.petitions.filter(on_list, since, received_on__lt=self.start)
        new = self.registered()
        done = old.filter(done_on__lte=self.end).count() + new.filter(done_on__lte=self.end).count()
        return done, old.count() + new.count()

    def registered(self) -> QuerySet[Petition]:
        on_list = Q(struck_on=None) | Q(struck_on__gt=self.end)
        return self.petitions.filter(on_list, received_on__range=(self.start, self.end))

    def paid(self) -> QuerySet[Receipt]:
        whole = Q(paid_amount=None) | Q(paid_amount__gte=F("amount"))
        return self.receipts.filter(whole, paid_on__lte=F("due_on"))

    def days(self) -> Any:
        return self.counted_closed().aggregate(total=Sum(F("closed_on") - F("filed_on")))["total"]


def _of_mode(rows: QuerySet[Case], mode: str) -> int:
    return rows.filter(close_mode=mode).count()


FIGURES: dict[str, Callable[[Naive], Any]] = {
    "received": Naive.received,
    "closed": lambda n: n.closed().count(),
    "open": lambda n: n.open().count(),
    "closing_rate": lambda n: (n.counted_closed().count(), n.counted_received()),
    "intime_real_rate": Naive.with_property,
    "zhongben_ok_rate": lambda n: (
        n.both.filter(close_mode="终结本次执行程序", zhongben_ok=True).count(),
        _of_mode(n.both, "终结本次执行程序"),
    ),
    "petition_done_rate": Naive.pending,
    "overall_rate_36m": Naive.overall,
    "completed_rate": lambda n: (_of_mode(n.closed(), "执行完毕"), n.counted_closed().count()),
    "intime_rate": lambda n: (
        n.counted_closed().filter(closed_on__lte=F("limit_end")).count(),
        n.counted_closed().count(),
    ),
    "recovered_rate": Naive.recovered,
    "avg_days": lambda n: (n.days(), n.counted_closed().count()),
    "zhongben_share": lambda n: (
        _of_mode(n.closed(), "终结本次执行程序"),
        n.counted_closed().count(),
    ),
    "payout_intime_rate": lambda n: (n.paid().count(), n.receipts.count()),
    "node_overdue_avg": lambda n: (n.late_nodes(), n.counted_received()),
    "petition_ratio": lambda n: (n.registered().count(), n.counted_received()),
    "over_12m": lambda n: (n.open().filter(filed_on__lt=n.year_ago).count(), n.open().count()),
    "resumed_done_rate": lambda n: (
        _of_mode(n.resumed, "执行完毕"),
        n.resumed.exclude(close_mode="销案").count(),
    ),
}


def figures(taking: Taking) -> dict[tuple[str, str, str], Any]:
    """All figures of all courts, one after the other."""
    found = {}
    for court in taking.courts:
        for indicator, window in SERIES:
            naive = Naive(
                court,
                taking.bounds.start(Window(window)),
                taking.bounds.end,
                taking.bounds.year_ago,
            )
            found[court, indicator.code, window.value] = FIGURES[indicator.code](naive)
    return found

"""What those who lead see: per court and per officer, counts that each open their cases."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from cases.models import Case, Receipt, Seal
from cases.querysets import LATELY
from courts.enums import Permission, Role
from courts.models import Court, User

SOON = timedelta(days=15)  # of a seal: the president is told (design 4)
LEADERS = frozenset({Role.DEPUTY_PRESIDENT, Role.PRESIDENT, Role.SUPERVISOR, Role.COMMAND_CENTRE})


def is_leader(user: User) -> bool:
    """Whether the person watches over courts without handling cases."""
    return bool(user.access.roles & LEADERS)


def court_rows(user: User, today: date) -> list[dict[str, Any]]:
    """Open, overdue, seals and money per visible court that has cases: four queries."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _open_cases(user, today):
        found[row.pop("court_id")] |= row
    for row in _seals(user, today):
        found[row.pop("case__court_id")] |= row
    for row in _late(user, today):
        found[row["case__court_id"]]["money"] = row["count"]
    courts = Court.objects.filter(code__in=found).order_by("path")
    return [{"court": court, **_ZERO, **found[court.code]} for court in courts]


_ZERO = {"open": 0, "overdue": 0, "near": 0, "nodes": 0, "seals": 0, "lapsed": 0, "money": 0}


def _open_cases(user: User, today: date) -> Iterable[dict[str, Any]]:
    return _counted(Case.objects.visible_to(user).open(), ["court_id"], today)


def _counted(cases: Any, by: list[str], today: date) -> Any:
    soon = (today, today + timedelta(days=30))
    return cases.order_by().values(*by).annotate(
        open=Count("pk"),
        overdue=Count("pk", filter=Q(limit_end__lt=today, limit_running=False)),
        near=Count("pk", filter=Q(limit_end__range=soon, limit_running=False)),
        nodes=Count("pk", filter=Q(next_due_on__lt=today)),
    )  # fmt: skip


def _seals(user: User, today: date) -> Iterable[dict[str, Any]]:
    """Cases with a seal that lapses soon, and those with one that lapsed lately."""
    seals = (
        Seal.objects.visible_to(user).needed().filter(to_on__range=(today - LATELY, today + SOON))
    )
    return (
        seals.order_by()
        .values("case__court_id")
        .annotate(
            seals=Count("case", distinct=True, filter=Q(to_on__gte=today)),
            lapsed=Count("case", distinct=True, filter=Q(to_on__lt=today)),
        )
    )


def _late(user: User, today: date) -> Iterable[dict[str, Any]]:
    receipts = Receipt.objects.visible_to(user).unpaid().filter(due_on__lt=today)
    return receipts.order_by().values("case__court_id").annotate(count=Count("case", distinct=True))


def overdue_by_officer(user: User, today: date) -> list[dict[str, Any]]:
    """Officers of the chief's courts with something overdue: one query. No table of scores."""
    courts = user.courts_with(Permission.CASE_EDIT_COURT)
    cases = Case.objects.visible_to(user).open().filter(court_id__in=courts)
    late = cases.filter(
        Q(limit_end__lt=today, limit_running=False) | Q(next_due_on__lt=today)
    ).annotate(officer_words=Coalesce("officer__name", "officer_name"))
    rows = _counted(late, ["officer_id", "officer_words"], today)
    return list(rows.order_by("officer_words"))

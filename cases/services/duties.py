"""Duties that facts of open cases start and that an older version of the program did not store."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from cases.models import Case, CaseNode
from cases.rules.node_table import CLOSE, DUTIES, NODE_RULES
from cases.services import derived

BATCH = 500


def store_duties() -> int:
    """Store the due days of duties that open cases lack; how many cases have them now.

    One transaction a batch, each case under its lock, so that an act at the same moment is not
    overwritten. A second run changes nothing.
    """
    lacking = sorted(_lacking())
    for start in range(0, len(lacking), BATCH):
        _recount(lacking[start : start + BATCH])
    return len(lacking) - len(_lacking()) if lacking else 0


def _lacking() -> set[int]:
    """Open cases with a node done that starts a duty, and no due day of it.

    A few are there for good: the start lay before the rule, or the type of case knows no such duty.
    """
    started_in_open_cases = [name for name, starts in DUTIES.items() if CLOSE not in starts]
    return {pk for name in started_in_open_cases for pk in _without(name)}


def _without(name: str) -> QuerySet[CaseNode, int]:
    due = CaseNode.objects.filter(case=OuterRef("case"), node=name, due_on__isnull=False)
    started = CaseNode.objects.filter(
        case__closed_on=None,
        node__in=DUTIES[name],
        done_on__gte=min(rule.since for rule in NODE_RULES[name]),
    )
    return started.filter(~Exists(due)).values_list("case_id", flat=True)


def _recount(ids: list[int]) -> None:
    with transaction.atomic():
        cases = Case.objects.open().filter(pk__in=ids).order_by("pk")
        locked = cases.select_for_update(of=("self",))
        derived.recompute(list(locked.values_list("pk", flat=True)))

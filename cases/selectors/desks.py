"""The desk of a person who handles cases: what must be done, by when, and the figures of it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet, Sum, Value, Window
from django.db.models.functions import Coalesce, JSONObject

from cases.enums import Source
from cases.models import Case, CaseNode, Receipt, Seal
from cases.querysets import LATELY, CaseQuerySet
from cases.rules.node_table import ASSIGN, STARTING_NODES
from cases.selectors.sides import party_rows
from courts.enums import Permission, Role
from courts.models import User

MORNING = 60  # lines of the morning list; more than a person does in a day
SIDE = 8  # lines of a side card
LEFT = F("amount") - Coalesce("paid_amount", Value(Decimal(0)))  # of a receipt on account


class Lines(NamedTuple):
    """Lines of the morning list with the counts of all, also of those beyond MORNING."""

    nodes: list[Any]  # CaseNode with what `due_lines` adds
    total: int
    overdue: int
    due_today: int


def has_desk(user: User) -> bool:
    """Whether the person handles cases: officers, clerks, chiefs."""
    return user.holds(Permission.CASE_EDIT_OWN) or user.holds(Permission.CASE_EDIT_COURT)


def desk(user: User) -> CaseQuerySet:
    """Cases of the desk: the officer's own; all of the court for its chief and clerks."""
    own = Q(officer=user)
    if courts := _whole_courts(user):
        own |= Q(court_id__in=courts)
    return Case.objects.visible_to(user).filter(own)


def _whole_courts(user: User) -> frozenset[str]:
    clerk_of = {
        code for post in user.access.posts if post.role == Role.CLERK for code in post.courts
    }
    return user.courts_with(Permission.CASE_EDIT_COURT) | clerk_of


def due_nodes(user: User, until: date) -> QuerySet[CaseNode]:
    """Undone nodes of open cases of the desk due by a day."""
    nodes = CaseNode.objects.filter(case__in=desk(user).open(), done_on=None, due_on__lte=until)
    # As the next node of a case is found (rules.derived): its ledger says who handles it.
    return nodes.exclude(~Q(case__officer_name=""), node=ASSIGN, case__source=Source.IMPORT)


def due_lines(user: User, today: date, until: date) -> Lines:
    """Undone nodes of open cases of the desk due by a day, the most urgent first: one query.

    Each node carries its case, `party_rows`, and `start_rows`: the nodes done from which terms run.
    """
    waiting = due_nodes(user, until)
    rows = waiting.select_related("case", "case__officer").annotate(
        party_rows=party_rows("case_id"),
        start_rows=_start_rows(),
        total=Window(Count("pk")),
        overdue=Window(Count("pk", filter=Q(due_on__lt=today))),
        due_today=Window(Count("pk", filter=Q(due_on=today))),
    )
    nodes: list[Any] = list(rows.order_by("due_on", "pk")[:MORNING])
    if not nodes:
        return Lines([], 0, 0, 0)
    return Lines(nodes, nodes[0].total, nodes[0].overdue, nodes[0].due_today)


def _start_rows() -> ArraySubquery:
    """Node and day done of every node of the case that starts a term of another."""
    done = CaseNode.objects.filter(
        case=OuterRef("case"), node__in=STARTING_NODES, done_on__isnull=False
    )
    return ArraySubquery(done.values(row=JSONObject(node="node", done_on="done_on")))


def expiring_seals(user: User, today: date, until: date) -> tuple[list[Any], int]:
    """Seals of the desk that lapse by a day, lapsed ones of the last month first; how many. One query."""
    seals = Seal.objects.filter(case__in=desk(user), to_on__range=(today - LATELY, until)).needed()
    rows: list[Any] = list(
        seals.select_related("case").annotate(count=Window(Count("pk")))
        .order_by("to_on", "pk")[:SIDE]
    )  # fmt: skip
    return rows, rows[0].count if rows else 0


def unpaid_receipts(user: User) -> tuple[list[Receipt], int, Decimal]:
    """Money on account: the receipts due first, how many there are, their sum. One query.

    The whole court's for those who pay out, else the desk's.
    """
    cases = desk(user)
    if payers := user.courts_with(Permission.PAYOUT_RECORD):
        cases = Case.objects.visible_to(user).filter(court_id__in=payers)
    receipts = Receipt.objects.filter(case__in=cases).unpaid().select_related("case")
    rows: list[Any] = list(
        receipts.annotate(count=Window(Count("pk")), sum=Window(Sum(LEFT))).order_by(
            "due_on", "pk"
        )[:SIDE]
    )
    if not rows:
        return [], 0, Decimal(0)
    return rows, rows[0].count, rows[0].sum


def desk_figures(user: User, today: date) -> dict[str, int]:
    """Counts of the morning page: open cases, those near their end, closed this month."""
    month = today.replace(day=1)
    return desk(user).aggregate(
        open=Count("pk", filter=Q(closed_on=None)),
        near=Count(
            "pk",
            filter=Q(
                closed_on=None,
                limit_running=False,
                limit_end__range=(today, today + timedelta(days=30)),
            ),
        ),
        nodes=Count("pk", filter=Q(closed_on=None, next_due_on__lt=today)),
        closed=Count("pk", filter=Q(closed_on__gte=month)),
    )

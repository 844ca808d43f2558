"""What waits for a person: the numbers in the frame of every page, in one query."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cases import selectors
from cases.models import CaseNode
from courts.models import User
from enforcement.office.models import Notice


class Counts(NamedTuple):
    """Unread notices; acts of the desk that are due by today, and those of them that are late."""

    unread: int = 0
    due: int = 0
    overdue: int = 0


def waiting(user: User, today: date) -> Counts:
    """The counts of this person on this day."""
    unread = Notice.objects.filter(to=user, read_at=None)
    nodes = CaseNode.objects.none()
    if selectors.has_desk(user):
        nodes = CaseNode.objects.filter(case__in=selectors.desk(user).open(), done_on=None)
    row = (
        User.objects.filter(pk=user.pk)
        .values_list(
            _count(unread), _count(nodes, due_on__lte=today), _count(nodes, due_on__lt=today)
        )
        .first()
    )
    return Counts(*row) if row else Counts()


def _count(rows: QuerySet[Any], **condition: Any) -> Coalesce:
    counted = rows.filter(**condition).order_by().values(one=Value(1)).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)

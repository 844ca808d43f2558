"""What waits for a person: the numbers in the frame of every page, in one query."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, JSONField, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

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
    due = CaseNode.objects.none()
    if selectors.has_desk(user):
        due = selectors.due_nodes(user, today)  # read once for both numbers: it is the dear part
    row = (
        User.objects.filter(pk=user.pk)
        .values_list(
            _counts(unread, unread=Q()), _counts(due, due=Q(), overdue=Q(due_on__lt=today))
        )
        .first()
    )
    return Counts(**{**(row[0] or {}), **(row[1] or {})}) if row else Counts()


def _counts(rows: QuerySet[Any], **wanted: Q) -> Subquery:
    counts = {name: Count("pk", filter=condition or None) for name, condition in wanted.items()}
    counted = rows.order_by().values(one=Value(1)).annotate(n=JSONObject(**counts))
    return Subquery(counted.values("n"), output_field=JSONField())

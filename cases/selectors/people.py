"""People in the forms of the case file."""

from typing import Any

from django.db.models import Count, QuerySet

from cases.models import Case
from courts.enums import Permission, Role
from courts.models import User
from enforcement.kernel import clock


def extension_approvers(case: Case) -> QuerySet[User]:
    """Who may approve an extension: president and vice-presidents (法发〔2006〕35号第一条).

    Or who stands in for one today. Those on leave stay: they may have approved before.
    """
    roles = [Role.PRESIDENT.value, Role.DEPUTY_PRESIDENT.value]
    return User.objects.acting([case.court_id], clock.today(), roles)


def closing_approvers(case: Case) -> QuerySet[User]:
    """Who may approve a closing: the chief, vice-presidents, the president (domain 2.10).

    Or who stands in for one today.
    """
    roles = [Role.CHIEF.value, Role.PRESIDENT.value, Role.DEPUTY_PRESIDENT.value]
    return User.objects.acting([case.court_id], clock.today(), roles)


def unlinked_officers(user: User) -> list[Any]:
    """Imported officers' names that are no users yet, per court, with their number of cases."""
    courts = user.courts_with(Permission.CASE_ASSIGN)
    rows = (
        Case.objects.visible_to(user)
        .filter(court_id__in=courts, officer=None)
        .exclude(officer_name="")
        .values("court_id", "court__name", "officer_name")
        .annotate(cases=Count("pk"))
        .order_by("court_id", "officer_name")
    )
    return list(rows)

"""Which audit events somebody may read."""

from django.db.models import Q, QuerySet

from courts import permissions
from courts.enums import Permission
from courts.models import User
from enforcement.kernel.models import AuditEvent


def events_visible_to(user: User) -> QuerySet[AuditEvent]:
    """Events of the courts whose records the person audits, and the person's own.

    An event of no court (a sign-in without a post, a changed calendar) concerns everybody: it is
    shown to who audits every court of this installation.
    """
    if permissions.can_for_all_courts(user, Permission.AUDIT_VIEW):
        return AuditEvent.objects.all()
    courts = user.courts_with(Permission.AUDIT_VIEW)
    return AuditEvent.objects.filter(Q(court_code__in=courts) | Q(actor_id=user.pk))

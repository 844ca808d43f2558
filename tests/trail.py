"""What the audit trail says, for tests that name the event of an act."""

from typing import Any

from django.db.models import Model

from enforcement.kernel.models import AuditEvent

SETTING_UP = ("COURTS_LOADED", "ROLE_PERMISSIONS_LOADED")  # the fixtures' own acts


def acts_about(record: Model) -> list[str]:
    """Acts recorded about a record, in order."""
    events = AuditEvent.objects.filter(object_type=record._meta.label, object_id=str(record.pk))
    return list(events.order_by("id").values_list("act", flat=True))


def event(act: str) -> AuditEvent:
    """The only event of this act."""
    return AuditEvent.objects.get(act=act)


def all_acts() -> list[str]:
    """Every act recorded by the test itself, in order."""
    events = AuditEvent.objects.exclude(act__in=SETTING_UP)
    return list(events.order_by("id").values_list("act", flat=True))


def changes_of(act: str) -> dict[str, Any]:
    """What the only event of this act says was changed."""
    return dict(event(act).changes)

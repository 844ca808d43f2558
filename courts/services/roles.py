"""Roles and permissions as data."""

from django.db import transaction

from courts import reference
from courts.models import RolePermission
from enforcement.kernel import audit


@transaction.atomic
def load_role_permissions() -> int:
    """Fill an empty role table with the shipped one; a table that people changed is left alone."""
    if RolePermission.objects.exists():
        return 0
    rows = [
        RolePermission(role=role, permission=permission)
        for role, permissions in reference.role_permissions().items()
        for permission in permissions
    ]
    RolePermission.objects.bulk_create(rows)
    audit.record("ROLE_PERMISSIONS_LOADED", None, by=None, changes={"rows": len(rows)})
    return len(rows)

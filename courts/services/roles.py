"""Roles and permissions as data."""

import hashlib
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from courts import permissions, reference
from courts.enums import Permission, Role
from courts.models import RolePermission, User
from enforcement.kernel import audit
from enforcement.kernel.errors import Conflict, InvalidInput, TransitionRefused

Grant = tuple[str, str]  # role, permission
KEYS_OF_THE_HOUSE = (Permission.USER_MANAGE, Permission.PERMISSION_MANAGE)


@transaction.atomic
def load_role_permissions() -> int:
    """Fill an empty role table with the shipped one; a table that people changed is left alone."""
    if RolePermission.objects.exists():
        return 0
    shipped = shipped_grants()
    _insert(shipped)
    audit.record("ROLE_PERMISSIONS_LOADED", None, by=None, changes={"rows": len(shipped)})
    return len(shipped)


def shipped_grants() -> set[Grant]:
    """The role table as the program brings it."""
    table = reference.role_permissions().items()
    return {(role, permission) for role, given in table for permission in given}


def present_grants() -> set[Grant]:
    """The role table as it is."""
    return set(RolePermission.objects.values_list("role", "permission"))


def version_of(grants: Collection[Grant]) -> str:
    """A short mark of a role table: whether somebody changed it meanwhile."""
    text = " ".join(sorted(f"{role}:{permission}" for role, permission in grants))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def change_permissions(*, granted: set[Grant], version: str, reason: str, by: User) -> int:
    """Replace the role table; how many grants differ. `version` is the mark of the table shown."""
    permissions.check_for_all_courts(by, Permission.PERMISSION_MANAGE)
    list(RolePermission.objects.order_by("pk").select_for_update().values_list("pk"))
    before = present_grants()
    if version != version_of(before):
        raise Conflict(_("未保存。别人刚改过岗位权限，请重新打开这一页再改。"))
    if not reason.strip():
        raise InvalidInput(_("未保存。"), {"reason": _("请写明理由。")})
    _check(granted, by)
    return _replace(before, granted, reason, by)


@transaction.atomic
def reset_permissions(*, reason: str, by: User) -> int:
    """Go back to the role table that the program brings; how many grants differ."""
    return change_permissions(
        granted=shipped_grants(), version=version_of(present_grants()), reason=reason, by=by
    )


def _replace(before: set[Grant], granted: set[Grant], reason: str, by: User) -> int:
    added, withdrawn = granted - before, before - granted
    if not added and not withdrawn:
        return 0
    for role, permission in withdrawn:
        RolePermission.objects.filter(role=role, permission=permission).delete()
    _insert(added)
    facts = {"granted": _sorted(added), "withdrawn": _sorted(withdrawn)}
    told = {name: list_ for name, list_ in facts.items() if list_}
    audit.record("ROLE_PERMISSIONS_CHANGED", None, by=by, changes=told, reason=reason)
    return len(added) + len(withdrawn)


def _check(granted: set[Grant], by: User) -> None:
    for role, permission in granted:
        if role not in Role.values or permission not in Permission.values:
            raise InvalidInput(_("岗位或权限不认识：%s") % f"{role} {permission}")
    own = {post.role for post in by.access.posts if post.own}
    for key in KEYS_OF_THE_HOUSE:
        if not any((role, key) in granted for role in own):
            raise TransitionRefused(
                _("未保存。这样改以后你自己就没有“%s”的权限，再也改不回来。") % key.label
            )
    for role in Role:
        holds_key = any((role, key) in granted for key in KEYS_OF_THE_HOUSE)
        if holds_key and (role, Permission.AUDIT_VIEW) in granted:
            raise TransitionRefused(
                _("未保存。%(role)s不能既管理用户或权限，又查看操作记录（三权分立）。")
                % {"role": role.label}
            )


def _insert(grants: Collection[Grant]) -> None:
    RolePermission.objects.bulk_create(
        RolePermission(role=role, permission=permission) for role, permission in sorted(grants)
    )


def _sorted(grants: Collection[Grant]) -> str:
    return " ".join(sorted(f"{role}:{permission}" for role, permission in grants))

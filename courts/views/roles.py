"""Permissions as data: the matrix role × permission, changed with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from courts import permissions
from courts.enums import Permission, Role
from courts.http import StaffRequest
from courts.services import roles
from courts.services.roles import Grant
from enforcement.kernel.errors import Conflict, DomainError, InvalidInput, TransitionRefused
from enforcement.kernel.http import text_of


@require_safe
def permission_matrix(request: StaffRequest) -> HttpResponse:
    """Which role may do what; where it differs from the shipped table is marked."""
    permissions.check_holds(request.user, Permission.PERMISSION_MANAGE)
    return _matrix(request, roles.present_grants())


def _matrix(
    request: StaffRequest, ticked: set[Grant], refusal: DomainError | None = None
) -> HttpResponse:
    """The table as ticked; what somebody ticked stays when it was refused."""
    present, shipped = roles.present_grants(), roles.shipped_grants()
    context = {
        "roles": list(Role),
        "rows": [_row(permission, ticked, shipped) for permission in Permission],
        # Of the table that was ticked: what somebody else changed meanwhile is never overwritten.
        "version": request.POST.get("version") or roles.version_of(present),
        "differs": len(ticked ^ shipped),
        "may_change": permissions.can_for_all_courts(request.user, Permission.PERMISSION_MANAGE),
        "refusal": refusal and " ".join([str(refusal), *getattr(refusal, "fields", {}).values()]),
        "reason": request.POST.get("reason", ""),
    }
    status = refusal.status if refusal else 200
    return render(request, "courts/permission_matrix.html", context, status=status)


@require_POST
def permission_change(request: StaffRequest) -> HttpResponse:
    """Replace the table by what is ticked."""
    granted = {_grant(text) for text in request.POST.getlist("grant")}
    try:
        changed = roles.change_permissions(
            granted=granted, version=request.POST.get("version", ""),
            reason=text_of(request.POST, "reason"), by=request.user,
        )  # fmt: skip
    except (Conflict, InvalidInput, TransitionRefused) as refusal:
        return _matrix(request, granted, refusal)
    messages.success(request, ngettext("已改 %d 处权限。", "已改 %d 处权限。", changed) % changed)
    return redirect("courts:permission_matrix")


@require_POST
def permission_reset(request: StaffRequest) -> HttpResponse:
    """Go back to the shipped table."""
    changed = roles.reset_permissions(reason=text_of(request.POST, "reason"), by=request.user)
    messages.success(request, ngettext("已改 %d 处权限。", "已改 %d 处权限。", changed) % changed)
    return redirect("courts:permission_matrix")


def _grant(text: str) -> Grant:
    role, colon, permission = text.partition(":")
    if not colon:
        raise InvalidInput(_("岗位或权限不认识：%s") % text[:40])
    return role, permission


def _row(permission: Permission, present: set[Grant], shipped: set[Grant]) -> dict[str, Any]:
    return {
        "label": permission.label,
        "code": permission.value,
        "cells": [
            {
                "value": f"{role.value}:{permission.value}",
                "label": f"{role.label} {permission.label}",
                "held": (role.value, permission.value) in present,
                "changed": ((role, permission) in present) != ((role, permission) in shipped),
            }
            for role in Role
        ],
    }

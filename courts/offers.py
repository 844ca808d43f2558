"""What courts offer to the pages and engines of other rooms, and the words of their acts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from courts.enums import Permission, Role
from courts.listing.events import export_events
from courts.listing.users import export_users
from courts.selectors.year import next_year_is_provisional
from courts.services import calendar_jobs, events, users_import
from enforcement.kernel import audit, exporting, jobs
from enforcement.kernel.registries import (
    FileOwner,
    MenuEntry,
    MorningLines,
    file_owners,
    menu,
    morning,
)

WORDS = {
    "USER_SIGNED_IN": gettext_lazy("登录系统"),
    "USER_SIGNED_OUT": gettext_lazy("退出登录"),
    "USER_PASSWORD_CHANGED": gettext_lazy("改自己的密码"),
    "USER_CREATED": gettext_lazy("建立账号"),
    "USER_CHANGED": gettext_lazy("改姓名或用户名"),
    "USER_DEACTIVATED": gettext_lazy("停用账号"),
    "USER_REACTIVATED": gettext_lazy("启用账号"),
    "USER_PASSWORD_RESET": gettext_lazy("重置密码"),
    "USER_LOCKED": gettext_lazy("密码连续输错，账号锁定"),
    "USER_UNLOCKED": gettext_lazy("解锁账号"),
    "SESSIONS_ENDED": gettext_lazy("退出其他登录"),
    "SETTINGS_CHANGED": gettext_lazy("改自己的设置"),
    "FIRST_ADMIN_CREATED": gettext_lazy("设首位管理员"),
    "POST_ADDED": gettext_lazy("加岗位"),
    "POST_ENDED": gettext_lazy("结束岗位"),
    "SUBSTITUTION_ADDED": gettext_lazy("安排代理"),
    "SUBSTITUTION_ENDED": gettext_lazy("结束代理"),
    "USERS_UPLOADED": gettext_lazy("上传人员表"),
    "PASSWORDS_FETCHED": gettext_lazy("下载一次性密码"),
    "ROLE_PERMISSIONS_LOADED": gettext_lazy("载入出厂岗位权限"),
    "ROLE_PERMISSIONS_CHANGED": gettext_lazy("改岗位权限"),
    "COURTS_LOADED": gettext_lazy("载入法院"),
    "CALENDAR_CHANGED": gettext_lazy("更换工作日历"),
    "PARAMETERS_LOADED": gettext_lazy("载入出厂参数"),
    "PARAMETER_SET": gettext_lazy("设参数新值"),
    "PARAMETER_WITHDRAWN": gettext_lazy("撤回参数新值"),
    "AUDIT_VERIFIED": gettext_lazy("校验操作记录"),
}
FACTS = {
    "name": gettext_lazy("姓名"),
    "username": gettext_lazy("用户名"),
    "sign_in_address": gettext_lazy("登录地址"),
    "is_active": gettext_lazy("在用"),
    "post_court": gettext_lazy("法院"),
    "role": gettext_lazy("岗位"),
    "team": gettext_lazy("部门"),
    "substitute": pgettext_lazy("post", "代理人"),
    "force": gettext_lazy("强制"),
    "sessions": gettext_lazy("登录数"),
    "people": gettext_lazy("人数"),
    "rows": gettext_lazy("条数"),
    "created": gettext_lazy("新增数"),
    "updated": gettext_lazy("更改数"),
    "removed": gettext_lazy("删除数"),
    "days_created": gettext_lazy("新增天数"),
    "days_updated": gettext_lazy("更改天数"),
    "days_removed": gettext_lazy("删除天数"),
    "became_final": gettext_lazy("转为已公布"),
    "granted": gettext_lazy("给予"),
    "withdrawn": gettext_lazy("收回"),
    "create": gettext_lazy("新建账号"),
    "add_post": gettext_lazy("加岗位"),
    "end_post": gettext_lazy("改止日"),
    "unchanged": gettext_lazy("不变"),
    "rejected": gettext_lazy("不能导入"),
    "moved": gettext_lazy("会变的期限"),
    "recounted": gettext_lazy("重算件数"),
    "parameter_value": gettext_lazy("值"),
    "from_on": gettext_lazy("起"),
    "to_on": gettext_lazy("止"),
    "basis": gettext_lazy("依据"),
    "sealed": gettext_lazy("已上链"),
    "broken": gettext_lazy("对不上的条号"),
}


def register() -> None:
    """Called once, when the app is ready."""
    audit.describe(WORDS)
    audit.describe_facts(FACTS)
    audit.describe_values({"granted": _grants, "withdrawn": _grants, "role": _role})
    _offer_menu()
    morning.register(
        "calendar",
        MorningLines(gettext_lazy("工作日历"), 90, calendar_lines, Permission.CALENDAR_MANAGE),
    )
    file_owners.register(users_import.UPLOADS, FileOwner(30, users_import.may_open_upload))
    file_owners.register(users_import.PASSWORDS, FileOwner(31, users_import.may_open_passwords))
    exporting.exporters["users"] = export_users
    exporting.exporters["audit"] = export_events
    jobs.runners[events.KIND] = events.run_verification
    jobs.runners[users_import.KIND] = users_import.run_import
    jobs.runners[calendar_jobs.PREVIEW] = calendar_jobs.run_preview
    jobs.runners[calendar_jobs.APPLY] = calendar_jobs.run_apply
    jobs.pages[events.KIND] = "courts:chain_job"
    jobs.pages[users_import.KIND] = "courts:import_job"
    jobs.pages[calendar_jobs.PREVIEW] = jobs.pages[calendar_jobs.APPLY] = "courts:calendar_job"


def _offer_menu() -> None:
    """The entries of 管理员 and 审计员 (ui.md section 4)."""
    admin, auditor = frozenset({Role.ADMIN.value}), frozenset({Role.AUDITOR.value})
    entries = [
        ("users", gettext_lazy("用户与岗位"), "user_list", "users", Permission.USER_MANAGE, admin),
        ("permissions", gettext_lazy("岗位权限"), "permission_matrix", "key-round",
         Permission.PERMISSION_MANAGE, admin),
        ("parameters", gettext_lazy("参数"), "parameter_list", "sliders-horizontal",
         Permission.PARAMETER_MANAGE, admin),
        ("calendar", gettext_lazy("日历"), "calendar", "calendar-days",
         Permission.CALENDAR_MANAGE, admin),
        ("audit", gettext_lazy("操作记录"), "event_list", "scroll-text",
         Permission.AUDIT_VIEW, auditor),
        ("chain", gettext_lazy("校验"), "chain_check", "shield-check",
         Permission.AUDIT_VIEW, auditor),
    ]  # fmt: skip
    for order, (name, label, url, icon, permission, roles) in enumerate(entries, 80):
        menu.register(name, MenuEntry(label, f"courts:{url}", icon, order, permission, roles))


def calendar_lines(_user: Any, today: date) -> Sequence[dict[str, Any]]:
    """From 1 November: next year's make-up days are not imported yet (ruling 47)."""
    if not next_year_is_provisional(today):
        return []
    year = today.year + 1
    return [
        {
            "text": _("%d 年的调休安排还没有导入") % year,
            "reason": _("落在 %d 年的期限都是暂算，导入通知后重算。") % year,
            "url": reverse("courts:calendar_year", args=[year]),
        }
    ]


def _grants(stored: str) -> str:
    """`clerk:case_view officer:case_file` in the reader's words."""
    words = []
    for grant in stored.split():
        role, _colon, permission = grant.partition(":")
        known = role in Role.values and permission in Permission.values
        words.append(f"{Role(role).label} {Permission(permission).label}" if known else grant)
    return "、".join(words)


def _role(stored: str) -> object:
    return Role(stored).label if stored in Role.values else stored

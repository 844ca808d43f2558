"""Closed lists: levels of courts, roles, permissions, kinds of calendar days."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CourtLevel(TextChoices):
    """The four levels; ranks run among courts of one level."""

    SUPREME = "supreme", _("最高人民法院")
    HIGH = "high", _("高级人民法院")
    INTERMEDIATE = "intermediate", _("中级人民法院")
    BASIC = "basic", _("基层人民法院")


class Role(TextChoices):
    """What somebody is at a court (design 1, ui 4)."""

    OFFICER = "officer", _("执行员")
    CLERK = "clerk", _("书记员")
    CHIEF = "chief", _("执行局局长")
    DEPUTY_PRESIDENT = "deputy_president", _("副院长")
    PRESIDENT = "president", _("院长")
    SUPERVISOR = "supervisor", _("综合科")
    PETITION_DESK = "petition_desk", _("信访专员")
    COMMAND_CENTRE = "command_centre", _("指挥中心")
    FINANCE = "finance", _("财务")
    DISCIPLINE = "discipline", _("纪检")
    AGENCY = "agency", _("联动单位")
    ADMIN = "admin", _("管理员")
    AUDITOR = "auditor", _("审计员")


class Permission(StrEnum):
    """One name per thing that somebody may do. Which role has which is data: RolePermission."""

    CASE_VIEW = "case_view"
    CASE_FILE = "case_file"
    CASE_EDIT_OWN = "case_edit_own"
    CASE_EDIT_COURT = "case_edit_court"
    CASE_ASSIGN = "case_assign"
    CASE_EXPORT = "case_export"
    EXTENSION_APPROVE = "extension_approve"
    RECEIPT_RECORD = "receipt_record"
    PAYOUT_RECORD = "payout_record"
    IDENTITY_REVEAL = "identity_reveal"
    LEDGER_IMPORT = "ledger_import"
    PETITION_VIEW = "petition_view"
    PETITION_RECORD = "petition_record"
    DEFAULTER_VIEW = "defaulter_view"
    FIGURES_VIEW = "figures_view"
    SNAPSHOT_TAKE = "snapshot_take"
    BENCHMARK_IMPORT = "benchmark_import"
    USER_MANAGE = "user_manage"
    PERMISSION_MANAGE = "permission_manage"
    COURT_MANAGE = "court_manage"
    CALENDAR_MANAGE = "calendar_manage"
    PARAMETER_MANAGE = "parameter_manage"
    AUDIT_VIEW = "audit_view"


class DayKind(TextChoices):
    """Days on which the week's rule does not hold."""

    HOLIDAY = "holiday", _("放假")
    MAKEUP_WORKDAY = "makeup_workday", _("调休上班")

"""Closed lists: levels of courts, roles, permissions, kinds of calendar days."""

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


class Permission(TextChoices):
    """One name per thing that somebody may do. Which role has which is data: RolePermission."""

    CASE_VIEW = "case_view", _("查看案件")
    CASE_FILE = "case_file", _("立案、更正案号")
    CASE_EDIT_OWN = "case_edit_own", _("办理自己承办的案件")
    CASE_EDIT_COURT = "case_edit_court", _("办理本院全部案件")
    CASE_ASSIGN = "case_assign", _("分案、改派")
    CASE_EXPORT = "case_export", _("导出案件")
    EXTENSION_APPROVE = "extension_approve", _("批准延长执行期限")
    RECEIPT_RECORD = "receipt_record", _("登记案款到账")
    PAYOUT_RECORD = "payout_record", _("登记案款发放")
    IDENTITY_REVEAL = "identity_reveal", _("查看完整证件号码")
    LEDGER_IMPORT = "ledger_import", _("导入台账")
    PETITION_VIEW = "petition_view", _("查看信访")
    PETITION_RECORD = "petition_record", _("登记信访")
    DEFAULTER_VIEW = "defaulter_view", _("查看失信限高")
    FIGURES_VIEW = "figures_view", _("查看质效指标")
    SNAPSHOT_TAKE = "snapshot_take", _("生成周快照")
    BENCHMARK_IMPORT = "benchmark_import", _("导入全省均值")
    USER_MANAGE = "user_manage", _("管理用户与岗位")
    PERMISSION_MANAGE = "permission_manage", _("管理岗位权限")
    COURT_MANAGE = "court_manage", _("管理法院")
    CALENDAR_MANAGE = "calendar_manage", _("管理工作日历")
    PARAMETER_MANAGE = "parameter_manage", _("管理参数")
    AUDIT_VIEW = "audit_view", _("查看操作记录、校验")


class DayKind(TextChoices):
    """Days on which the week's rule does not hold."""

    HOLIDAY = "holiday", _("放假")
    MAKEUP_WORKDAY = "makeup_workday", _("调休上班")


class Density(TextChoices):
    """Height of table rows (ui.md section 2)."""

    STANDARD = "standard", _("标准")
    COMPACT = "compact", _("紧凑")
    ROOMY = "roomy", _("宽松")

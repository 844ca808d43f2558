"""Closed lists of the case file. Values are the words that the ledger workbook uses."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseType(TextChoices):
    """Type words of enforcement cases (法〔2015〕137号; domain 1.3)."""

    FIRST = "执", _("首次执行")
    RESUMED = "执恢", _("恢复执行")
    PRESERVATION = "执保", _("财产保全执行")
    OBJECTION = "执异", _("执行异议")
    RECONSIDERATION = "执复", _("执行复议")
    SUPERVISION = "执监", _("执行监督")
    COORDINATION = "执协", _("执行协调")
    INSTRUCTION = "执请", _("执行请示")
    OTHER = "执他", _("其他执行")


class CaseStatus(TextChoices):
    """Where a case stands. Only services move it, along cases/transitions.py."""

    FILED = "filed", _("已立案")
    ASSIGNED = "assigned", _("已分案")
    UNDER_WAY = "under_way", _("执行中")
    SUSPENDED = "suspended", _("中止")
    CLOSED = "closed", _("已结案")


class CloseMode(TextChoices):
    """How a case was closed (domain 3.2, 3.4)."""

    COMPLETED = "执行完毕", _("执行完毕")
    ZHONGBEN = "终结本次执行程序", _("终本")
    TERMINATED = "终结执行", _("终结执行")
    STRUCK = "销案", _("销案")
    NOT_ENFORCED = "不予执行", _("不予执行")
    DISMISSED = "驳回申请", _("驳回申请")
    PRESERVED = "保全完毕", _("保全完毕")
    PARTLY_PRESERVED = "部分保全", _("部分保全")
    NOTHING_TO_PRESERVE = "无标的物可实施保全", _("无标的物可实施保全")
    WITHDRAWAL_ALLOWED = "准予撤回", _("准予撤回")
    REJECTED = "驳回", _("驳回")
    SET_ASIDE = "撤销", _("撤销")
    CHANGED = "变更", _("变更")
    SET_ASIDE_OR_CHANGED = "撤销/变更", _("撤销或变更")
    PARTLY_UPHELD = "部分支持", _("部分支持")
    SUSPENDED_FOR_OBJECT = "中止对标的执行", _("中止对标的执行")
    PARTY_CHANGED = "变更追加", _("变更追加")


class PartyRole(TextChoices):
    """Place of a party in the case."""

    APPLICANT = "申请执行人", _("申请执行人")
    DEBTOR = "被执行人", _("被执行人")
    THIRD_PARTY = "案外人", _("案外人")
    AGENT = "代理人", _("代理人")


class PartyKind(TextChoices):
    """What a party is."""

    PERSON = "自然人", _("自然人")
    LEGAL_PERSON = "法人", _("法人")
    ORGANISATION = "非法人组织", _("非法人组织")


class Household(TextChoices):
    """Registration of a household (户籍性质)."""

    RURAL = "农村", _("农村")
    URBAN = "城镇", _("城镇")


class LimitEventKind(TextChoices):
    """What stops or lengthens the statutory limit (法释〔2000〕29号第九条; ruling 40)."""

    JURISDICTION = "管辖异议", _("管辖异议")
    AUDIT = "审计", _("审计")
    APPRAISAL = "评估", _("评估")
    LIQUIDATION = "资产清理", _("资产清理")
    SUSPENSION = "中止执行", _("中止执行")
    DEFERRAL = "暂缓执行", _("暂缓执行")
    AUCTION = "拍卖", _("拍卖")
    SALE = "变卖", _("变卖")
    PUBLIC_SERVICE = "公告送达", _("公告送达")
    EXPERT = "鉴定", _("鉴定")
    INSTRUCTION = "请示", _("请示")
    COORDINATION = "执行争议协调", _("执行争议协调")
    EXTENSION = "延长", _("延长")


class AssetKind(TextChoices):
    """Kinds of property by the longest term of a seal (民诉法解释第四百八十五条)."""

    DEPOSIT = "存款", _("存款")
    CHATTEL = "动产", _("动产")
    REAL_ESTATE = "不动产", _("不动产")
    EQUITY = "股权", _("股权")
    OTHER = "其他", _("其他")


class Source(TextChoices):
    """Whether a record was made in the program or came in with a ledger."""

    LIVE = "live", _("经办")
    IMPORT = "import", _("导入")

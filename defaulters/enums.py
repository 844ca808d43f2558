"""Closed lists of the register."""

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Ground(IntegerChoices):
    """Grounds for listing (法释〔2017〕7号第一条第一至六项)."""

    ABLE_BUT_REFUSES = 1, _("有履行能力而拒不履行生效法律文书确定义务")
    OBSTRUCTS = 2, _("以伪造证据、暴力、威胁等方法妨碍、抗拒执行")
    EVADES = 3, _("以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行")
    FALSE_REPORT = 4, _("违反财产报告制度")
    BREACHES_LIMIT = 5, _("违反限制消费令")
    BREAKS_SETTLEMENT = 6, _("无正当理由拒不履行执行和解协议")

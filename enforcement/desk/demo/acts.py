"""Acts of making the demonstration, in words."""

from django.utils.translation import gettext_lazy as _

BEGUN, MADE = "DEMONSTRATION_BEGUN", "DEMONSTRATION_MADE"
WORDS = {
    BEGUN: _("开始生成演示数据"),
    MADE: _("生成演示数据"),
    "DEMONSTRATION_PEOPLE_MADE": _("生成演示人员"),
}

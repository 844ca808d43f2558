"""Words of the lists of a figure and of the reasons in them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from performance.evidence.opening import Tab, shelves
from performance.indicators import Indicator

TAB_LABELS: dict[Tab, Promise] = {
    Tab.COUNTED: gettext_lazy("计入分子"),
    Tab.MISSED: gettext_lazy("未计入分子"),
    Tab.LEFT_OUT: gettext_lazy("不计入分母"),
    Tab.BASE: gettext_lazy("计入分母"),
    Tab.BASE_LEFT_OUT: gettext_lazy("不计入分母"),
}


def reason_labels(indicator: Indicator) -> dict[str, str]:
    """Words of the reasons by code."""
    return {
        reason.code: str(reason.label)
        for shelf in shelves(indicator)
        for reason in (*shelf.missed, *shelf.left_out)
    }

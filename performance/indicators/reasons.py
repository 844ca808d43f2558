"""Why a record is not counted, and by what its lists are ordered. Words of the drill-down."""

from django.utils.translation import gettext_lazy as _

from cases.enums import CloseMode
from performance.indicators import conditions as c
from performance.indicators.definition import Reason, Sorting

STRUCK = Reason("struck", _("销案"), c.STRUCK)
OPEN = Reason("open", _("未结"), c.OPEN)
CLOSED_ALREADY = Reason("closed", _("已结"))
EXPIRED_OPEN = Reason("expired_open", _("届满未结"), c.EXPIRED_OPEN)
NOT_EXPIRED = Reason("not_expired", _("未结，期限未届满"), c.OPEN)
ZHONGBEN = Reason("zhongben", _("终本"), c.ZHONGBEN)
TERMINATED = Reason("terminated", _("终结执行"), c.mode(CloseMode.TERMINATED))
OTHER_MODE = Reason("other_mode", _("其他方式结案"))
LATE = Reason("late", _("超期结案"))
NO_PROPERTY = Reason("no_property", _("无财产"), "has_property IS FALSE")
PROPERTY_UNKNOWN = Reason("property_unknown", _("财产情况未查明"), "has_property IS NULL")
NOT_PASSED = Reason("not_passed", _("核查不合格"), "zhongben_ok IS FALSE")
NOT_CHECKED = Reason("not_checked", _("未核查"))
NOTHING_RECOVERED = Reason("nothing_recovered", _("未到位"))
SAME_DAY = Reason("same_day", _("当日结案"))
NO_LATE_NODE = Reason("no_late_node", _("没有超期节点"))
YOUNGER = Reason("younger", _("未满12个月"))
NOT_PAID = Reason("not_paid", _("未发放"), c.NOT_PAID)
PAID_LATE = Reason("paid_late", _("超期发放"), "paid_on > due_on")
PAID_IN_PART = Reason("paid_in_part", _("未足额发放"))
NOT_DUE = Reason("not_due", _("未到应发日"))
NOT_DONE = Reason("not_done", _("未办结"))
STRUCK_OFF = Reason("struck_off", _("已剔除"))

BY_AGE = Sorting(
    "LEAST(COALESCE(closed_on, {end}), {end}) - filed_on",
    _("历时（天）"),
    ("filed_on", "closed_on"),
)
BY_OVERDUE = Sorting(
    "LEAST(COALESCE(closed_on, {end}), {end}) - limit_end",
    _("超期（天）"),
    ("limit_end", "closed_on"),
)
BY_UNRECOVERED = Sorting("claim - recovered", _("未到位（元）"), ("closed_on",))
BY_NODES = Sorting("{late_nodes}", _("超期节点数"), ("filed_on",))
BY_PAYOUT = Sorting(
    "LEAST(COALESCE(paid_on, {end}), {end}) - due_on",
    _("超期（天）"),
    ("due_on", "received_on", "paid_on"),
)
BY_WAIT = Sorting(
    "LEAST(COALESCE(done_on, {end}), {end}) - received_on",
    _("历时（天）"),
    ("received_on", "done_on"),
)

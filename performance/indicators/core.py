"""受理, 结案, 未结 and the four core indicators. Design 5, rulings 2 to 5, 11."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from performance.enums import Group, Source, Window
from performance.indicators import conditions as c
from performance.indicators import reasons as r
from performance.indicators.definition import Indicator, Part

PRACTICE = "法院执行统计口径"
CORE_SOURCE = "“三个90%、一个80%”核心指标（最高人民法院2018年第三方评估指标体系）"

COUNTS = (
    Indicator(
        code="received",
        name=_("受理"),
        formula=_("期初未结＋期内立案"),
        group=Group.COUNTS,
        numerator=Part(Source.CASE, c.both(c.FIRST, c.RECEIVED)),
        denominator=None,
        universe=c.both(c.FIRST, c.RECEIVED),
        sorting=r.BY_AGE,
        source=PRACTICE,
    ),
    Indicator(
        code="closed",
        name=pgettext_lazy("indicator", "结案"),
        formula=_("期内结案"),
        group=Group.COUNTS,
        numerator=Part(Source.CASE, c.both(c.FIRST, c.CLOSED)),
        denominator=None,
        universe=c.both(c.FIRST, c.CLOSED),
        sorting=r.BY_AGE,
        source=PRACTICE,
    ),
    Indicator(
        code="open",
        name=_("未结"),
        formula=_("周日未结"),
        group=Group.COUNTS,
        numerator=Part(Source.CASE, c.both(c.FIRST, c.OPEN)),
        denominator=None,
        universe=c.both(c.FIRST, c.OPEN),
        sorting=r.BY_AGE,
        source=PRACTICE,
    ),
)

CORE = (
    Indicator(
        code="intime_real_rate",
        name=_("有财产期限内执结率"),
        full_name=_("有财产案件法定期限内实际执结率"),
        formula=_("有财产、期内非终本结案且未超法定期限 ÷ 有财产的期内结案与届满未结"),
        group=Group.CORE,
        numerator=Part(
            Source.CASE,
            c.both(c.FIRST, "has_property", c.COUNTED_CLOSED, f"NOT {c.ZHONGBEN}", c.IN_LIMIT),
        ),
        denominator=Part(
            Source.CASE,
            c.both(c.FIRST, "has_property", f"({c.COUNTED_CLOSED}) OR ({c.EXPIRED_OPEN})"),
        ),
        universe=c.both(c.FIRST, c.RECEIVED),
        sorting=r.BY_OVERDUE,
        missed=(r.EXPIRED_OPEN, r.ZHONGBEN, r.LATE),
        left_out=(r.STRUCK, r.NO_PROPERTY, r.PROPERTY_UNKNOWN, r.NOT_EXPIRED),
        source=CORE_SOURCE,
    ),
    Indicator(
        code="zhongben_ok_rate",
        name=_("终本合格率"),
        formula=_("核查合格的终本 ÷ 期内终本（首执与执恢）"),
        group=Group.CORE,
        numerator=Part(Source.CASE, c.both(c.EITHER, c.CLOSED, c.ZHONGBEN, "zhongben_ok")),
        denominator=Part(Source.CASE, c.both(c.EITHER, c.CLOSED, c.ZHONGBEN)),
        universe=c.both(c.EITHER, c.CLOSED),
        sorting=r.BY_AGE,
        missed=(r.NOT_PASSED, r.NOT_CHECKED),
        left_out=(r.STRUCK, r.OTHER_MODE),
        source=CORE_SOURCE,
    ),
    Indicator(
        code="petition_done_rate",
        name=_("执行信访办结率"),
        formula=_("周日前办结 ÷ 期初未办结＋期内登记（剔除的不计）"),
        group=Group.CORE,
        numerator=Part(Source.PETITION, c.both(c.PENDING, c.NOT_STRUCK_OFF, c.DONE)),
        denominator=Part(Source.PETITION, c.both(c.PENDING, c.NOT_STRUCK_OFF)),
        universe=c.both(c.PENDING, "struck_on IS NULL OR struck_on >= {start}"),
        sorting=r.BY_WAIT,
        missed=(r.NOT_DONE,),
        left_out=(r.STRUCK_OFF,),
        source=CORE_SOURCE,
    ),
    Indicator(
        code="overall_rate_36m",
        name=_("近三年整体执结率"),
        formula=_("终本＋法定期限内以其他方式结案 ÷ 期初未结＋期内立案，36个月"),
        group=Group.CORE,
        numerator=Part(
            Source.CASE, c.both(c.FIRST, c.COUNTED_CLOSED, f"{c.ZHONGBEN} OR {c.IN_LIMIT}")
        ),
        denominator=Part(Source.CASE, c.both(c.FIRST, c.COUNTED_RECEIVED)),
        universe=c.both(c.FIRST, c.RECEIVED),
        sorting=r.BY_OVERDUE,
        missed=(r.OPEN, r.LATE),
        left_out=(r.STRUCK,),
        windows=(Window.M36,),
        source=CORE_SOURCE,
    ),
)

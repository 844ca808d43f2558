"""The catalogue: every parameter with its default and what the default rests on.

Domain 12.1 and the rulings. Codes begin with the room whose rule reads them. A row of the table
replaces the default from its day on; `manage.py prepare` stores the defaults, so that another
default in a later version never changes what held before.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy

from courts.parameters.definition import Definition, Kind

LIMITS, CLOSING, MONEY = gettext_lazy("期限"), gettext_lazy("终本"), gettext_lazy("案款")
REGISTER, PETITIONS = gettext_lazy("失信与建议"), gettext_lazy("信访")
FIGURES, TARGETS = gettext_lazy("指标与排名"), gettext_lazy("核心指标目标")
TALKS = gettext_lazy("约谈")
DAYS, WORKDAYS, MONTHS = gettext_lazy("天"), gettext_lazy("个工作日"), gettext_lazy("个月")
OURS = gettext_lazy("本系统规则")
CORE = gettext_lazy("人民法院报 2018-07-10，“三个 90 %、一个 80 %”")
PAYMENTS = gettext_lazy("法发〔2017〕6号 第10条")

KEY_NODES = (  # those with a due rule in ruling 12
    ("分案", gettext_lazy("分案")),
    ("执行通知", gettext_lazy("执行通知")),
    ("网络查控", gettext_lazy("网络查控")),
    ("结案", gettext_lazy("结案")),
)
INDICATORS = (
    ("closing_rate", gettext_lazy("结案率")),
    ("intime_real_rate", gettext_lazy("有财产案件法定期限内实际执结率")),
    ("zhongben_ok_rate", gettext_lazy("终本合格率")),
    ("petition_done_rate", gettext_lazy("执行信访办结率")),
    ("overall_rate_36m", gettext_lazy("近三年整体执结率")),
    ("completed_rate", gettext_lazy("执行完毕率")),
    ("intime_rate", gettext_lazy("法定期限内结案率")),
    ("recovered_rate", gettext_lazy("执行标的到位率")),
    ("avg_days", gettext_lazy("首执平均用时")),
    ("zhongben_share", gettext_lazy("终本率")),
    ("payout_intime_rate", gettext_lazy("案款及时发放率")),
    ("node_overdue_avg", gettext_lazy("关键节点平均超期数")),
    ("petition_ratio", gettext_lazy("案访比")),
    ("over_12m", gettext_lazy("超12个月未结占比")),
    ("resumed_done_rate", gettext_lazy("恢复执行完毕率")),
)
CORE_FOUR = ["intime_real_rate", "zhongben_ok_rate", "petition_done_rate", "overall_rate_36m"]

# fmt: off
_DEFINITIONS = (
    Definition(
        "case.execution_months", LIMITS, gettext_lazy("执行期限"), 6, MONTHS,
        gettext_lazy("法发〔2006〕35号 第1条；法释〔2000〕29号 第5条"), most=36,
    ),
    Definition(
        "case.non_litigation_months", LIMITS, gettext_lazy("行政非诉执行期限"), 3, MONTHS,
        gettext_lazy("法发〔2006〕35号 第1条；法释〔2000〕29号 第5条"), most=36,
    ),
    Definition(
        "case.extension_months", LIMITS, gettext_lazy("院长批准延长"), 3, MONTHS,
        gettext_lazy("法释〔2000〕29号 第5条"), most=36,
    ),
    Definition(
        "case.assign_days", LIMITS, gettext_lazy("分案"), 7, DAYS,
        gettext_lazy("法发〔2006〕35号 第2条"), most=365,
    ),
    Definition(
        "case.notice_days", LIMITS, gettext_lazy("发出执行通知书"), 3, DAYS,
        gettext_lazy("法发〔2006〕35号 第4条"), most=365,
    ),
    Definition(
        "case.first_query_days", LIMITS, gettext_lazy("首次网络查控"), 10, DAYS,
        gettext_lazy("法院内部管理要求，全国无统一期限"), most=365,
    ),
    Definition(
        "clue.check_days", LIMITS, gettext_lazy("核实线索"), 7, DAYS,
        gettext_lazy("《民事执行中财产调查若干问题的规定》第2条"), most=365,
    ),
    Definition(
        "clue.urgent_days", LIMITS, gettext_lazy("核实紧急线索"), 3, DAYS,
        gettext_lazy("《民事执行中财产调查若干问题的规定》第2条"), most=365,
    ),
    Definition(
        "seal.warning_days", LIMITS, gettext_lazy("查封到期提醒（承办人、局长、院长）"),
        [30, 15, 7], DAYS, OURS, Kind.INTEGERS, most=365,
    ),
    Definition(
        "zhongben.minimum_months", CLOSING, gettext_lazy("立案满多久才能终本"), 3, MONTHS,
        gettext_lazy("法〔2016〕373号 第1条"), most=36,
    ),
    Definition(
        "zhongben.query_days", CLOSING, gettext_lazy("终本前网络查控的有效期"), 91, DAYS,
        gettext_lazy("终本合格 12 项核查第 2 项"), most=365,
    ),
    Definition(
        "zhongben.recheck_months", CLOSING, gettext_lazy("终本后查询间隔"), 6, MONTHS,
        gettext_lazy("法〔2016〕373号 第9条"), most=60,
    ),
    Definition(
        "zhongben.recheck_years", CLOSING, gettext_lazy("终本后查询年限"), 5, gettext_lazy("年"),
        gettext_lazy("法〔2016〕373号 第9条"), most=20,
    ),
    Definition(
        "zhongben.balance_amount", CLOSING, gettext_lazy("可不处置的存款余额低于"), "1000.00",
        gettext_lazy("元"), gettext_lazy("终本合格 12 项核查第 6 项"), Kind.DECIMAL,
        least=0, most=1_000_000,
    ),
    Definition(
        "zhongben.balance_percent", CLOSING, gettext_lazy("且不超过应执行额的"), "5.00", "%",
        gettext_lazy("终本合格 12 项核查第 6 项"), Kind.DECIMAL, least=0, most=100,
    ),
    Definition(
        "money.payout_days", MONEY, gettext_lazy("案款发放"), 30, DAYS, PAYMENTS, most=365,
    ),
    Definition(
        "money.deferral_days", MONEY, gettext_lazy("延缓事由消除后发放"), 10, DAYS, PAYMENTS,
        most=365,
    ),
    Definition(
        "register.removal_workdays", REGISTER, gettext_lazy("删除失信信息"), 3, WORKDAYS,
        gettext_lazy("法释〔2017〕7号 第10条"), most=60,
    ),
    Definition(
        "register.correction_workdays", REGISTER, gettext_lazy("更正失信信息"), 3, WORKDAYS,
        gettext_lazy("法释〔2017〕7号 第12条"), most=60,
    ),
    Definition(
        "suggestion.reply_months", REGISTER, gettext_lazy("司法建议回复"), 2, MONTHS,
        gettext_lazy("法释〔2023〕11号，条号待核"), most=24,
    ),
    Definition(
        "petition.register_workdays", PETITIONS, gettext_lazy("登记并确定承办人"), 5, WORKDAYS,
        gettext_lazy("法〔2021〕227号"), most=60,
    ),
    Definition(
        "petition.handle_days", PETITIONS, gettext_lazy("办理并告知"), 30, DAYS,
        gettext_lazy("法〔2021〕227号"), most=365,
    ),
    Definition(
        "bulletin_profile", FIGURES, gettext_lazy("通报口径"), "ranking", "",
        gettext_lazy("2018 年周通报；2024 年起改用合理区间"), Kind.CHOICE,
        choices=(
            ("ranking", gettext_lazy("排名通报")),
            ("ranges", gettext_lazy("合理区间")),
        ),
    ),
    Definition(
        "figures.minimum_base", FIGURES, gettext_lazy("参加排名的最低基数"), 5, gettext_lazy("件"),
        OURS, most=1000,
    ),
    Definition(
        "figures.bottom", FIGURES, gettext_lazy("末几位算落后"), 1, gettext_lazy("位"), OURS,
        most=50,
    ),
    Definition(
        "figures.key_indicators", FIGURES, gettext_lazy("核心指标"), CORE_FOUR, "", CORE,
        Kind.CHOICES, choices=INDICATORS,
    ),
    Definition(
        "figures.key_nodes", FIGURES, gettext_lazy("计入平均超期数的节点"),
        [name for name, _label in KEY_NODES], "", OURS, Kind.CHOICES, choices=KEY_NODES,
    ),
    Definition(
        "target.intime_real_rate", TARGETS, gettext_lazy("有财产案件法定期限内实际执结率"),
        "90.00", "%", CORE, Kind.DECIMAL, least=0, most=100,
    ),
    Definition(
        "target.zhongben_ok_rate", TARGETS, gettext_lazy("终本合格率"), "90.00", "%", CORE,
        Kind.DECIMAL, least=0, most=100,
    ),
    Definition(
        "target.petition_done_rate", TARGETS, gettext_lazy("执行信访办结率"), "90.00", "%", CORE,
        Kind.DECIMAL, least=0, most=100,
    ),
    Definition(
        "target.overall_rate_36m", TARGETS, gettext_lazy("近三年整体执结率"), "80.00", "%", CORE,
        Kind.DECIMAL, least=0, most=100,
    ),
    Definition(
        "escalation.strike_weeks", TALKS, gettext_lazy("连续落后几周提请约谈"), 2,
        gettext_lazy("周"), gettext_lazy("萍乡中院周通报、约谈制度（2018）"), most=52,
    ),
    Definition(
        "escalation.talk_repeats", TALKS, gettext_lazy("约谈几次后仍落后约谈一把手"), 2,
        gettext_lazy("次"), gettext_lazy("萍乡中院周通报、约谈制度（2018）"), most=52,
    ),
)
# fmt: on

# Those that a rule asks for; a test holds them against the code. The others come with their issues.
READ = (
    "bulletin_profile",
    "figures.",
    "target.",
    "case.",
    "clue.check_days",
    "money.",
    "zhongben.minimum_months",
)
CATALOGUE = {each.code: replace(each, is_read=each.code.startswith(READ)) for each in _DEFINITIONS}

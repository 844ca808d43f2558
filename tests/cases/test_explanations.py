"""How dates came about, in words and in both languages."""

from datetime import date

import pytest
from django.utils import translation

from cases.explanations import chip, cited, limit_explanation, node_explanation, node_reason
from cases.rules import register
from cases.rules.lights import Clock, Light, LightCode, light
from cases.rules.limit_explained import statutory_end
from cases.rules.limit_facts import Deduction, Extension, LimitFacts
from cases.rules.node_table import NODE_RULES
from cases.rules.nodes import NodeFacts, all_nodes
from enforcement.kernel.workdays import DayKind, WorkCalendar

FILED = date(2026, 1, 22)
CALENDAR = WorkCalendar.from_rows(
    [(date(2026, 10, day), DayKind.HOLIDAY) for day in range(1, 8)]
    + [(date(2026, 7, 25), DayKind.MAKEUP_WORKDAY), (date(2018, 10, 1), DayKind.HOLIDAY)]
)


def explained(today=date(2026, 7, 1), **facts):
    end = statutory_end(LimitFacts(FILED, **{"base_months": 6, **facts}), today, CALENDAR)
    closed = facts.get("closed_on")
    is_stopped = any(each.to_on is None for each in facts.get("deductions", ()))
    return limit_explanation(end, light(Clock(FILED, end.end, is_stopped, closed), today))


def steps(**facts):
    return [(step["text"], step["gain"]) for step in explained(**facts)["steps"]]


@pytest.fixture(autouse=True)
def this_year(monkeypatch):
    from enforcement.kernel import clock

    monkeypatch.setattr(clock, "today", lambda: date(2026, 7, 1))


def test_limit__plain():
    assert steps() == [
        ("1月22日立案，自次日起算", "1月23日起"),
        ("基本期限 6 个月", "至7月22日"),
        ("扣除期间：无", "7月22日"),
        ("延长：无", "7月22日"),
        ("届满日是工作日，不顺延", "7月22日"),
    ]


def test_limit__deductions_overlap_counted_once():
    facts = {
        "deductions": (
            Deduction("评估", date(2026, 6, 4), date(2026, 6, 28)),
            Deduction("中止执行", date(2026, 6, 21), date(2026, 7, 10)),
        )
    }

    step = explained(**facts)["steps"][2]

    assert (step["text"], step["gain"]) == ("扣除期间，重叠只计一次", "＋37 天 → 8月28日")
    assert step["sum"] == (
        "评估 2026-06-04 至 2026-06-28，25 天；中止执行 2026-06-21 至 2026-07-10，20 天；"
        "45 天 − 重叠 8 天 ＝ 37 天"
    )
    assert step["days"] == 37
    assert [(bar["start"], bar["days"], bar["tone"]) for bar in step["bars"]] == [
        (0, 25, "info"), (17, 20, "info"),
    ]  # fmt: skip
    assert step["basis"].startswith("《")


@pytest.mark.parametrize(
    ("deduction", "words"),
    [
        (Deduction("拍卖", date(2026, 6, 30)), "拍卖 2026-06-30 至 未止，2 天"),
        (Deduction("拍卖", date(2026, 7, 2), date(2026, 7, 9)), "尚未开始，不计"),
        (Deduction("拍卖", date(2026, 1, 2), date(2026, 1, 9)), "立案前的天数不计"),
    ],
)
def test_limit__every_bar_in_words(deduction, words):
    assert words in explained(deductions=(deduction,))["steps"][2]["sum"]


def test_limit__a_bar_that_began_after_the_end():
    late = Deduction("拍卖", date(2026, 8, 1), date(2026, 8, 3))

    told = explained(today=date(2026, 8, 10), deductions=(late,))

    assert "届满后才开始，不计" in told["steps"][2]["sum"]
    assert told["steps"][2]["gain"] == "7月22日"


def test_limit__extensions_counted_and_later():
    extensions = (Extension(date(2026, 6, 1), 3), Extension(date(2026, 7, 9), 3))

    assert steps(extensions=extensions)[3] == (
        "2026-06-01 批准延长 3 个月；另有 1 次在所问之日后批准，不计", "＋92 天 → 10月22日",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("filed", "words"),
    [
        (date(2026, 4, 4), "10月4日不是工作日，顺延：10-04 法定节假日"),
        (date(2026, 1, 25), "届满日是调休上班日，不顺延"),
        (date(2026, 7, 4), "（暂算：当年调休安排未公布）"),
        (date(2003, 2, 6), "（2004 年以前只按周末计）"),
    ],
)
def test_limit__the_roll(filed, words):
    end = statutory_end(LimitFacts(filed, base_months=6), date(2026, 7, 1), CALENDAR)

    told = limit_explanation(end, Light(LightCode.GREEN, 1, 2))

    assert words in told["steps"][4]["text"]


def test_limit__given_wins_and_the_difference_is_shown():
    told = explained(given=date(2026, 8, 1))

    assert told["steps"][-1]["text"] == "台账给定的届满日优先"
    assert told["manual"] == "台账给定 2026-08-01，按规则算得 2026-07-22，相差 10 天。"
    assert explained(given=date(2026, 7, 22))["manual"] == ""


def test_limit__where_law_sets_none():
    told = explained(base_months=None)

    assert told["title"] == "执行期限 — 怎么算的"
    assert told["steps"][-1]["text"] == "这类案件法律没有规定办理期限"
    assert told["conclusion"] == "没有届满日，不亮灯。"


def test_limit__a_term_in_days():
    assert steps(base_months=0, base_days=15)[1][0] == "基本期限 15 天"


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (Light(LightCode.GREEN, 60, 100), "全程 100 天，剩 60 天（60 %），多于 20 %，亮绿灯。"),
        (Light(LightCode.GREEN, 41, 203), "全程 203 天，剩 41 天（20.2 %），多于 20 %，亮绿灯。"),
        (
            Light(LightCode.YELLOW, 40, 201),
            "全程 201 天，剩 40 天（19.9 %），不多于 20 %，亮黄灯。",
        ),
        (Light(LightCode.YELLOW, 20, 100), "全程 100 天，剩 20 天（20 %），不多于 20 %，亮黄灯。"),
        (Light(LightCode.YELLOW, 0, 0), "全程 0 天，剩 0 天（0 %），不多于 20 %，亮黄灯。"),
        (Light(LightCode.DUE_TODAY), "今天届满，亮黄灯。"),
        (Light(LightCode.RED, 3, 100), "已超过 3 天，亮红灯。"),
        (Light(LightCode.STOPPED, 45, 100), "有扣除正在进行，时钟停着，剩 45 天。"),
        (Light(LightCode.DONE), "在期限内结案。"),
        (Light(LightCode.DONE_LATE, 2), "结案时已超过 2 天。"),
        (Light(LightCode.NOT_STARTED), "没有届满日，不亮灯。"),
    ],
)
def test_limit__one_sentence_explains_the_light(shown, words):
    end = statutory_end(LimitFacts(FILED, base_months=6), date(2026, 7, 1), CALENDAR)

    assert limit_explanation(end, shown)["conclusion"] == words


@pytest.mark.parametrize("code", LightCode)
def test_chip__knows_every_light(code):
    assert chip(Light(code, 4)) == {"code": chip(Light(code))["code"], "days": 4}


def test_cited__nothing_and_in_both_languages():
    wording = register.START_DAY.at(FILED)

    assert cited(None) == ""
    assert cited(wording).startswith("《")
    with translation.override("en"):
        assert cited(wording).endswith("art. 8")


# Nodes -----------------------------------------------------------------------------------------


def deadline(node, done=None, events=None, limit_end=date(2026, 7, 22), filed=FILED):
    facts = NodeFacts(filed, done or {}, limit_end, events or {})
    return next(each for each in all_nodes(facts, CALENDAR) if each.node == node)


def node(name, shown=None, **facts):
    found = deadline(name, **facts)
    clock_of = Clock(found.start or FILED, found.due, False, found.done)
    return node_explanation(found, shown or light(clock_of, date(2026, 2, 1)))


def test_node__start_term_roll_and_result():
    told = node("执行通知", done={"分案": date(2026, 9, 29)})

    assert told["title"] == "执行通知 2026-10-08 怎么算的"
    assert [(step["text"], step["gain"]) for step in told["steps"]] == [
        ("起算：分案", "9月29日"),
        ("3 天内", "至10月2日"),
        (
            "末日不是工作日，顺延：10-02 法定节假日、10-03 法定节假日、10-04 法定节假日、"
            "10-05 法定节假日、10-06 法定节假日、10-07 法定节假日",
            "10月8日",
        ),
    ]
    assert told["conclusion"] == "最迟 10月8日办。剩 249 天。"


@pytest.mark.parametrize(
    ("name", "facts", "words"),
    [
        ("分案", {}, "末日是工作日，不顺延"),
        ("分案", {"filed": date(2025, 12, 29)}, "末日是工作日，不顺延"),
        ("结案", {}, "这个期限不因节假日顺延"),
        ("分案", {"filed": date(2026, 12, 29)}, "（暂算：当年调休安排未公布）"),
    ],
)
def test_node__the_roll(name, facts, words):
    assert words in node(name, **facts)["steps"][2]["text"]


@pytest.mark.parametrize(
    ("name", "facts", "start", "term"),
    [
        ("分案", {}, "立案", "7 天内"),
        ("申请延长执行期限", {}, "执行期限届满", "届满前 5 天"),
        ("结案", {}, "执行期限届满", "当日"),
        ("完成传统查控", {"done": {"传统查控": date(2026, 6, 1)}}, "传统查控", "1 个月内"),
        ("完成款物支付", {"events": {"payout_due": date(2026, 6, 1)}}, "最早一笔应发案款", "当日"),
        (
            "终本网络查控次数",
            {"events": {"zhongben_closed": date(2026, 6, 1)}},
            "终本结案",
            "6 个月内",
        ),
    ],
)
def test_node__start_events_and_terms_in_words(name, facts, start, term):
    told = node(name, **facts)["steps"]

    assert (told[0]["text"], told[1]["text"]) == (f"起算：{start}", term)


@pytest.mark.parametrize(
    ("name", "words"),
    [("执行通知", "还没有起算的事，没有应办日。"), ("执行文书", "法律没有给这个节点规定期限。")],
)
def test_node__without_a_due_day(name, words):
    told = node(name)

    assert (told["steps"], told["conclusion"]) == ([], words)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (Light(LightCode.RED, 4), "已超 4 天。"),
        (Light(LightCode.DONE), "按时办结。"),
        (Light(LightCode.DONE_LATE, 2), "迟 2 天办结。"),
        (Light(LightCode.DUE_TODAY), "今天到期。"),
        (Light(LightCode.YELLOW, 3), "剩 3 天。"),
        (Light(LightCode.NOT_STARTED), ""),
    ],
)
def test_node__its_light_in_words(shown, words):
    assert node("分案", shown)["conclusion"] == f"最迟 1月29日办。{words}"


@pytest.mark.parametrize(
    ("name", "assigned", "due", "words"),
    [
        ("分案", None, date(2026, 1, 29), "1月22日立案，7 天内，最迟 1月29日办"),
        (
            "执行通知",
            date(2026, 1, 28),
            date(2026, 2, 2),
            "1月28日分案，3 天内；1月31日不是工作日，顺延至 2月2日",
        ),
        ("结案", date(2026, 1, 28), date(2026, 7, 22), "1月22日立案，7月22日届满"),
    ],
)
def test_node_reason(name, assigned, due, words):
    starts = {"filed": FILED} | ({"分案": assigned} if assigned else {})
    assert node_reason(starts, name, due, NODE_RULES) == words


def test_in_english__no_chinese_is_left():
    with translation.override("en"):
        told = str(explained(
            deductions=(Deduction("评估", date(2026, 6, 4)),),
            extensions=(Extension(date(2026, 6, 1), 3),),
        )) + str(node("分案"))  # fmt: skip
        told += node_reason(
            {"filed": FILED, "分案": date(2026, 1, 28)}, "执行通知", date(2026, 2, 2), NODE_RULES
        )

    assert not any("\u4e00" <= char <= "\u9fff" for char in told), told

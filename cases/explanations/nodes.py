"""How the due day of a node came about, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.explanations.chips import cited, skipped_words
from cases.rules.lights import Light, LightCode
from cases.rules.node_table import NodeRule, NodeRules, Start
from cases.rules.nodes import NodeDeadline, started
from enforcement.kernel.daywords import day_text
from enforcement.kernel.months import add_months, later

Step = dict[str, Any]


def node_reason(starts: Mapping[str, date], node: str, due: date, rules: NodeRules) -> str:
    """One line under an act of the morning list: start, term, and the roll when there was one.

    `starts`: days of 立案 (Start.FILED) and of the nodes done that start terms.
    """
    found = started(rules.get(node, ()), starts)
    if found is None:  # 结案: the limit has a page of its own
        filed = day_text(starts[Start.FILED])
        return _("%(filed)s立案，%(due)s届满") % {"filed": filed, "due": day_text(due)}
    rule, event, start = found
    words = _("%(start)s%(event)s，%(term)s") % {
        "start": day_text(start), "event": _start_words(event), "term": _term_words(rule),
    }  # fmt: skip
    unrolled = later(add_months(start, rule.months), rule.days)
    if unrolled == due:
        return _("%(words)s，最迟 %(due)s办") % {"words": words, "due": day_text(due)}
    return _("%(words)s；%(unrolled)s不是工作日，顺延至 %(due)s") % {
        "words": words, "unrolled": day_text(unrolled), "due": day_text(due),
    }  # fmt: skip


def node_explanation(deadline: NodeDeadline, light: Light) -> dict[str, Any]:
    """The popover of a node: start event, term and article, roll, result."""
    steps = []
    if deadline.start is not None and deadline.unrolled is not None:
        steps.append(
            {
                "text": _("起算：%(event)s") % {"event": _start_words(deadline.started_by or "")},
                "gain": day_text(deadline.start),
                "basis": "",
            }
        )
        steps.append(
            {
                "text": _term_words(deadline.rule),
                "gain": _("至%s") % day_text(deadline.unrolled),
                "basis": cited(deadline.cited),
            }
        )
        steps.append(_node_roll(deadline))
    due = deadline.due.isoformat() if deadline.due else "—"
    return {
        "title": _("%(node)s %(due)s 怎么算的") % {"node": _(deadline.node), "due": due},
        "steps": steps,
        "conclusion": _node_conclusion(deadline, light),
    }


def _term_words(rule: NodeRule | None) -> str:
    if rule is None or not (rule.months or rule.days):
        return _("当日")
    if rule.days < 0:
        return _("届满前 %d 天") % -rule.days
    months = ngettext("%d 个月内", "%d 个月内", rule.months) % rule.months if rule.months else ""
    days = ngettext("%d 天内", "%d 天内", rule.days) % rule.days if rule.days else ""
    return months + days


def _node_roll(deadline: NodeDeadline) -> Step:
    due = day_text(deadline.due) if deadline.due else "—"
    if deadline.skipped:
        text = _("末日不是工作日，顺延：%s") % skipped_words(deadline.skipped)
    elif deadline.rule is not None and not deadline.rule.is_rolled:
        text = _("这个期限不因节假日顺延")
    else:
        text = _("末日是工作日，不顺延")
    if deadline.provisional:
        text += _("（暂算：当年调休安排未公布）")
    return {"text": text, "gain": due, "basis": ""}


def _node_conclusion(deadline: NodeDeadline, light: Light) -> str:
    if deadline.is_overtaken:
        return _("后面的节点已办，不再等这个节点。")
    if deadline.due is None:
        return (
            _("还没有起算的事，没有应办日。")
            if deadline.rule
            else _("法律没有给这个节点规定期限。")
        )
    return _("最迟 %(due)s办。%(light)s") % {
        "due": day_text(deadline.due),
        "light": "" if light.code is LightCode.NOT_STARTED else _light_words(light),
    }


def _light_words(light: Light) -> str:
    words = {
        LightCode.RED: _("已超 %d 天。") % light.days,
        LightCode.DONE: _("按时办结。"),
        LightCode.DONE_LATE: _("迟 %d 天办结。") % light.days,
        LightCode.DUE_TODAY: _("今天到期。"),
    }
    return words.get(light.code, _("剩 %d 天。") % light.days)


def _start_words(event: str) -> str:
    """A start event in words; one that is a node keeps the node's name."""
    words = {
        "applied": _("收到申请"),
        "filed": _("立案"),
        "limit_end": _("执行期限届满"),
        "investigation_asked": _("申请调查"),
        "clue_received": _("收到线索"),
        "first_auction_failed": _("一拍流拍"),
        "transfer_served": _("成交裁定送达"),
        "payout_due": _("最早一笔应发案款"),
        "zhongben_closed": _("终本结案"),
    }
    return words.get(event) or _(event)

"""How a date came about, in words: the steps of the rules as the page and the print show them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cases.models import Case
from cases.rules.citations import Wording
from cases.rules.lights import Light, LightCode
from cases.rules.limit_steps import (
    Bar,
    DeductionStep,
    ExtensionStep,
    LimitEnd,
    ResultStep,
    RollStep,
    StartStep,
    TermStep,
)
from cases.rules.nodes import NodeDeadline
from enforcement.kernel.daywords import day_text
from enforcement.kernel.workdays import Basis, DayKind, SkippedDay

Step = dict[str, Any]

# Light codes of the rules → codes that the chip draws.
CHIP = {
    LightCode.GREEN: "green",
    LightCode.YELLOW: "yellow",
    LightCode.DUE_TODAY: "yellow",
    LightCode.RED: "red",
    LightCode.STOPPED: "purple",
    LightCode.DONE: "done",
    LightCode.DONE_LATE: "late",
    LightCode.NOT_STARTED: "grey",
}


def chip(light: Light) -> dict[str, Any]:
    """What the tag `light` asks for: code and days."""
    return {"code": CHIP[light.code], "days": light.days}


def cited(wording: Wording | None) -> str:
    """An article in the language of the page."""
    if wording is None:
        return ""
    return wording.en if get_language() == "en" else wording.zh


def limit_explanation(case: Case, end: LimitEnd, light: Light) -> dict[str, Any]:
    """The popover of the statutory limit: numbered steps, each with days added and the article."""
    steps = [_WORDS[type(step)](step) for step in end.steps]
    return {
        "title": _("法定期限 %s 怎么算的") % (end.end.isoformat() if end.end else "—"),
        "steps": [step for step in steps if step],
        "conclusion": _conclusion(light, end),
        "manual": _manual(end),
        "provisional": end.provisional,
    }


def _gain(days: int, end: date) -> str:
    if not days:
        return day_text(end)
    return _("＋%(days)d 天 → %(end)s") % {"days": days, "end": day_text(end)}


def _start(step: StartStep) -> Step:
    return {
        "text": _("%s立案，自次日起算") % day_text(step.filed_on),
        "gain": _("%s起") % day_text(step.counts_from),
        "basis": cited(step.cited),
    }


def _term(step: TermStep) -> Step:
    words = []
    if step.months:
        words.append(ngettext("%d 个月", "%d 个月", step.months) % step.months)
    if step.days:
        words.append(ngettext("%d 天", "%d 天", step.days) % step.days)
    return {
        "text": _("基本期限 %s") % " ".join(words),
        "gain": _("至%s") % day_text(step.end),
        "basis": cited(step.cited),
    }


def _deductions(step: DeductionStep) -> Step:
    if not step.bars:
        return {"text": _("扣除期间：无"), "gain": day_text(step.end), "basis": cited(step.cited)}
    drawn = [bar for bar in step.bars if bar.start and bar.stop]
    first = min((bar.start for bar in drawn if bar.start), default=step.end)
    last = max((bar.stop for bar in drawn if bar.stop), default=step.end)
    return {
        "text": _("扣除期间，重叠只计一次"),
        "gain": _gain(step.days_added, step.end),
        "bars": [_drawn(bar, first) for bar in drawn],
        "days": (last - first).days + 1,
        "sum": "；".join([*map(_bar_words, step.bars), _sum(step)]),
        "basis": cited(step.cited),
    }


def _drawn(bar: Bar, first: date) -> dict[str, Any]:
    start, stop = bar.start or first, bar.stop or first
    return {
        "start": (start - first).days,
        "days": (stop - start).days + 1,
        "label": f"{_(bar.kind)} {start:%m-%d}–{stop:%m-%d}",
        "tone": "wait" if bar.to_on is None else "info",
    }


def _bar_words(bar: Bar) -> str:
    facts = {
        "kind": _(bar.kind),
        "from": bar.from_on.isoformat(),
        "to": bar.to_on.isoformat() if bar.to_on else _("未止"),
        "days": bar.days,
    }
    reason = {
        "counted": _("%(kind)s %(from)s 至 %(to)s，%(days)d 天"),
        "began_after_end": _("%(kind)s %(from)s 至 %(to)s，届满后才开始，不计"),
        "not_begun": _("%(kind)s %(from)s 至 %(to)s，尚未开始，不计"),
        "no_days": _("%(kind)s %(from)s 至 %(to)s，立案前的天数不计"),
    }
    return reason[bar.state] % facts


def _sum(step: DeductionStep) -> str:
    return _("%(all)d 天 − 重叠 %(overlap)d 天 ＝ %(added)d 天") % {
        "all": step.bar_days,
        "overlap": step.overlap_days,
        "added": step.days_added,
    }


def _extensions(step: ExtensionStep) -> Step:
    if not step.counted and not step.later:
        text = _("延长：无")
    else:
        text = "；".join(
            _("%(day)s 批准延长 %(months)d 个月")
            % {"day": each.approved_on.isoformat(), "months": each.months}
            for each in step.counted
        )
        if step.later:
            text += "；" + _("另有 %d 次在所问之日后批准，不计") % len(step.later)
    gain = _gain(step.days_added, step.end)
    return {"text": text, "gain": gain, "basis": cited(step.cited)}


def _roll(step: RollStep) -> Step:
    if step.skipped:
        text = _("%(day)s不是工作日，顺延：%(skipped)s") % {
            "day": day_text(step.unrolled),
            "skipped": skipped_words(step.skipped),
        }
    elif step.lands_on is DayKind.MAKEUP_WORKDAY:
        text = _("届满日是调休上班日，不顺延")
    else:
        text = _("届满日是工作日，不顺延")
    if step.basis is Basis.STATUTORY_DAYS:
        text += _("（暂算：当年调休安排未公布）")
    elif step.basis is Basis.WEEKENDS:
        text += _("（2004 年以前只按周末计）")
    return {"text": text, "gain": day_text(step.end), "basis": cited(step.cited)}


def skipped_words(skipped: tuple[SkippedDay, ...]) -> str:
    """The days stepped over and why."""
    kinds = {DayKind.WEEKEND: _("周末"), DayKind.HOLIDAY: _("法定节假日")}
    return "、".join(f"{each.day:%m-%d} {kinds.get(each.kind, '')}" for each in skipped)


def _result(step: ResultStep) -> Step | None:
    if step.end is None:
        return {"text": _("这类案件法律没有规定办理期限"), "gain": "—", "basis": ""}
    if step.is_given:
        return {"text": _("台账给定的届满日优先"), "gain": day_text(step.end), "basis": ""}
    return None


_WORDS: dict[type, Callable[[Any], Step | None]] = {
    StartStep: _start,
    TermStep: _term,
    DeductionStep: _deductions,
    ExtensionStep: _extensions,
    RollStep: _roll,
    ResultStep: _result,
}


def _manual(end: LimitEnd) -> str:
    if end.given is None or end.computed is None or not end.difference_days:
        return ""
    return _("台账给定 %(given)s，按规则算得 %(computed)s，相差 %(days)d 天。") % {
        "given": end.given.isoformat(),
        "computed": end.computed.isoformat(),
        "days": abs(end.difference_days),
    }


def _conclusion(light: Light, end: LimitEnd) -> str:
    share = round(100 * light.days / light.term_days) if light.term_days else 0
    facts = {"term": light.term_days, "days": light.days, "share": share}
    words = {
        LightCode.GREEN: _("全程 %(term)d 天，剩 %(days)d 天（%(share)d %%），多于 20 %%，亮绿灯。"),
        LightCode.YELLOW: _("全程 %(term)d 天，剩 %(days)d 天（%(share)d %%），不多于 20 %%，亮黄灯。"),
        LightCode.DUE_TODAY: _("今天届满，亮黄灯。"),
        LightCode.RED: _("已超过 %(days)d 天，亮红灯。"),
        LightCode.STOPPED: _("有扣除正在进行，时钟停着，剩 %(days)d 天。"),
        LightCode.DONE: _("在期限内结案。"),
        LightCode.DONE_LATE: _("结案时已超过 %(days)d 天。"),
        LightCode.NOT_STARTED: _("没有届满日，不亮灯。"),
    }
    return words[light.code] % facts


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
                "text": _term_words(deadline),
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


def _term_words(deadline: NodeDeadline) -> str:
    rule = deadline.rule
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
    if deadline.due is None:
        return _("还没有起算的事，没有应办日。") if deadline.rule else _("法律没有给这个节点规定期限。")
    return _("应于 %(due)s 前办。%(light)s") % {
        "due": deadline.due.isoformat(),
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

"""How the statutory end came about, in words: the steps of the rules as page and print show them."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.explanations.chips import cited, skipped_words
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
from enforcement.kernel.daywords import day_text
from enforcement.kernel.workdays import Basis, DayKind

Step = dict[str, Any]
EDGE = 20  # per cent; see lights.YELLOW_DIVISOR


def limit_explanation(end: LimitEnd, light: Light) -> dict[str, Any]:
    """The popover of the statutory limit: numbered steps, each with days added and the article."""
    steps = [_WORDS[type(step)](step) for step in end.steps]
    return {
        "title": _("执行期限 %s 怎么算的") % (end.end.isoformat() if end.end else "—"),
        "steps": [step for step in steps if step],
        "conclusion": _conclusion(light),
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
        "basis": cited(step.cited) if step.cited else _("按立案之日的参数"),
    }


def _deductions(step: DeductionStep) -> Step:
    if not step.bars:
        return {"text": _("扣除期间：无"), "gain": day_text(step.end), "basis": cited(step.cited)}
    drawn = [(bar, bar.start, bar.stop) for bar in step.bars if bar.start and bar.stop]
    first = min((start for _bar, start, _stop in drawn), default=step.end)
    last = max((stop for _bar, _start, stop in drawn), default=step.end)
    return {
        "text": _("扣除期间，重叠只计一次"),
        "gain": _gain(step.days_added, step.end),
        "bars": [_drawn(*each, first) for each in drawn],
        "days": (last - first).days + 1,
        "sum": _("；").join([*map(_bar_words, step.bars), *_sum(step)]),
        "basis": cited(step.cited),
    }


def _drawn(bar: Bar, start: date, stop: date, first: date) -> dict[str, Any]:
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


def _sum(step: DeductionStep) -> list[str]:
    """The arithmetic, where days overlap."""
    if not step.overlap_days:
        return []
    facts = {"all": step.bar_days, "overlap": step.overlap_days, "added": step.days_added}
    return [_("%(all)d 天 − 重叠 %(overlap)d 天 ＝ %(added)d 天") % facts]


def _extensions(step: ExtensionStep) -> Step:
    if not step.counted and not step.later:
        text = _("延长：无")
    else:
        text = _("；").join(
            _("%(day)s 批准延长 %(months)d 个月")
            % {"day": each.approved_on.isoformat(), "months": each.months}
            for each in step.counted
        )
        if step.later:
            text += _("；") + _("另有 %d 次在所问之日后批准，不计") % len(step.later)
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


def _conclusion(light: Light) -> str:
    facts = {
        "term": light.term_days, "days": light.days, "share": _share(light.days, light.term_days),
    }  # fmt: skip
    words = {
        LightCode.GREEN: _(
            "全程 %(term)d 天，剩 %(days)d 天（%(share)s %%），多于 20 %%，亮绿灯。"
        ),
        LightCode.YELLOW: _(
            "全程 %(term)d 天，剩 %(days)d 天（%(share)s %%），不多于 20 %%，亮黄灯。"
        ),
        LightCode.DUE_TODAY: _("今天届满，亮黄灯。"),
        LightCode.RED: _("已超过 %(days)d 天，亮红灯。"),
        LightCode.STOPPED: _("有扣除正在进行，时钟停着，剩 %(days)d 天。"),
        LightCode.DONE: _("在期限内结案。"),
        LightCode.DONE_LATE: _("结案时已超过 %(days)d 天。"),
        LightCode.NOT_STARTED: _("没有届满日，不亮灯。"),
    }
    return words[light.code] % facts


def _share(days: int, term: int) -> str:
    """Share of the term that is left, in whole per cent; finer where that would read as the edge."""
    if not term:
        return "0"
    share = Decimal(100 * days) / Decimal(term)
    whole = share.quantize(Decimal(1), ROUND_HALF_UP)
    is_at_edge = whole == EDGE and share != EDGE
    return str(
        share.quantize(Decimal("0.1"), ROUND_DOWN if share < EDGE else ROUND_UP)
        if is_at_edge
        else whole
    )

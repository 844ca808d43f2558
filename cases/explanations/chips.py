"""Lights as the chip draws them, and articles in the language of the page."""

from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cases.rules.citations import Wording
from cases.rules.lights import Light, LightCode
from enforcement.kernel.lights import words
from enforcement.kernel.workdays import DayKind, SkippedDay

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


def skipped_words(skipped: tuple[SkippedDay, ...]) -> str:
    """The days stepped over and why."""
    kinds = {DayKind.WEEKEND: _("周末"), DayKind.HOLIDAY: _("法定节假日")}
    return _("、").join(f"{each.day:%m-%d} {kinds.get(each.kind, '')}".strip() for each in skipped)


def seal_words(ends_on: date, today: date) -> str:
    """What is left of a seal: 剩 21 天, 今天, 已失效 4 天. Its light alone would say 超期."""
    left = (ends_on - today).days
    if left >= 0:
        return words("yellow", left)
    return ngettext("已失效 %(count)d 天", "已失效 %(count)d 天", -left) % {"count": -left}

"""The traffic light of a clock: always colour, shape and words together (ui.md section 2).

Shapes are inline SVG so that they print and survive greyscale. Which light a clock has is decided
by the rules of the app that owns the clock; here it is only drawn and put into words.
"""

from functools import cache

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enforcement.kernel.figures import count_text

_DRAWINGS = {
    "circle": '<circle cx="6" cy="6" r="4.5"/>',
    "triangle": '<path d="M6 1 11.5 11H.5z"/>',
    "square": '<path fill-rule="evenodd" d="M1 1h10v10H1zm4.2 1.6.3 4h1l.3-4zM6 7.5a.9.9 0 1 0 0 1.8'
    '.9.9 0 0 0 0-1.8"/>',
    "bars": '<path d="M2 1.5h3v9H2zm5 0h3v9H7z"/>',
    "check": '<path d="m4.6 10.2-4-4 1.5-1.5 2.5 2.5 5.3-5.3 1.5 1.5z"/>',
    "ring": '<path fill-rule="evenodd" d="M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1m0 2a3 3 0 1 0 0 6 3 3 0 0 0'
    ' 0-6"/>',
    "up": '<path d="M6 1 11.5 11H.5z"/>',
    "down": '<path d="M6 11 .5 1h11z"/>',
}
SHAPE_OF = {
    "green": "circle",
    "yellow": "triangle",
    "red": "square",
    "purple": "bars",
    "done": "check",
    "late": "triangle",
    "grey": "ring",
}


@cache
def shape(name: str) -> SafeString:
    """The drawing of a shape, hidden from screen readers: the words beside it say the same."""
    return SafeString(
        f'<svg class="shape" viewBox="0 0 12 12" aria-hidden="true">{_DRAWINGS[name]}</svg>'
    )


def words(code: str, days: int | None) -> str:
    """What a light says when the caller gives no words. `days` left; below zero means overdue."""
    number = abs(days or 0)
    shown = {"count": count_text(number)}
    if code in ("green", "yellow"):
        return (
            _("今天")
            if days == 0
            else ngettext("剩 %(count)s 天", "剩 %(count)s 天", number) % shown
        )
    if code == "red":
        return ngettext("超 %(count)s 天", "超 %(count)s 天", number) % shown
    if code == "purple":
        return ngettext("停表，剩 %(count)s 天", "停表，剩 %(count)s 天", number) % shown
    if code == "late":
        return ngettext("迟 %(count)s 天办", "迟 %(count)s 天办", number) % shown
    return _("已完成") if code == "done" else _("未到")


def light_chip(code: str, days: int | None, text: str, explain: str) -> SafeString:
    """The chip; a link to its explanation when there is one (a page, or a popover with script)."""
    drawn = f"{shape(SHAPE_OF[code])}{conditional_escape(text or words(code, days))}"
    if not explain:
        return SafeString(f'<span class="light light-{code}">{drawn}</span>')
    hint = _("，看怎么算的")
    return SafeString(
        f'<a class="light light-{code}" href="{conditional_escape(explain)}" data-explain'
        f' aria-haspopup="dialog">{drawn}<span class="sr-only">{escape(hint)}</span></a>'
    )

"""The rows of the petition list as HTML: the one place that says how a petition looks in a line."""

from functools import cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from courts.models import Court
from enforcement.kernel.figures import MISSING, count_text
from enforcement.kernel.rows import around, joined, second
from enforcement.kernel.templatetags.ui import pill

DEMAND_SHOWN = 40  # characters


def petition_rows(lines: list[Any]) -> SafeString:
    """Table rows of `selectors.LINES`."""
    return joined(_Rows().row, lines)


class _Rows:
    """The rows of one page."""

    def __init__(self) -> None:
        self.case = around("cases:case_detail")
        self.court = cache(lambda name: escape(Court(name=name).short_name))
        self.struck, self.done = pill(_("已剔除"), "mute"), pill(_("已办结"), "ok")
        self.open = pill(_("未办结"), "info")
        self.supervised = second(escape(_("督办")))
        self.ending = _ending()

    def row(self, petition: Any) -> str:
        """One petition."""
        return f"""<tr><th scope="row" class="line1">{escape(petition.number)}\
{second(str(petition.received_on))}</th>
<td class="line2">{escape(petition.petitioner)}{second(escape(petition.source))}</td>\
<td class="num skip-phone">{count_text(petition.people)}</td>
<td class="line2">{self._case(petition)}</td>
<td class="skip-phone">{self._demand(petition.demand)}</td>\
<td class="skip-phone">{self.court(petition.court)}</td>
<td class="end">{self._state(petition)}</td></tr>"""

    def _case(self, petition: Any) -> str:
        """A link to the case; its number as it was given when it leads to none."""
        number = escape(petition.case_number) or MISSING
        if petition.case_id is None:
            return number
        url = f"{self.case[0]}{petition.case_id}{self.case[1]}"
        return f'<a class="case-no" href="{url}" data-handle>{number}</a>'

    def _state(self, petition: Any) -> str:
        if petition.struck_on:
            return f"{self.struck}{second(str(petition.struck_on))}"
        if petition.done_on:
            return f"{self.done}{second(str(petition.done_on))}"
        return f"{self.open}{self.supervised if petition.supervised else ''}"

    def _demand(self, text: str) -> str:
        if len(text) > DEMAND_SHOWN:
            text = text[: DEMAND_SHOWN - len(self.ending)] + self.ending
        return escape(text) or MISSING


def _ending() -> str:
    """What stands for the rest of a text, as Django cuts one in the language of the page."""
    letter = "a"
    return Truncator(letter * (DEMAND_SHOWN + 1)).chars(DEMAND_SHOWN).lstrip(letter)

"""The rows of the register as HTML: the one place that says how an entry looks in a line."""

from functools import cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courts.models import Court
from defaulters.enums import Ground
from enforcement.kernel import clock, lights
from enforcement.kernel.rows import around, joined, second
from enforcement.kernel.templatetags.ui import pill


def entry_rows(lines: list[Any]) -> SafeString:
    """Table rows of `selectors.LINES`, in the list and on the page of a case."""
    return joined(_Rows().row, lines)


class _Rows:
    """The rows of one page."""

    def __init__(self) -> None:
        self.today = clock.today()
        self.case = around("cases:case_detail")
        self.court = cache(lambda name: escape(Court(name=name).short_name))
        self.ground = cache(lambda ground: escape(str(Ground(ground).label)))
        self.no_term = escape(_("至删除为止"))
        self.removed, self.live = pill(_("已删除"), "mute"), pill(_("在列"), "bad")

    def row(self, entry: Any) -> str:
        """One entry."""
        url = f"{self.case[0]}{entry.case_id}{self.case[1]}"
        return f"""<tr><th scope="row" class="line1">{escape(entry.name)}\
{second(escape(entry.number_masked))}</th>
<td class="line2"><a class="case-no" href="{url}" data-handle>{escape(entry.case_number)}</a>\
{second(self.court(entry.court))}</td>
<td class="skip-phone">{self.ground(entry.ground)}</td>\
<td class="skip-phone">{entry.published_on}</td>\
<td class="skip-phone">{entry.expires_on or self.no_term}</td>
<td class="end">{self._state(entry)}</td></tr>"""

    def _state(self, entry: Any) -> str:
        """An entry past its term stays live until it is removed, and is red (ruling 43)."""
        if entry.removed_on:
            return f"{self.removed}{second(str(entry.removed_on))}"
        if entry.expires_on and entry.expires_on < self.today:
            return lights.light_chip("red", (entry.expires_on - self.today).days, "", "")
        return self.live

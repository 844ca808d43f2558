"""The rows of the case list as HTML: the one place that says how a case looks in a line.

A template took five times what the database needs for the same fifty rows. Every text of a record
passes `escape` here; words and shapes that many rows share are made once a page.
"""

from functools import cache, lru_cache, partial
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases import selectors
from cases.enums import CaseStatus, CloseMode
from cases.explanations import chip
from cases.rules.node_table import CLOSE
from cases.views.tones import status_tone
from enforcement.kernel import clock, lights
from enforcement.kernel.figures import MISSING
from enforcement.kernel.rows import around, joined, second
from enforcement.kernel.templatetags.ui import money, pill

ADDRESS, WORDS = "(address)", "(words)"
LATE = "red"


def case_rows(
    lines: list[Any], *, walk: str, may_assign: bool, may_log: bool = False
) -> SafeString:
    """Table rows of `selectors.LINES`; `walk` takes the conditions of the list along into a case.

    `may_log`: key N on a row opens its form of a progress entry.
    """
    return joined(_Rows(walk, may_assign, may_log).row, lines)


class _Rows:
    """The rows of one page."""

    def __init__(self, walk: str, may_assign: bool, may_log: bool) -> None:
        self.may_assign = may_assign
        self.today = clock.today()
        self.case = around("cases:case_detail", f"?walk={escape(walk)}")
        self.explanation = around("cases:limit_explain")
        self.log = around("cases:progress_log") if may_log else None
        self.pick, self.filed, self.provisional = _("勾选%(number)s"), _("%(day)s 立案"), _("暂算")
        self.text = cache(escape)  # of few causes, officers and teams
        self.node = cache(lambda node: escape(_(node)))
        self.light = cache(_around_light)
        self.words = partial(_words, get_language())
        self.state = cache(lambda status: pill(CaseStatus(status).label, status_tone(status)))
        self.mode = cache(lambda mode: pill(CloseMode(mode).label))
        self.money = cache(money)  # of what came in: mostly nothing
        self.many = cache(selectors.many_words)

    def row(self, case: Any) -> str:
        """One case."""
        key, number = case.pk, escape(case.number)
        url = f"{self.case[0]}{key}{self.case[1]}"
        filed = self.filed % {"day": case.filed_on}
        pick = self._pick(case, number) if self.may_assign else ""
        log = f' data-log="{self.log[0]}{key}{self.log[1]}"' if self.log else ""
        return f"""<tr data-href="{url}"{log}>{pick}
  <th scope="row" class="line1"><a class="case-no" href="{url}" data-handle>{number}</a>\
<span class="second nowrap">{filed}</span></th>
  {self._sides(case)}
  <td class="skip-phone">{self.text(case.cause) or MISSING}</td>
  <td class="num skip-phone">{money(case.claim_amount)}</td>
  <td class="num skip-phone">{self.money(case.opening_recovered + case.received_total)}</td>
  <td class="end">{self._limit(case)}</td>
  <td class="skip-phone">{self._next(case)}</td>
  {self._officer(case)}
  <td class="skip-phone">{self._state(case)}</td>
</tr>"""

    def _pick(self, case: Any, number: str) -> str:
        disabled = " disabled" if case.closed_on else ""
        return (
            f'<td class="pick skip-phone"><input type="checkbox" name="selected" value="{case.pk}"'
            f'{disabled} aria-label="{self.pick % {"number": number}}"></td>'
        )

    def _sides(self, case: Any) -> str:
        applicants, debtors = selectors.pairs_in_words(case.sides, self.many)
        against = f"→ {escape(debtors)}" if debtors else ""
        return f'<td class="line2">{escape(applicants) or MISSING}{second(against)}</td>'

    def _limit(self, case: Any) -> str:
        shown = chip(selectors.limit_light(case, self.today))
        code, (before, link, after) = shown["code"], self.light(shown["code"])
        url = f"{self.explanation[0]}{case.pk}{self.explanation[1]}"
        light = f"{before}{url}{link}{self.words(code, shown['days'])}{after}"
        if not case.limit_end:
            return light
        provisional = f" {self.provisional}" if case.limit_provisional else ""
        return f"{light}{second(f'{case.limit_end}{provisional}', 'skip-phone nowrap')}"

    def _next(self, case: Any) -> str:
        if not case.next_node:
            return MISSING
        return f"{self.node(case.next_node)}{self._due(case)}"

    def _due(self, case: Any) -> str:
        """Its day; how late it is, unless it hangs on a limit whose clock stands."""
        due = case.next_due_on
        is_stopped = case.limit_running and case.next_node == CLOSE
        if due is None or due >= self.today or is_stopped:
            return second(str(due or MISSING), "nowrap")
        late = self.words(LATE, (due - self.today).days)
        return second(f'{due} <b class="nowrap">{late}</b>', "t-bad")

    def _officer(self, case: Any) -> str:
        name = self.text(case.user_name or case.officer_name) or MISSING
        team = second(self.text(case.team)) if case.team else ""
        return f'<td class="skip-phone"><span class="nowrap">{name}</span>{team}</td>'

    def _state(self, case: Any) -> str:
        if case.closed_on is None:
            return self.state(case.status)
        return f"{self.mode(case.close_mode)}{second(str(case.closed_on), 'nowrap')}"


@lru_cache(maxsize=4096)
def _words(language: str, code: str, days: int) -> str:
    """What a light says: thirty different things on a page, and nearly the same on the next one."""
    return escape(lights.words(code, days))


def _around_light(code: str) -> tuple[str, str, str]:
    """A light before the address of its explanation, between that and its words, and after them."""
    before, _address, rest = lights.light_chip(code, None, WORDS, ADDRESS).partition(ADDRESS)
    link, _words, after = rest.partition(WORDS)
    return before, link, after

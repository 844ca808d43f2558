"""Searches by a person's number: those who may not see numbers must not find them by trying.

A mask hides the birth date alone. Some three thousand numbers then pass the check digit, and a
search tells which of them is in a case.
"""

from django.core.cache import cache
from django.utils.translation import gettext as _

from cases import searching
from courts.enums import Permission
from courts.models import User
from enforcement.kernel import audit, clock, encryption
from enforcement.kernel.errors import TooOften
from enforcement.kernel.identity import normalize

MOST_A_DAY = 60  # different numbers; a busy counter asks for some thirty
DAY_S = 86_400


def check_lookup(*, text: str, by: User) -> None:
    """Refuse a search by one more number than a day's work asks for.

    Whoever may reveal the numbers of all cases in sight may search without end: revealing asks
    for a reason and leaves an event, so that trying would gain nothing.
    """
    text = searching.unsealed(text).strip()
    if not searching.is_personal(text) or _may_reveal(by):
        return
    tried, is_new = _count(text, by)
    if is_new and tried == MOST_A_DAY + 1:
        facts = {"count": MOST_A_DAY}
        audit.record("LOOKUPS_STOPPED", None, by=by, changes=facts, court=_court(by))
    if tried > MOST_A_DAY:
        raise TooOften(
            _("今天已按 %d 个不同的号码查找。请明天再查，或请能查看完整证件号码的同事查。")
            % MOST_A_DAY
        )


def _may_reveal(by: User) -> bool:
    seen = by.courts_with(Permission.CASE_VIEW)
    return seen <= by.courts_with(Permission.IDENTITY_REVEAL)


def _count(text: str, by: User) -> tuple[int, bool]:
    """Which of the day's different numbers this is, and whether it is asked for the first time."""
    day = f"lookups-{by.pk}-{clock.today()}"
    mark = f"{day}-{encryption.digest(normalize(text))}"
    known = cache.get(mark)
    if known is not None:
        return int(known), False
    cache.add(day, 0, DAY_S)
    place = int(cache.incr(day))
    cache.set(mark, place, DAY_S)
    return place, True


def _court(by: User) -> str:
    main = by.access.main
    return main.court_id if main else ""

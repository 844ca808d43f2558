"""Listings of defaulters."""

from datetime import date, timedelta

from enforcement.desk.demo import words
from enforcement.desk.demo.dice import Table, after
from enforcement.desk.demo.draft import Draft
from enforcement.desk.demo.records import ListingRow

GROUNDS = Table((1, 50.0), (4, 25.0), (5, 10.0), (6, 8.0), (3, 5.0), (2, 2.0))
SHARES = {"终结本次执行程序": 0.6, "": 0.4, "执行完毕": 0.1, "终结执行": 0.15}
LATE_REMOVAL = 0.06
ENDING = ("执行完毕", "终结执行")


def list_debtors(draft: Draft) -> None:
    """List the debtors of a case, more often the less the case has brought."""
    if not draft.dice.chance(SHARES.get(draft.case.close_mode, 0)):
        return
    decided = after(draft.started_on, draft.dice.days(40))
    if draft.case.closed_on and decided > draft.case.closed_on:
        return
    for debtor in draft.case.debtors:
        published = decided + timedelta(days=draft.dice.whole(0, 2))
        removed = _removed(draft, published)
        why = draft.dice.pick(words.REMOVALS[:3]) if removed else ""
        ground = draft.dice.draw(GROUNDS)
        draft.case.listings.append(ListingRow(debtor, ground, decided, published, removed, why))
    draft.act(decided, "执行制裁措施启动")


def _removed(draft: Draft, published: date) -> date | None:
    """Within three working days after performance; a few late."""
    if draft.case.close_mode not in ENDING or not draft.case.closed_on:
        return None
    wait = draft.dice.whole(6, 25) if draft.dice.chance(LATE_REMOVAL) else draft.dice.whole(0, 3)
    return max(published, after(draft.case.closed_on, wait))

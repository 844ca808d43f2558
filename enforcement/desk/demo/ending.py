"""Takes off what lies ahead of the last day: the case as it stands that morning."""

from datetime import date, timedelta
from itertools import groupby

from enforcement.desk.demo.draft import Draft
from enforcement.desk.demo.property import MONTHS
from enforcement.desk.demo.records import CaseFile, LimitRow, ListingRow, ReceiptRow, SealRow
from enforcement.kernel.months import add_months

EXTENSION = "延长"
ENDS_SOON, SOON_DAYS = 0.3, 30
LIFTED = "执行完毕"


def cut(draft: Draft, until: date) -> None:
    """Leave what had happened by the evening of a day."""
    case = draft.case
    if case.closed_on and case.closed_on > until:
        case.closed_on, case.close_mode, case.zhongben_ok = None, "", None
        case.opening_recovered *= 0
    if draft.known_on is None or draft.known_on > until:
        case.has_property = None
    if draft.assigned_on > until:
        case.officer = case.team = ""
    case.limit_rows = [_ended(r, until) for r in _once(case.limit_rows) if r.from_on <= until]
    case.receipts = [_payout(row, until) for row in case.receipts if row.received_on <= until]
    case.seals = [_lifted(draft, row, until) for row in case.seals if row.from_on <= until]
    case.listings = [_listed(row, until) for row in case.listings if row.published_on <= until]
    case.entries = draft.diary.rows(until)


def _once(rows: list[LimitRow]) -> list[LimitRow]:
    return [next(same) for _key, same in groupby(sorted(rows, key=_key), key=_key)]


def _key(row: LimitRow) -> tuple[date, str, date]:
    return row.from_on, row.kind, row.to_on or date.max


def _ended(row: LimitRow, until: date) -> LimitRow:
    """A deduction that goes on has no end yet."""
    is_ahead = row.kind != EXTENSION and row.to_on is not None and row.to_on > until
    return row._replace(to_on=None) if is_ahead else row


def _payout(row: ReceiptRow, until: date) -> ReceiptRow:
    if row.deferred_until and row.received_on + timedelta(days=25) > until:
        row = row._replace(deferred_until=None)
    if row.paid_on and row.paid_on > until:
        return row._replace(paid_on=None, paid_amount=None)
    return row


def _lifted(draft: Draft, row: SealRow, until: date) -> SealRow:
    """Seals end with performance; some of open cases end within the month that comes."""
    case: CaseFile = draft.case
    if case.close_mode == LIFTED and case.closed_on:
        return row._replace(to_on=max(row.from_on, min(row.to_on, case.closed_on)))
    if case.closed_on or not (draft.desk.held or draft.dice.chance(ENDS_SOON)):
        return row
    soon = until + timedelta(days=draft.dice.whole(2, SOON_DAYS))
    return row._replace(to_on=min(soon, add_months(row.from_on, MONTHS[row.kind])))


def _listed(row: ListingRow, until: date) -> ListingRow:
    if row.removed_on and row.removed_on > until:
        return row._replace(removed_on=None, removal_ground="")
    return row

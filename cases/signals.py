"""What cases tell the apps above, in the transaction of the act; past tense."""

from django.dispatch import Signal

case_filed = Signal()  # case, by
case_closed = Signal()  # case, by
case_changed = Signal()  # case, by, changes
cases_imported = Signal()  # case_ids (one batch of a ledger)
cases_assigned = Signal()  # case_ids, officer, by
progress_logged = Signal()  # entry, by
limit_changed = Signal()  # case, by
money_received = Signal()  # receipt, by
payout_made = Signal()  # receipt, by

"""Reads of the case file that shape a page."""

from cases.selectors.closing import Unsettled, closing_words, unsettled
from cases.selectors.desks import (
    Lines,
    desk,
    desk_figures,
    due_lines,
    due_nodes,
    expiring_seals,
    has_desk,
    unpaid_receipts,
)
from cases.selectors.lines import LINES
from cases.selectors.oversight import court_rows, is_leader, overdue_by_officer
from cases.selectors.people import closing_approvers, extension_approvers, unlinked_officers
from cases.selectors.record import (
    day_of,
    limit_facts,
    limit_light,
    maybe_day,
    seal_rows,
    with_lists,
)
from cases.selectors.sides import in_words, many_words, pairs_in_words, with_parties
from cases.selectors.timeline import TIMELINE, Entries, timeline

__all__ = [
    "LINES",
    "TIMELINE",
    "Entries",
    "Lines",
    "Unsettled",
    "closing_approvers",
    "closing_words",
    "court_rows",
    "day_of",
    "desk",
    "desk_figures",
    "due_lines",
    "due_nodes",
    "expiring_seals",
    "extension_approvers",
    "has_desk",
    "in_words",
    "is_leader",
    "limit_facts",
    "limit_light",
    "many_words",
    "maybe_day",
    "overdue_by_officer",
    "pairs_in_words",
    "seal_rows",
    "timeline",
    "unlinked_officers",
    "unpaid_receipts",
    "unsettled",
    "with_lists",
    "with_parties",
]

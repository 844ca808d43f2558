"""The sheets of the ledger that belong to cases: 案件 当事人 期限事项 案款 进展 查封."""

from django.utils.translation import gettext_lazy as _

from cases.sheets.case import Cases
from cases.sheets.dated import Entries, LimitEvents, Receipts, Seals
from cases.sheets.parties import Parties
from cases.sheets.session import CaseSession
from enforcement.kernel import audit, sheets


def register() -> None:
    """Offer the group of the cases and its sheets."""
    audit.describe({"CASE_IMPORTED": _("导入案件")})
    sheets.register_group(sheets.Group("cases", 10, CaseSession))
    for sheet in (Cases(), Parties(), LimitEvents(), Receipts(), Entries(), Seals()):
        sheets.register(sheet)

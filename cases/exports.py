"""The sheet of the case list: exactly the rows shown, same filter, same rights."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext as _

from cases import permissions
from cases.enums import CaseStatus, CloseMode, PartyRole
from cases.listing import CaseList, case_list
from cases.models import Case, Party
from cases.rules.node_table import NODE_NAMES
from courts.enums import Permission
from courts.models import User
from enforcement.kernel import paging
from enforcement.kernel.exporting import Export
from enforcement.kernel.tabular import Kind


def export_cases(user: User, query: QueryDict) -> Export:
    """The sheet of a user's case list; identity numbers are not in it.

    Facts stand under the names that the ledger gives them, so that the sheet may be imported; what is
    computed has a name that the ledger does not know, lest a sum or a day come back as given.
    """
    permissions.check_can_export(user)
    cases = case_list(user, query)
    rows = cases.rows.filter(court_id__in=user.courts_with(Permission.CASE_EXPORT))
    header = [
        _("案号"), _("法院"), _("申请执行人"), _("被执行人"), _("案由"), _("立案日期"), _("承办人"),
        _("承办部门"), _("申请执行标的"), _("累计到位"), _("执行期限届满"), _("下一节点"),
        _("应办"), _("状态"), _("结案日期"), _("结案方式"),
    ]  # fmt: skip
    text, day, sum_ = Kind.TEXT, Kind.DATE, Kind.AMOUNT
    kinds = [text, text, text, text, text, day, text, text, sum_, sum_, day, text, day, text, day,
             text]  # fmt: skip
    return Export(_("案件"), header, kinds, _rows(cases, rows), rows.count(), query=cases.state())


def _rows(cases: CaseList, rows: QuerySet[Case]) -> Iterator[tuple[Any, ...]]:
    statuses, modes = _words(CaseStatus.choices), _words(CloseMode.choices)
    nodes = {name: _(name) for name in NODE_NAMES}  # looked up once, not once a row
    found = paging.sorted_by(rows, cases.order).annotate(
        applicants=_names(PartyRole.APPLICANT),
        debtors=_names(PartyRole.DEBTOR),
        officer_words=Coalesce("officer__name", "officer_name"),
    )
    columns = ("number", "court__name", "applicants", "debtors", "cause", "filed_on",
               "officer_words", "team", "claim_amount", "opening_recovered", "received_total",
               "limit_end", "next_node", "next_due_on", "status", "closed_on", "close_mode")  # fmt: skip
    for row in found.values_list(*columns).iterator(chunk_size=2000):
        (*facts, opening, received, limit_end, node, due, status, closed_on, mode) = row
        yield (*facts, opening + received, limit_end, nodes.get(node, node), due, statuses[status],
               closed_on, modes.get(mode, ""))  # fmt: skip


def _words(choices: Iterable[tuple[str, Any]]) -> dict[str, str]:
    return {value: str(label) for value, label in choices}


def _names(role: str) -> Subquery:
    of_case = Party.objects.filter(case=OuterRef("pk"), role=role).order_by().values("case")
    return Subquery(
        of_case.annotate(names=StringAgg("name", delimiter="、", order_by="pk")).values("names")
    )

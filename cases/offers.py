"""What the case file offers to the pages and engines of other rooms (ownership.md, joints 3 to 6)."""

from collections.abc import Iterable
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases import selectors
from cases.exports import export_cases
from cases.models import Case
from cases.searching import is_document, jumps, matched_parties, search_cases
from cases.services.lookups import check_lookup
from cases.services.progress import OWNER
from courts.enums import Permission
from enforcement.kernel import audit, exporting
from enforcement.kernel.daywords import moment_text
from enforcement.kernel.figures import money_text
from enforcement.kernel.registries import (
    FileOwner,
    MenuEntry,
    SearchProvider,
    file_owners,
    menu,
    search,
)

HITS = 20

WORDS = {
    "CASE_FILED": _("立案"),
    "CASE_NUMBER_CORRECTED": _("更正案号"),
    "CASE_CHANGED": _("改案件信息"),
    "CASE_ASSIGNED": _("转为已分案"),
    "CASE_UNDER_WAY": _("转为执行中"),
    "CASE_SUSPENDED": _("转为中止"),
    "CASE_CLOSED": _("结案"),
    "CASE_CLOSING_RECORDED": _("登记结案"),
    "CASE_REOPENED": _("撤销结案"),
    "CASES_ASSIGNED": _("批量分案"),
    "CASE_OFFICER_CHANGED": _("换承办人"),
    "CASE_OFFICER_LINKED": _("承办人对应到用户"),
    "OFFICER_LINKED": _("对应承办人姓名"),
    "PROGRESS_LOGGED": _("记进展"),
    "PROGRESS_CORRECTED": _("更正进展"),
    "PARTY_ADDED": _("加当事人"),
    "PARTY_CHANGED": _("改当事人"),
    "IDENTITY_REVEALED": _("查看全号"),
    "LOOKUPS_STOPPED": _("按号码查找过多，当天停止"),
    "DEDUCTION_ADDED": _("登记扣除"),
    "DEDUCTION_ENDED": _("登记扣除止日"),
    "EXTENSION_ADDED": _("登记延长"),
    "SEAL_ADDED": _("登记查封"),
    "SEAL_RELEASED": _("登记解除查封"),
    "RECEIPT_RECORDED": _("登记到账"),
    "PAYOUT_RECORDED": _("登记发放"),
    "PAYOUT_DEFERRED": _("登记延缓发放"),
    "PARTY_WITHDRAWN": _("撤销当事人"),
    "LIMIT_EVENT_WITHDRAWN": _("撤销扣除或延长"),
    "SEAL_WITHDRAWN": _("撤销查封"),
    "RECEIPT_WITHDRAWN": _("撤销到账"),
    "PAYOUT_WITHDRAWN": _("撤销发放"),
    "DEFERRAL_WITHDRAWN": _("撤销延缓发放"),
}


FACTS = {
    "count": _("件数"),
    "entry": _("进展编号"),
    "payout_day": _("本次发放日期"),
    "payout": _("本次发放（元）"),
    "withdrawn_day": _("所撤发放日期"),
    "withdrawn_sum": _("所撤发放（元）"),
    "withdrawn_until": _("所撤延缓至"),
    "files": _("附件数"),
    "party": _("当事人"),
    "officer": _("承办人"),
    "name": _("姓名"),
    "rows": _("行数"),
    "list": _("列表"),
    "is_whole": _("已确认全部履行"),
    "is_meant": _("序号远大于现有案件：已核对无误"),
    "closing_document": _("结案文书文号"),
    "approved_by": _("批准人"),
    "left_on_account": _("结案时在账未发（元）"),
}
VALUES = {
    "node": lambda value: gettext(value),
    "kind": lambda value: gettext(value),
    "payout": money_text,
    "withdrawn_sum": money_text,
    "left_on_account": money_text,
    "at": lambda value: moment_text(parse_datetime(value)) if value else "—",
}


def register() -> None:
    """Called once, when the app is ready."""
    audit.describe(WORDS)
    audit.describe_facts(FACTS)
    audit.describe_values(VALUES)
    exporting.exporters["cases"] = export_cases
    file_owners.register(OWNER, FileOwner(order=10, may_open=may_open_attachment))
    menu.register(
        "cases",
        MenuEntry(_("案件"), "cases:case_list", "briefcase", 20, Permission.CASE_VIEW),
    )
    search.register("cases", SearchProvider(_("案件"), 10, find_cases, Permission.CASE_VIEW))


def may_open_attachment(user: Any, stored: Any) -> bool:
    """Who sees the case sees its attachments."""
    return Case.objects.visible_to(user).filter(pk=stored.owner_id).exists()


def find_cases(user: Any, text: str) -> Iterable[dict[str, Any]]:
    """Cases for the global search: by number, identity number or party."""
    check_lookup(text=text, by=user)
    found = search_cases(Case.objects.visible_to(user), text).select_related("officer", "court")
    rows: Any = selectors.with_parties(found).order_by("-filed_on", "-pk")[:HITS]
    opens, meant = jumps(text), matched_parties([case.pk for case in rows], text)
    for case in rows:
        yield {
            "label": case.number,
            "url": case.get_absolute_url(),
            "why": _why(case, meant[case.pk], text),
            "state": case.get_status_display(),
            "opens": opens,
        }


def _why(case: Any, meant: list[str], text: str) -> str:
    """The sides, and what matched where they do not say it: a further party, the judgment."""
    applicants, debtors = selectors.in_words(case.party_rows)
    words = [f"{applicants or '—'} → {debtors or '—'}"]
    words += [name for name in meant if name not in words[0]]
    if is_document(case.basis_number, text):
        words.append(gettext("执行依据 %s") % case.basis_number)
    return " · ".join(words)

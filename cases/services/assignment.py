"""Giving cases to officers, and linking officers' names that came with a ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cases import permissions, signals
from cases.enums import CaseStatus
from cases.models import Case
from cases.services import cases as case_services
from cases.services import progress
from courts.enums import Permission
from courts.models import User
from courts.selectors import officers_at
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import InvalidInput, NotPermitted
from enforcement.office import services as office


@dataclass(frozen=True)
class Assigned:
    """Result of a bulk assignment: cases given, and those left out with the reason."""

    given: list[Case]
    left: list[tuple[Case, str]]


@transaction.atomic
def assign(*, case_ids: Sequence[int], officer_id: int, by: User, note: str = "") -> Assigned:
    """Give cases to an officer of their court. A case that cannot take part is left with its reason.

    One event with the count and one per case (ownership.md, Audit). Node 分案 is done by it.
    """
    cases = list(
        Case.objects.filter(pk__in=case_ids, court_id__in=by.courts_with(Permission.CASE_ASSIGN))
        .select_related("officer")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    if not cases:
        raise NotPermitted(_("所选案件都不由你分案。"))
    officer = User.objects.get(pk=officer_id)
    courts = {case.court_id for case in cases}
    eligible = {code for code in courts if officer in officers_at([code], clock.today())}
    given, left = [], []
    for case in cases:
        reason = _refusal(case, officer, eligible)
        if reason:
            left.append((case, reason))
        else:
            given.append(case)
    _give(given, officer, by, note)
    return Assigned(given, left)


def _refusal(case: Case, officer: User, eligible: set[str]) -> str:
    if case.court_id not in eligible:
        return _("%s在这个法院没有执行岗位。") % officer.name
    if not case.is_open:
        return _("已结案。")
    if case.officer_id == officer.pk:
        return _("本来就由%s承办。") % officer.name
    return ""


def _give(cases: list[Case], officer: User, by: User, note: str) -> None:
    if not cases:
        return
    facts = {"officer": officer.name, "count": len(cases)}
    parent = audit.record("CASES_ASSIGNED", None, by=by, changes=facts, reason=note)
    for case in cases:
        _give_one(case, officer, by, parent)
    progress.done_by_assignment(cases, by=by, officer=officer)
    text = _("%(by)s把 %(count)d 件案件分给你，例如 %(number)s。") % {
        "by": by.name, "count": len(cases), "number": cases[0].number,
    }  # fmt: skip
    office.send_notice(to=officer, kind="assigned", text=text, url="/cases/?desk=mine")
    signals.cases_assigned.send(
        sender=Case, case_ids=[case.pk for case in cases], officer=officer, by=by
    )


def _give_one(case: Case, officer: User, by: User, parent: int) -> None:
    before = case.officer_label
    case.officer, case.officer_name = officer, officer.name
    if case.status == CaseStatus.FILED:
        case_services.move(case, CaseStatus.ASSIGNED, by=by)
    case_services.touch(case)
    case.save(update_fields=["officer", "officer_name", "status", *case_services.TOUCHED])
    audit.record(
        "CASE_OFFICER_CHANGED", case, by=by, changes={"officer": [before, officer.name]},
        parent=parent,
    )  # fmt: skip


@transaction.atomic
def link_officer_name(*, court_id: str, name: str, officer_id: int, by: User) -> int:
    """Say which user an imported officer's name is; all unlinked cases of the court follow."""
    permissions.check_can_assign(by, court_id)
    officer = User.objects.get(pk=officer_id)
    if officer not in officers_at([court_id], clock.today()):
        raise InvalidInput(_("%s在这个法院没有执行岗位。") % officer.name)
    unlinked = Case.objects.filter(court_id=court_id, officer=None, officer_name=name)
    ids = list(unlinked.order_by("pk").select_for_update().values_list("pk", flat=True))
    Case.objects.filter(pk__in=ids).update(officer=officer)
    facts = {"name": name, "officer": officer.name, "cases": len(ids)}
    audit.record("OFFICER_LINKED", officer, by=by, changes=facts, court=court_id)
    return len(ids)

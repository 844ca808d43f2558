"""Taking back a closing that was entered by mistake (撤销结案). No resumption: that is a new 执恢 case."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cases import permissions, signals
from cases.enums import CaseStatus
from cases.models import Case
from cases.rules.derived import status_of
from cases.services import cases as case_services
from cases.services import closing, derived, limits
from courts.models import User
from enforcement.kernel import audit
from enforcement.kernel.errors import Conflict, InvalidInput

CLEARED = ("closed_on", "close_mode", "zhongben_ok")


@dataclass(frozen=True)
class Reopening:
    """Why a closing is taken back, and who approved it. `version`: the one the person saw."""

    version: int
    approver_id: int
    reason: str


@transaction.atomic
def reopen_case(*, case_id: int, reopening: Reopening, by: User) -> Case:
    """Open a closed case again, approved as its closing was; an imported one is live from then on."""
    case = case_services.locked(case_id)
    permissions.check_can_reopen(by, case)
    if case.version != reopening.version:
        raise Conflict(_("未撤销：这件案件刚被别人改过，请重新打开核对。"))
    _check(case, reopening, by)
    approver = closing.approvers(case).get(pk=reopening.approver_id)
    before = audit.values_of(case, CLEARED)
    case.closed_on, case.close_mode, case.zhongben_ok = None, "", None
    changes = audit.diff(before, audit.values_of(case, CLEARED))
    case_services.move_back(
        case, status_after(case), by=by, reason=reopening.reason.strip(),
        changes={**changes, "approved_by": approver.name},
    )  # fmt: skip
    case_services.save_touched(case, "status", *CLEARED)
    derived.recompute([case.pk])
    signals.case_changed.send(sender=Case, case=case, by=by, changes=changes)
    return case


def status_after(case: Case) -> CaseStatus:
    """Where the case stands without its closing: stopped, or as far as its entries say."""
    if limits.is_stopped(case):
        return CaseStatus.SUSPENDED
    facts = derived.read_facts([case.pk])[0].facts
    return CaseStatus(status_of(facts._replace(closed_on=None, officer_name=case.officer_label)))


def _check(case: Case, reopening: Reopening, by: User) -> None:
    faults = {}
    if fault := closing.approver_fault(case, reopening.approver_id, by, case.close_mode):
        faults["approver"] = fault
    if not reopening.reason.strip():
        faults["reason"] = _("请写明理由。")
    if faults:
        raise InvalidInput(_("未撤销，请更正标出的各项。"), faults)

"""The case under its lock: changing its facts, moving its status, marking live acts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cases import permissions, reference, signals
from cases.enums import CaseStatus
from cases.models import Case
from cases.services import derived
from cases.transitions import ALLOWED, ALLOWED_TO_REOPENING
from courts.models import User
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import Conflict, InvalidInput
from enforcement.kernel.transitions import check_transition

FACTS = (
    "filed_on", "team", "cause_code", "cause", "basis_number", "claim_amount", "has_property",
    "opening_recovered",
)  # fmt: skip
Allowed = Mapping[CaseStatus, frozenset[CaseStatus]]
TOUCHED = ("live_since", "version", "row_hash")


def locked(case_id: int) -> Case:
    """The case under its row lock: the first thing in every act on it."""
    return Case.objects.select_related("officer").select_for_update(of=("self",)).get(pk=case_id)


def save_touched(case: Case, *fields: str) -> None:
    """Save these fields and mark a live act.

    From its first live act on, a ledger may not close the case behind the program's back.
    """
    case.live_since = case.live_since or clock.now()
    case.version += 1
    case.row_hash = None
    case.save(update_fields=[*fields, *TOUCHED])


def reason_of(reason: str) -> str:
    """Why an entry is taken back; never blank, because the entry itself goes."""
    if not reason.strip():
        raise InvalidInput(_("请写明理由。"), {"reason": _("请写明理由。")})
    return reason.strip()


def touch_many(case_ids: Iterable[int], **values: Any) -> None:
    """`save_touched` for many cases that the caller has locked, all with the same values."""
    Case.objects.filter(pk__in=list(case_ids)).update(
        live_since=Coalesce("live_since", clock.now()), version=F("version") + 1, row_hash=None,
        **values,
    )  # fmt: skip


def move(case: Case, target: CaseStatus, *, by: User | None) -> None:
    """Set the status, or refuse. The caller holds the row lock and saves."""
    source = _set_status(case, target, ALLOWED)
    audit.record(f"CASE_{target.name}", case, by=by, changes={"status": [source, target]})


def move_back(
    case: Case, target: CaseStatus, *, by: User, changes: Mapping[str, Any], reason: str
) -> None:
    """`move` out of a closing entered by mistake: one event that says what the closing was, and why."""
    source = _set_status(case, target, ALLOWED_TO_REOPENING)
    told = {"status": [source, target], **changes}
    audit.record("CASE_REOPENED", case, by=by, changes=told, reason=reason)


def _set_status(case: Case, target: CaseStatus, allowed: Allowed) -> CaseStatus:
    source = CaseStatus(case.status)
    check_transition(allowed, source, target)
    case.status = target
    return source


def move_many(cases: Iterable[Case], target: CaseStatus, *, by: User, parent: int) -> None:
    """`move` for many cases of one bulk act: one event per case, one statement to save them."""
    moved = list(cases)
    for case in moved:
        check_transition(ALLOWED, CaseStatus(case.status), target)
    rows = [audit.row_about(case, {"status": [case.status, target]}) for case in moved]
    Case.objects.filter(pk__in=[case.pk for case in moved]).update(status=target)
    audit.record_many(f"CASE_{target.name}", rows, by=by, parent=parent)


def cause_of(text: str) -> dict[str, str]:
    """Cause by name or code; unknown text is kept as it is."""
    names = reference.causes_by_code()
    if text in names:
        return {"cause_code": text, "cause": names[text]}
    return {"cause_code": "", "cause": text}


@transaction.atomic
def edit_case(*, case_id: int, version: int, values: Mapping[str, Any], by: User) -> Case:
    """Change facts of an open case. `version` is the one the person saw; an older one is refused."""
    case = locked(case_id)
    permissions.check_can_change_open(by, case)
    before = audit.values_of(case, FACTS)
    for name in FACTS:
        if name in values:
            setattr(case, name, values[name])
    changes = audit.diff(before, audit.values_of(case, FACTS))
    if not changes:
        return case
    if case.version != version:
        raise Conflict(_("未保存：这件案件刚被别人改过。两份内容都在下面，请核对后再存。"))
    _check_facts(case)
    save_touched(case, *FACTS)
    audit.record("CASE_CHANGED", case, by=by, changes=changes)
    derived.recompute([case.pk])
    signals.case_changed.send(sender=Case, case=case, by=by, changes=changes)
    return case


def _check_facts(case: Case) -> None:
    faults = {}
    if case.filed_on > clock.today():
        faults["filed_on"] = _("立案日期不能晚于今天。")
    if case.claim_amount < 0:
        faults["claim_amount"] = _("申请执行标的不能为负数。")
    if case.opening_recovered < 0:
        faults["opening_recovered"] = _("到位金额不能为负数。")
    if faults:
        raise InvalidInput(_("未保存，请更正标出的各项。"), faults)

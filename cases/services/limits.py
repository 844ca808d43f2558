"""Deductions and extensions of the statutory limit."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import permissions, selectors, signals
from cases.enums import CaseStatus, LimitEventKind, Source
from cases.models import Case, LimitEvent
from cases.services import cases as case_services
from cases.services import derived
from courts.models import User
from courts.selectors import parameters
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import Conflict, InvalidInput

STOPS_THE_CASE = frozenset({LimitEventKind.SUSPENSION, LimitEventKind.DEFERRAL})


@dataclass(frozen=True)
class Deduction:
    """Days that do not count, both inclusive; `to_on` None while still running."""

    kind: str
    from_on: date
    to_on: date | None
    document: str


@dataclass(frozen=True)
class Extension:
    """Months that the president or a vice-president approved (法发〔2006〕35号第一条)."""

    approved_on: date
    months: int
    approver_id: int
    document: str


@transaction.atomic
def add_deduction(*, case_id: int, deduction: Deduction, by: User) -> LimitEvent:
    """Record a deduction (法释〔2000〕29号第九条); 中止 and 暂缓 without an end suspend the case."""
    case = case_services.locked(case_id)
    permissions.check_can_change_open(by, case)
    _check_deduction(case, deduction)
    event = LimitEvent(
        case=case, kind=deduction.kind, from_on=deduction.from_on, to_on=deduction.to_on,
        document=deduction.document, source=Source.LIVE, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    _insert(event)
    if deduction.to_on is None and deduction.kind in STOPS_THE_CASE:
        _suspend(case, by)
    return _done(event, "DEDUCTION_ADDED", by)


@transaction.atomic
def end_deduction(*, event_id: int, to_on: date, by: User) -> LimitEvent:
    """Set the last day of a running deduction; the last running stop lifts the suspension."""
    of_case = LimitEvent.objects.values_list("case_id", flat=True).get(pk=event_id)
    case = case_services.locked(of_case)
    event = LimitEvent.objects.select_for_update(of=("self",)).get(pk=event_id)
    event.case = case
    permissions.check_can_change_open(by, case)
    if event.to_on is not None or event.kind == LimitEventKind.EXTENSION:
        raise Conflict(_("这项扣除已经有止日。"))
    _check_days(event.from_on, to_on, event.kind)
    event.to_on = to_on
    try:
        with transaction.atomic():
            event.save(update_fields=["to_on"])
    except IntegrityError as error:
        raise Conflict(_("同一事由、同一起止日期的扣除已经有了。")) from error
    _go_on(case, by)
    return _done(event, "DEDUCTION_ENDED", by)


@transaction.atomic
def withdraw(*, event_id: int, reason: str, by: User) -> LimitEvent:
    """Take back a deduction or an extension entered by mistake; the record keeps what it said."""
    of_case = LimitEvent.objects.values_list("case_id", flat=True).get(pk=event_id)
    case = case_services.locked(of_case)
    permissions.check_can_change_open(by, case)
    event = LimitEvent.objects.select_for_update(of=("self",)).get(pk=event_id)
    event.case = case
    reason = case_services.reason_of(reason)
    event.delete()
    _go_on(case, by)
    return _done(event, "LIMIT_EVENT_WITHDRAWN", by, reason)


@transaction.atomic
def add_extension(*, case_id: int, extension: Extension, by: User) -> LimitEvent:
    """Record an approved extension; who approves is never who records (domain 2.10)."""
    case = case_services.locked(case_id)
    permissions.check_can_extend(by, case)
    approver = _approver(case, extension, by)
    _check_extension(case, extension)
    event = LimitEvent(
        case=case, kind=LimitEventKind.EXTENSION, from_on=extension.approved_on,
        months=extension.months, document=extension.document, approved_by=approver.name,
        source=Source.LIVE, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    _insert(event)
    return _done(event, "EXTENSION_ADDED", by)


def _approver(case: Case, extension: Extension, by: User) -> User:
    approver = selectors.extension_approvers(case).filter(pk=extension.approver_id).first()
    if approver is None:
        fault = _("延长由本院院长或副院长批准，请选批准人。")
    elif approver.pk == by.pk:
        fault = _("批准人不能是登记人。")
    else:
        return approver
    raise InvalidInput(fault, {"approver": fault})


def _check_extension(case: Case, extension: Extension) -> None:
    faults = {}
    # One extension; a further one is approved anew (审限规定第五条; domain 2.1 T20).
    most = parameters.value("case.extension_months", on=extension.approved_on)
    if not 1 <= extension.months <= most:
        faults["months"] = _("延长月数为 1 至 %d。") % most
    if extension.approved_on > clock.today():
        faults["approved_on"] = _("批准日期不能晚于今天。")
    elif extension.approved_on < case.filed_on:
        faults["approved_on"] = _("批准日期不能早于立案日期。")
    if faults:
        raise InvalidInput(_("未登记延长，请更正标出的各项。"), faults)


def _check_deduction(case: Case, deduction: Deduction) -> None:
    if deduction.kind not in LimitEventKind.values or deduction.kind == LimitEventKind.EXTENSION:
        raise InvalidInput(_("请选扣除事由。"), {"kind": _("请选扣除事由。")})
    if deduction.from_on > clock.today():
        raise InvalidInput(_("起日不能晚于今天。"), {"from_on": _("起日不能晚于今天。")})
    if deduction.to_on is not None:
        _check_days(deduction.from_on, deduction.to_on, deduction.kind)
        if deduction.to_on <= case.filed_on:  # the first day that counts is the day after filing
            fault = _("这段期间全在立案当日或以前，不扣除任何天数。")
            raise InvalidInput(fault, {"to_on": fault})


def _check_days(from_on: date, to_on: date, kind: str) -> None:
    fault = ""
    if to_on < from_on:
        fault = _("止日不能早于起日。")
    elif kind in STOPS_THE_CASE and to_on > clock.today():  # the case goes on with its end
        fault = _("中止、暂缓还没有结束的，止日先留空，恢复执行时再登记。")
    if fault:
        raise InvalidInput(fault, {"to_on": fault})


def _insert(event: LimitEvent) -> None:
    try:
        with transaction.atomic():
            event.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("同一事由、同一起止日期的事项已经有了。")) from error


def _suspend(case: Case, by: User) -> None:
    if case.status in (CaseStatus.ASSIGNED, CaseStatus.UNDER_WAY):
        case_services.move(case, CaseStatus.SUSPENDED, by=by)


def _go_on(case: Case, by: User) -> None:
    """Lift the suspension when nothing stops the case any more."""
    if case.status == CaseStatus.SUSPENDED and not is_stopped(case):
        case_services.move(case, CaseStatus.UNDER_WAY, by=by)


def is_stopped(case: Case) -> bool:
    """Whether 中止 or 暂缓 runs without an end."""
    running = LimitEvent.objects.filter(case=case, to_on=None, kind__in=STOPS_THE_CASE)
    return running.exists()


def _done(event: LimitEvent, act: str, by: User, reason: str = "") -> LimitEvent:
    case = event.case
    case_services.save_touched(case, "status")
    facts = audit.values_of(event, ("kind", "from_on", "to_on", "months", "approved_by"))
    audit.record(act, case, by=by, changes=facts, reason=reason or event.document)
    derived.recompute([case.pk])
    signals.limit_changed.send(sender=Case, case=case, by=by)
    return event

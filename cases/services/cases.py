"""Filing a case, correcting its number, changing its facts, moving its status."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases import numbers, permissions, reference, signals
from cases.enums import CaseStatus, CaseType, Source
from cases.models import Case, FormerNumber
from cases.services import derived
from cases.transitions import ALLOWED
from courts.models import User
from courts.selectors import known_court_codes
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import Conflict, InvalidInput
from enforcement.kernel.transitions import check_transition
from enforcement.office import services as office

FACTS = (
    "filed_on", "team", "cause_code", "cause", "basis_number", "claim_amount", "has_property",
    "opening_recovered",
)  # fmt: skip


@dataclass(frozen=True)
class Filing:
    """What the filing form (立案) gives. `serial` None: the next number is allocated."""

    court_id: str
    type_word: str
    filed_on: date
    claim_amount: Decimal
    cause: str = ""
    basis_number: str = ""
    team: str = ""
    has_property: bool | None = None
    serial: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def locked(case_id: int) -> Case:
    """The case under its row lock: the first thing in every act on it."""
    return Case.objects.select_related("officer").select_for_update(of=("self",)).get(pk=case_id)


@transaction.atomic
def file_case(*, filing: Filing, by: User) -> Case:
    """File a case (立案); its number is the next of its court, type and year (法〔2015〕137号 9, 10)."""
    permissions.check_can_file(by, filing.court_id)
    _check_filing(filing)
    year = filing.filed_on.year
    serial = filing.serial or _allocate(filing.court_id, filing.type_word, year)
    number = numbers.canonical(year, filing.court_id, filing.type_word, serial)
    case = Case(
        number=number, number_raw=number, court_id=filing.court_id, year=year,
        type_word=filing.type_word, serial=serial, filed_on=filing.filed_on,
        claim_amount=filing.claim_amount, **cause_of(filing.cause),
        basis_number=filing.basis_number, team=filing.team, has_property=filing.has_property,
        source=Source.LIVE, live_since=clock.now(), created_at=clock.now(),
    )  # fmt: skip
    _insert(case)
    audit.record("CASE_FILED", case, by=by, changes=audit.values_of(case, FACTS))
    derived.recompute([case.pk])
    signals.case_filed.send(sender=Case, case=case, by=by)
    return Case.objects.get(pk=case.pk)


def _check_filing(filing: Filing) -> None:
    faults = {}
    if filing.type_word not in CaseType.values:
        faults["type_word"] = _("案件类型不认识。")
    if filing.filed_on > clock.today():
        faults["filed_on"] = _("立案日期不能晚于今天。")
    if filing.claim_amount < 0:
        faults["claim_amount"] = _("申请执行标的不能为负数。")
    if faults:
        raise InvalidInput(_("未立案，请更正标出的各项。"), faults)


def _allocate(court_id: str, type_word: str, year: int) -> int:
    of_series = Case.objects.filter(court_id=court_id, type_word=type_word, year=year)
    known = of_series.aggregate(last=Max("serial"))["last"] or 0
    former = FormerNumber.objects.filter(
        court_id=court_id, type_word=type_word, year=year
    ).aggregate(last=Max("serial"))["last"]
    # A number taken from a case by a correction is not given again either (domain 1.2).
    return office.next_number(f"case/{year}/{court_id}/{type_word}", after=max(known, former or 0))


def _insert(case: Case) -> None:
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("案号 %s 已经有案件。") % case.number) from error


def cause_of(text: str) -> dict[str, str]:
    """Cause by name or code; unknown text is kept as it is."""
    names = reference.causes_by_code()
    if text in names:
        return {"cause_code": text, "cause": names[text]}
    return {"cause_code": "", "cause": text}


@transaction.atomic
def correct_number(*, case_id: int, number: str, reason: str, by: User) -> Case:
    """Give a case the number it should have had; the wrong one is kept and never given again."""
    case = locked(case_id)
    permissions.check_can_file(by, case.court_id)
    parsed = _parse_for(case, number)
    if not reason.strip():
        raise InvalidInput(_("请写明更正案号的理由。"), {"reason": _("请写明理由。")})
    FormerNumber.objects.create(
        case=case, number=case.number, court_id=case.court_id, type_word=case.type_word,
        year=case.year, serial=case.serial, reason=reason, replaced_at=clock.now(), by=by,
    )  # fmt: skip
    before = case.number
    case.number = case.number_raw = parsed.canonical or ""
    case.year, case.serial = parsed.year or 0, parsed.serial or 0
    case.type_word = parsed.type_word or ""
    _save_number(case)
    audit.record(
        "CASE_NUMBER_CORRECTED", case, by=by, changes={"number": [before, case.number]},
        reason=reason,
    )  # fmt: skip
    derived.recompute([case.pk])
    signals.case_changed.send(sender=Case, case=case, by=by, changes={"number": before})
    return case


def _parse_for(case: Case, number: str) -> numbers.ParsedNumber:
    parsed = numbers.parse(number, today=clock.today(), known_courts=known_court_codes())
    if not parsed.ok or parsed.flags or parsed.suffix or parsed.type_word not in CaseType.values:
        fault = _("“%s”不是完整的执行案号，例如（2026）赣0302执123号。") % number
    elif parsed.court_code != case.court_id:
        fault = _("案号里的法院代字 %s 不是本案的法院。") % parsed.court_code
    elif parsed.canonical == case.number:
        fault = _("与现在的案号相同。")
    else:
        return parsed
    raise InvalidInput(_("未更正：") + fault, {"number": fault})


def _save_number(case: Case) -> None:
    touch(case)
    fields = ["number", "number_raw", "year", "serial", "type_word", *TOUCHED]
    try:
        with transaction.atomic():
            case.save(update_fields=fields)
    except IntegrityError as error:
        raise Conflict(_("案号 %s 已经有案件，未更正。") % case.number) from error


TOUCHED = ("live_since", "version", "row_hash")


def touch(case: Case) -> None:
    """Mark a live act: from now on a ledger may not close the case behind the program's back."""
    case.live_since = case.live_since or clock.now()
    case.version += 1
    case.row_hash = None


@transaction.atomic
def edit_case(*, case_id: int, version: int, values: Mapping[str, Any], by: User) -> Case:
    """Change facts of an open case. `version` is the one the person saw."""
    case = locked(case_id)
    permissions.check_can_change_open(by, case)
    if case.version != version:
        raise Conflict(_("未保存：这件案件刚被别人改过，请核对后再存。你的内容仍在表单里。"))
    before = audit.values_of(case, FACTS)
    for name in FACTS:
        if name in values:
            setattr(case, name, values[name])
    changes = audit.diff(before, audit.values_of(case, FACTS))
    if not changes:
        return case
    touch(case)
    case.save(update_fields=[*FACTS, *TOUCHED])
    audit.record("CASE_CHANGED", case, by=by, changes=changes)
    derived.recompute([case.pk])
    signals.case_changed.send(sender=Case, case=case, by=by, changes=changes)
    return case


def move(case: Case, target: CaseStatus, *, by: User | None) -> None:
    """Set the status, or refuse. The caller holds the row lock and saves."""
    source = CaseStatus(case.status)
    check_transition(ALLOWED, source, target)
    case.status = target
    audit.record(f"CASE_{target.name}", case, by=by, changes={"status": [source, target]})

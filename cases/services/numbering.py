"""Case numbers: the next of a series, and putting a wrong one right (法〔2015〕137号)."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from cases import numbers, permissions, signals
from cases.enums import CaseType
from cases.models import Case, FormerNumber
from cases.services import cases as case_services
from cases.services import derived
from courts.models import User
from courts.selectors import known_court_codes
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import Conflict, InvalidInput
from enforcement.office import services as office

# A serial so far above the greatest in use is more likely a slip of the hand than the next case: no
# court files a hundred cases of one type before the first of them is entered.
LEAP = 100


@dataclass(frozen=True)
class Correction:
    """The number that a case should have had, and why. `is_meant`: also when it leaps ahead."""

    number: str
    reason: str
    is_meant: bool = False


def next_serial(court_id: str, type_word: str, year: int) -> int:
    """The serial behind the greatest in use; the series stays locked until the act commits.

    When a correction brings the greatest down, the series goes on from there: the row of the series
    is the lock alone, and its own count plays no part. A number taken from a case by a correction
    is not given again (domain 1.2).
    """
    office.next_number(f"case/{year}/{court_id}/{type_word}")
    series = Q(court_id=court_id, type_word=type_word, year=year)
    serial = _greatest(Case.objects.filter(series)) + 1
    former = FormerNumber.objects.filter(series, serial__gte=serial)
    borne = set(former.values_list("serial", flat=True))
    while serial in borne:
        serial += 1
    return serial


def _greatest(cases: QuerySet[Case]) -> int:
    return cases.aggregate(last=Max("serial"))["last"] or 0


@transaction.atomic
def correct_number(*, case_id: int, correction: Correction, by: User) -> Case:
    """Give a case the number it should have had; the wrong one is kept and never given again."""
    number, reason = correction.number, correction.reason
    case = case_services.locked(case_id)
    permissions.check_can_file(by, case.court_id)
    parsed = _parse_for(case, number)
    if not reason.strip():
        raise InvalidInput(_("请写明更正案号的理由。"), {"reason": _("请写明理由。")})
    leaps = _leaps(case, parsed, correction)
    before = case.number
    _keep(case, reason.strip(), by)
    case.number, case.number_raw = parsed.canonical or "", number.strip()[:120]
    case.year, case.serial = parsed.year or 0, parsed.serial or 0
    case.type_word = parsed.type_word or ""
    _save(case)
    changes = {"number": [before, case.number]}
    told = {**changes, "is_meant": True} if leaps else changes
    audit.record("CASE_NUMBER_CORRECTED", case, by=by, changes=told, reason=reason.strip())
    derived.recompute([case.pk])
    signals.case_changed.send(sender=Case, case=case, by=by, changes=changes)
    return case


def _parse_for(case: Case, number: str) -> numbers.ParsedNumber:
    parsed = numbers.parse(number, today=clock.today(), known_courts=known_court_codes())
    if not parsed.ok or parsed.flags or parsed.suffix or parsed.type_word not in CaseType.values:
        fault = _("“%s”不是完整的执行案号，例如（2026）赣0302执123号。") % number
    elif parsed.court_code != case.court_id:
        fault = _("案号里的法院代字 %s 不是本案的法院。") % parsed.court_code
    elif parsed.canonical == case.number:
        fault = _("与现在的案号相同。")
    elif FormerNumber.objects.filter(number=parsed.canonical).exclude(case=case).exists():
        fault = _("案号 %s 是另一件案件更正前的案号，不再使用。") % parsed.canonical
    else:
        return parsed
    raise InvalidInput(_("未更正：") + fault, {"number": fault})


def _leaps(case: Case, parsed: numbers.ParsedNumber, correction: Correction) -> bool:
    """Whether the number leaps ahead of its series; refused unless it is meant."""
    series = {"court_id": case.court_id, "type_word": parsed.type_word, "year": parsed.year}
    last = _greatest(Case.objects.filter(**series).exclude(pk=case.pk))
    if (parsed.serial or 0) - last <= LEAP:
        return False
    if not correction.is_meant:
        fault = _(
            "序号 %(serial)d 比这一年同类案件现有的最大序号 %(last)d 大出 %(leap)d 以上。"
            "录错会使以后的编号都跟着变；确是这个号的请勾选。"
        ) % {"serial": parsed.serial, "last": last, "leap": LEAP}
        raise InvalidInput(_("未更正：") + fault, {"is_meant": fault})
    return True


def _keep(case: Case, reason: str, by: User) -> None:
    FormerNumber.objects.create(
        case=case, number=case.number, court_id=case.court_id, type_word=case.type_word,
        year=case.year, serial=case.serial, reason=reason[:200], replaced_at=clock.now(), by=by,
    )  # fmt: skip


def _save(case: Case) -> None:
    try:
        with transaction.atomic():
            case_services.save_touched(case, "number", "number_raw", "year", "serial", "type_word")
    except IntegrityError as error:
        raise Conflict(_("案号 %s 已经有案件，未更正。") % case.number) from error

"""Filing a case (立案)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import numbers, permissions, signals
from cases.enums import CaseType, Source
from cases.models import Case
from cases.services import derived
from cases.services.cases import FACTS, cause_of
from cases.services.numbering import next_serial
from courts.models import User
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import Conflict, InvalidInput


@dataclass(frozen=True)
class Filing:
    """What the filing form gives. `submission` makes a double click one case."""

    court_id: str
    type_word: str
    filed_on: date
    claim_amount: Decimal
    cause: str = ""
    basis_number: str = ""
    team: str = ""
    has_property: bool | None = None
    submission: UUID | None = None


@transaction.atomic
def file_case(*, filing: Filing, by: User) -> Case:
    """File a case; its number is the next of its court, type and year (法〔2015〕137号 9, 10)."""
    permissions.check_can_file(by, filing.court_id)
    _check(filing)
    if (known := _already(filing)) is not None:
        return known
    try:
        with transaction.atomic():  # a number is taken only by a case that stands
            case = _new(filing)
            case.save(force_insert=True)
    except IntegrityError as error:
        if (known := _already(filing)) is not None:  # the same form, sent twice at once
            return known
        raise Conflict(_("案号刚被占用，未立案，请再提交一次。")) from error
    audit.record("CASE_FILED", case, by=by, changes=audit.values_of(case, ("number", *FACTS)))
    derived.recompute([case.pk])
    signals.case_filed.send(sender=Case, case=case, by=by)
    case.refresh_from_db()
    return case


def _check(filing: Filing) -> None:
    faults = {}
    if filing.type_word not in CaseType.values:
        faults["type_word"] = _("案件类型不认识。")
    if filing.filed_on > clock.today():
        faults["filed_on"] = _("立案日期不能晚于今天。")
    if filing.claim_amount < 0:
        faults["claim_amount"] = _("申请执行标的不能为负数。")
    if faults:
        raise InvalidInput(_("未立案，请更正标出的各项。"), faults)


def _already(filing: Filing) -> Case | None:
    """The case that this form made already; refused when it now says something else."""
    if filing.submission is None:
        return None
    known = Case.objects.filter(submission=filing.submission).first()
    if known is None:
        return None
    facts = ("court_id", "type_word", "filed_on", "claim_amount", "basis_number")
    if any(getattr(known, name) != getattr(filing, name) for name in facts):
        raise Conflict(_("这份表单已立 %s。要再立一件，请重新打开立案页。") % known.number)
    return known


def _new(filing: Filing) -> Case:
    year = filing.filed_on.year
    serial = next_serial(filing.court_id, filing.type_word, year)
    number = numbers.canonical(year, filing.court_id, filing.type_word, serial)
    return Case(
        number=number, number_raw=number, court_id=filing.court_id, year=year,
        type_word=filing.type_word, serial=serial, filed_on=filing.filed_on,
        claim_amount=filing.claim_amount, **cause_of(filing.cause.strip()),
        basis_number=filing.basis_number.strip(), team=filing.team.strip(),
        has_property=filing.has_property, source=Source.LIVE, live_since=clock.now(),
        created_at=clock.now(), submission=filing.submission,
    )  # fmt: skip

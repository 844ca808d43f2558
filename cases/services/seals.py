"""Seizures and freezes: adding and renewing. The longest term is law; the end never rolls."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import permissions
from cases.enums import AssetKind, Source
from cases.models import Case, Seal
from cases.rules.seals import check_term, computed_end
from cases.services import cases as case_services
from courts.models import User
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import Conflict, InvalidInput


@dataclass(frozen=True)
class Term:
    """What is sealed, from when, until when (None: the longest term of law)."""

    asset: str
    kind: str
    from_on: date
    to_on: date | None = None


@transaction.atomic
def add_seal(*, case_id: int, term: Term, by: User) -> Seal:
    """Record a seizure or freeze of an open case (民诉法解释第四百八十五条)."""
    case = case_services.locked(case_id)
    permissions.check_can_change_open(by, case)
    to_on = _checked_end(term)
    seal = Seal(
        case=case, asset=term.asset.strip(), kind=term.kind, from_on=term.from_on, to_on=to_on,
        source=Source.LIVE, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            seal.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("这项财产同一起日的查封已经登记。")) from error
    return _done(case, seal, "SEAL_ADDED", by)


@transaction.atomic
def release_seal(*, seal_id: int, on: date, by: User) -> Seal:
    """Record that a seal was lifted."""
    case = case_services.locked(Seal.objects.values_list("case_id", flat=True).get(pk=seal_id))
    permissions.check_can_change_open(by, case)
    seal = Seal.objects.select_for_update(of=("self",)).get(pk=seal_id)
    if seal.released_on is not None:
        raise Conflict(_("这项查封已于 %s 解除。") % seal.released_on)
    if not seal.from_on <= on <= clock.today():
        raise InvalidInput(_("解除日期在起日与今天之间。"), {"on": _("解除日期在起日与今天之间。")})
    seal.released_on = on
    seal.save(update_fields=["released_on"])
    return _done(case, seal, "SEAL_RELEASED", by)


@transaction.atomic
def withdraw_seal(*, seal_id: int, reason: str, by: User) -> Seal:
    """Take back a seal entered by mistake; one that was lifted is released instead."""
    case = case_services.locked(Seal.objects.values_list("case_id", flat=True).get(pk=seal_id))
    permissions.check_can_change_open(by, case)
    seal = Seal.objects.select_for_update(of=("self",)).get(pk=seal_id)
    reason = case_services.reason_of(reason)
    seal.delete()
    return _done(case, seal, "SEAL_WITHDRAWN", by, reason)


def _checked_end(term: Term) -> date:
    if term.kind not in AssetKind.values:
        raise InvalidInput(_("请选财产类型。"), {"kind": _("请选财产类型。")})
    if not term.asset.strip():
        raise InvalidInput(_("请填财产名称。"), {"asset": _("请填财产名称。")})
    if term.from_on > clock.today():
        raise InvalidInput(_("起日不能晚于今天。"), {"from_on": _("起日不能晚于今天。")})
    longest = computed_end(term.kind, term.from_on)
    if term.to_on is None:
        return longest
    if term.to_on < term.from_on:
        raise InvalidInput(_("止日不能早于起日。"), {"to_on": _("止日不能早于起日。")})
    if check_term(term.kind, term.from_on, term.to_on).fault:
        fault = _("超过法定最长期限，止日不能晚于 %s。") % longest
        raise InvalidInput(fault, {"to_on": fault})
    return term.to_on


def _done(case: Case, seal: Seal, act: str, by: User, reason: str = "") -> Seal:
    case_services.save_touched(case)
    fields = ("asset", "kind", "from_on", "to_on", "released_on")
    audit.record(act, case, by=by, changes=audit.values_of(seal, fields), reason=reason)
    return seal

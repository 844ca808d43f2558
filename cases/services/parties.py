"""Parties: adding, changing, and showing a full number for a reason."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from cases import permissions
from cases.enums import Household, PartyKind, PartyRole
from cases.models import Party
from cases.services import cases as case_services
from courts.models import User
from enforcement.kernel import audit, clock, encryption
from enforcement.kernel.errors import Conflict, InvalidInput, TransitionRefused
from enforcement.kernel.identity import check_for_import, mask, normalize
from enforcement.kernel.names import normalize_name
from enforcement.kernel.telephones import mask_telephone, normalize_telephone, telephone_digests

SHOWN = ("role", "name", "kind", "number_masked", "phone_masked", "address",
         "legal_representative", "household")  # fmt: skip


SHORTEST_PHONE, LONGEST_PHONE = 5, 20

# What tells that a number was changed → what may be shown of it.
DIGESTS = {"number_digest": "number_masked", "phone_digest": "phone_masked"}


@dataclass(frozen=True)
class PartyFacts:
    """What the form of a party gives. A blank number or telephone leaves the stored one."""

    role: str
    name: str
    kind: str
    id_number: str = ""
    phone: str = ""
    address: str = ""
    legal_representative: str = ""
    household: str = ""


@transaction.atomic
def add_party(*, case_id: int, facts: PartyFacts, by: User) -> Party:
    """Add a party to an open case."""
    case = case_services.locked(case_id)
    permissions.check_can_change_open(by, case)
    party = Party(case=case)
    _fill(party, facts)
    _save(party)
    case_services.save_touched(case)
    audit.record("PARTY_ADDED", case, by=by, changes=audit.values_of(party, SHOWN))
    return party


@transaction.atomic
def change_party(*, party_id: int, facts: PartyFacts, by: User) -> Party:
    """Change a party's particulars; the event shows masked numbers only."""
    case = case_services.locked(Party.objects.values_list("case_id", flat=True).get(pk=party_id))
    permissions.check_can_change_open(by, case)
    party = Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    before, numbers = audit.values_of(party, SHOWN), audit.values_of(party, DIGESTS)
    _fill(party, facts)
    changes = audit.diff(before, audit.values_of(party, SHOWN))
    for name in audit.diff(numbers, audit.values_of(party, DIGESTS)):
        # Two numbers may look alike behind the mask; that one took the other's place is told.
        shown = DIGESTS[name]
        changes[shown] = [before[shown], getattr(party, shown)]
    if not changes:
        return party
    _save(party)
    case_services.save_touched(case)
    audit.record("PARTY_CHANGED", case, by=by, changes={"party": party.name, **changes})
    return party


@transaction.atomic
def withdraw_party(*, party_id: int, reason: str, by: User) -> Party:
    """Take back a party entered by mistake; one that stands in the register stays."""
    case = case_services.locked(Party.objects.values_list("case_id", flat=True).get(pk=party_id))
    permissions.check_can_change_open(by, case)
    party = Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    reason = case_services.reason_of(reason)
    facts = audit.values_of(party, SHOWN)
    try:
        party.delete()
    except ProtectedError as error:
        raise Conflict(_("%s已列入失信名单，不能撤销。") % party.name) from error
    case_services.save_touched(case)
    audit.record("PARTY_WITHDRAWN", case, by=by, changes=facts, reason=reason)
    return party


def _fill(party: Party, facts: PartyFacts) -> None:
    _check(facts)
    party.role, party.kind = facts.role, facts.kind
    party.name = facts.name.strip()
    party.name_key = normalize_name(facts.name, unit=facts.kind != PartyKind.PERSON)
    party.address, party.household = facts.address.strip(), facts.household
    party.legal_representative = facts.legal_representative.strip()
    if facts.id_number.strip():
        _set_number(party, facts.id_number)
    if facts.phone.strip():
        _set_phone(party, facts.phone)


def _check(facts: PartyFacts) -> None:
    faults = {}
    if facts.role not in PartyRole.values:
        faults["role"] = _("请选诉讼地位。")
    if facts.kind not in PartyKind.values:
        faults["kind"] = _("请选类型。")
    if not facts.name.strip():
        faults["name"] = _("请填名称。")
    if facts.household and facts.household not in Household.values:
        faults["household"] = _("户籍性质是农村或城镇。")
    if faults:
        raise InvalidInput(_("未保存当事人，请更正标出的各项。"), faults)


def _set_number(party: Party, raw: str) -> None:
    number, refused, _warning = check_for_import(raw, clock.today())
    if refused:
        raise InvalidInput(_("未保存当事人，请更正标出的各项。"), {"id_number": refused})
    digests = encryption.identity_digests(normalize(number))
    party.number_cipher, party.number_masked = encryption.encrypt(number), mask(number)
    party.number_digest, party.number_first6, party.number_first10 = digests[:3]
    party.number_last4, party.number_birth = digests[3:]


def _set_phone(party: Party, raw: str) -> None:
    number = normalize_telephone(raw)
    if not SHORTEST_PHONE <= len(number) <= LONGEST_PHONE:
        fault = _("电话应为 5 至 20 位数字。")
        raise InvalidInput(_("未保存当事人，请更正标出的各项。"), {"phone": fault})
    party.phone_cipher, party.phone_masked = encryption.encrypt(number), mask_telephone(number)
    party.phone_digest, party.phone_last4 = telephone_digests(number)


def _save(party: Party) -> None:
    try:
        with transaction.atomic():
            party.save()
    except IntegrityError as error:
        raise Conflict(_("本案已有同一诉讼地位、同名、同证件号码的当事人。")) from error


@dataclass(frozen=True)
class Revealed:
    """Full numbers, for 60 seconds on the screen and nowhere else."""

    id_number: str = field(repr=False)
    phone: str = field(repr=False)


@transaction.atomic
def reveal_numbers(*, party_id: int, reason: str, by: User) -> Revealed:
    """Full identity and telephone numbers; reason and event in the same act (ownership.md)."""
    party = Party.objects.select_related("case").get(pk=party_id)
    permissions.check_can_reveal(by, party.case)
    if not reason.strip():
        raise InvalidInput(_("请写明查看完整号码的理由。"), {"reason": _("请写明理由。")})
    if not (party.number_cipher or party.phone_cipher):
        raise TransitionRefused(_("%s没有登记证件号码和电话。") % party.name)
    facts = {"party": party.name, "number_masked": party.number_masked,
             "phone_masked": party.phone_masked}  # fmt: skip
    audit.record("IDENTITY_REVEALED", party.case, by=by, changes=facts, reason=reason.strip())
    return Revealed(encryption.decrypt(party.number_cipher), encryption.decrypt(party.phone_cipher))

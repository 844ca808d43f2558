"""Parties: encrypted numbers, masked everywhere, shown in full for a reason."""

from datetime import date

import pytest

from cases.models import Party
from cases.services import parties
from cases.services.parties import PartyFacts
from enforcement.kernel import encryption, synthetic
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted, TransitionRefused
from enforcement.kernel.models import AuditEvent
from tests.factories.cases import CaseFactory, PartyFactory
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db
NUMBER = synthetic.resident_id(7, date(1980, 1, 7), "male")
OTHER = synthetic.resident_id(8, date(1980, 1, 7), "male")
FACTS = {"role": "被执行人", "name": " 周国良 ", "kind": "自然人"}


def add(case, by, **values):
    return parties.add_party(case_id=case.pk, facts=PartyFacts(**{**FACTS, **values}), by=by)


def change(party, by, **values):
    facts = PartyFacts(**{**FACTS, "name": party.name, **values})
    return parties.change_party(party_id=party.pk, facts=facts, by=by)


def test_add_party__keeps_numbers_encrypted_and_masked(officer):
    case = CaseFactory(officer=officer)

    party = add(case, officer, id_number=f" {NUMBER.lower()} ", phone="138-0000-1234")

    party.refresh_from_db()
    assert (party.name, party.name_key) == ("周国良", "周国良")
    assert encryption.decrypt(party.number_cipher) == NUMBER
    assert party.number_masked == f"{NUMBER[:6]}********{NUMBER[-4:]}"
    assert party.number_digest == encryption.digest(NUMBER)
    assert encryption.decrypt(party.phone_cipher) == "13800001234"
    assert party.phone_masked == "138****1234"
    assert acts_about(case) == ["PARTY_ADDED"]


def test_add_party__no_clear_number_in_the_trail(officer):
    add(CaseFactory(officer=officer), officer, id_number=NUMBER, phone="13800001234")

    told = str(list(AuditEvent.objects.values()))
    assert NUMBER not in told
    assert "13800001234" not in told


def test_add_party__a_units_name_without_its_brackets_is_its_key(officer):
    unit = add(CaseFactory(officer=officer), officer, name="鑫源（萍乡）建材", kind="法人")

    assert unit.name_key == "鑫源萍乡建材"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"role": "法官"}, "role"),
        ({"kind": "猫"}, "kind"),
        ({"name": " "}, "name"),
        ({"household": "外地"}, "household"),
        ({"id_number": NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")}, "id_number"),
        ({"phone": "12"}, "phone"),
        ({"phone": "电话"}, "phone"),
    ],
)
def test_add_party__faults_are_named_at_their_fields(officer, values, field):
    with pytest.raises(InvalidInput) as refusal:
        add(CaseFactory(officer=officer), officer, **values)

    assert set(refusal.value.fields) == {field}
    assert not Party.objects.exists()
    assert all_acts() == []


def test_add_party__the_same_once(officer):
    case = CaseFactory(officer=officer)
    add(case, officer)

    with pytest.raises(Conflict):
        add(case, officer)

    add(case, officer, id_number=NUMBER)
    assert Party.objects.count() == 2


def test_add_party__not_after_closing(officer):
    with pytest.raises(TransitionRefused):
        add(CaseFactory(officer=officer, closed=True), officer)


@pytest.mark.parametrize("who", ["outsider", "president", "petition_desk"])
def test_add_party__refused_to_others(request, officer, who):
    with pytest.raises(NotPermitted):
        add(CaseFactory(officer=officer), request.getfixturevalue(who))


def test_change_party__a_blank_number_leaves_the_stored_one(officer):
    party = add(CaseFactory(officer=officer), officer, id_number=NUMBER, phone="13800001234")

    changed = change(party, officer, address="安源镇 3 号")

    assert encryption.decrypt(changed.number_cipher) == NUMBER
    assert event("PARTY_CHANGED").changes == {"party": "周国良", "address": ["", "安源镇 3 号"]}


def test_change_party__two_numbers_alike_behind_the_mask_are_told(officer):
    party = add(CaseFactory(officer=officer), officer, phone="13800001234")

    change(party, officer, phone="13899991234")

    assert event("PARTY_CHANGED").changes["phone_masked"] == ["138****1234", "138****1234"]


def test_change_party__nothing_changed_leaves_no_trace(officer):
    party = add(CaseFactory(officer=officer), officer)

    change(party, officer)

    assert all_acts() == ["PARTY_ADDED"]


def test_change_party__not_into_another_one(officer):
    case = CaseFactory(officer=officer)
    add(case, officer)
    other = add(case, officer, name="段细妹")

    with pytest.raises(Conflict):
        change(other, officer, name="周国良")


def test_change_party__refused_to_others(officer, outsider):
    party = PartyFactory(case__officer=officer)

    with pytest.raises(NotPermitted):
        change(party, outsider)


# In full ---------------------------------------------------------------------------------------


def reveal(party, by, reason="办案核对"):
    return parties.reveal_numbers(party_id=party.pk, reason=reason, by=by)


def test_reveal_numbers__both_for_a_reason(officer):
    party = add(CaseFactory(officer=officer), officer, id_number=NUMBER, phone="13800001234")

    shown = reveal(party, officer)

    assert (shown.id_number, shown.phone) == (NUMBER, "13800001234")
    assert NUMBER not in repr(shown)
    told = event("IDENTITY_REVEALED")
    assert (told.reason, told.changes["number_masked"]) == ("办案核对", party.number_masked)
    assert NUMBER not in str(told.changes)


@pytest.mark.parametrize("reason", ["", " "])
def test_reveal_numbers__not_without_a_reason(officer, reason):
    party = add(CaseFactory(officer=officer), officer, id_number=NUMBER)

    with pytest.raises(InvalidInput):
        reveal(party, officer, reason)

    assert "IDENTITY_REVEALED" not in all_acts()


def test_reveal_numbers__where_there_is_none(officer):
    with pytest.raises(TransitionRefused, match="没有登记"):
        reveal(PartyFactory(case__officer=officer), officer)


@pytest.mark.parametrize("who", ["clerk", "finance", "petition_desk", "outsider", "admin"])
def test_reveal_numbers__refused_to_others(request, officer, who):
    party = add(CaseFactory(officer=officer), officer, id_number=NUMBER)

    with pytest.raises(NotPermitted):
        reveal(party, request.getfixturevalue(who))

    assert "IDENTITY_REVEALED" not in all_acts()

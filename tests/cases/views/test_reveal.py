"""A person's full number: asked for with a reason, shown for a minute."""

from datetime import date

import pytest

from tests.factories.cases import (
    CaseFactory,
    PartyFactory,
)
from tests.trail import event

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(officer):
    return CaseFactory(serial=1, officer=officer)


@pytest.fixture
def person(case, officer):
    from cases.services import parties
    from enforcement.kernel import synthetic

    number = synthetic.resident_id(7, date(1980, 1, 7), "male")
    facts = parties.PartyFacts("被执行人", "周国良", "自然人", number, "13800001234")
    return parties.add_party(case_id=case.pk, facts=facts, by=officer), number


def test_reveal__asks_a_reason_then_shows_for_sixty_seconds(sign_in, officer, case, person):
    party, number = person
    url, client = f"/cases/{case.pk}/parties/{party.pk}/number/", sign_in(officer)
    assert number not in client.get(url).content.decode()

    answer = client.post(url, {"reason": "送达", "note": "邮寄通知"})

    page = answer.content.decode()
    assert number in page
    assert "13800001234" in page
    assert 'data-mask-after="60"' in page
    assert answer["Cache-Control"] == "no-store"
    assert number not in client.get(url).content.decode()
    assert event("IDENTITY_REVEALED").reason == "送达：邮寄通知"


def test_reveal__without_a_reason_is_422(sign_in, officer, case, person):
    party, number = person

    answer = sign_in(officer).post(f"/cases/{case.pk}/parties/{party.pk}/number/", {})

    assert answer.status_code == 422
    assert number not in answer.content.decode()


def test_reveal__where_there_is_none_is_409(sign_in, officer, case):
    party = PartyFactory(case=case)

    answer = sign_in(officer).post(
        f"/cases/{case.pk}/parties/{party.pk}/number/", {"reason": "送达"}
    )

    assert answer.status_code == 409


@pytest.mark.parametrize(("who", "status"), [("clerk", 403), ("outsider", 404), ("admin", 404)])
def test_reveal__refused_to_others(request, sign_in, case, person, who, status):
    party, number = person
    client = sign_in(request.getfixturevalue(who))

    answer = client.post(f"/cases/{case.pk}/parties/{party.pk}/number/", {"reason": "送达"})

    assert answer.status_code == status
    assert number not in answer.content.decode()


def test_pages__never_show_a_full_number(sign_in, officer, case, person):
    _party, number = person
    client = sign_in(officer)

    for path in ("", "?tab=parties", "?tab=history", f"parties/{_party.pk}/"):
        assert number not in client.get(f"/cases/{case.pk}/{path}").content.decode(), path

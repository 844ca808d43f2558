"""Giving cases to officers from the list, and naming the officers of a ledger."""

from datetime import date

import pytest

from cases.models import Case
from courts.enums import Role
from enforcement.kernel import synthetic
from tests.factories.cases import CaseFactory
from tests.factories.courts import person
from tests.page import Page
from tests.trail import all_acts, event

pytestmark = pytest.mark.django_db
NUMBER = synthetic.resident_id(7, date(1980, 1, 7), "male")


def test_assign__first_who_then_done(sign_in, chief, officer):
    cases = [CaseFactory(filed=True), CaseFactory(filed=True), CaseFactory(closed=True)]
    client = sign_in(chief)
    ticked = {"selected": [case.pk for case in cases], "all": "0", "back": "state=open"}

    asking = client.post("/cases/assign/", ticked, follow=True)
    assert [status for _url, status in asking.redirect_chain] == [302]
    assert "给 3 件案件分案" in asking.content.decode()

    done = client.post("/cases/assign/", {**ticked, "officer": officer.pk, "note": "专长"})

    assert "已分案 2 件给刘志远" in done.content.decode()
    assert "已结案。" in done.content.decode()
    assert event("CASES_ASSIGNED").changes["count"] == 2


def test_assign__all_of_them_leads_back_to_the_list(sign_in, chief, officer):
    cases = [CaseFactory(filed=True), CaseFactory(filed=True)]
    sent = {"selected": [case.pk for case in cases], "back": "desk=court&state=open"}

    done = sign_in(chief).post("/cases/assign/", {**sent, "officer": officer.pk}, follow=True)

    assert done.redirect_chain == [("/cases/?desk=court&state=open", 302)]
    assert "已分案 2 件给刘志远" in done.content.decode()


def test_assign__what_another_tab_gave_away_meanwhile_is_left(sign_in, chief, officer):
    cases = [CaseFactory(filed=True) for _each in range(3)]
    client, colleague = sign_in(chief), person(Role.OFFICER, "王建华")
    sent = {"selected": [case.pk for case in cases], "back": ""}
    asking = client.post("/cases/assign/", sent, follow=True).text
    fields = Page(asking).form_with("officer").fields
    client.post("/cases/assign/", {**sent, "selected": cases[0].pk, "officer": colleague.pk})

    done = client.post("/cases/assign/", {**fields, **sent, "officer": officer.pk})

    assert "已分案 2 件给刘志远" in done.text
    assert "刚由别人分给王建华，请核对后再分。" in done.text
    owners = Case.objects.order_by("pk").values_list("officer__name", flat=True)
    assert list(owners) == ["王建华", "刘志远", "刘志远"]


@pytest.mark.parametrize("asked_at", ["", "gestern", "2026-13-45"])
def test_assign__a_page_that_does_not_say_when_it_asked(sign_in, chief, officer, asked_at):
    sent = {"selected": CaseFactory(filed=True).pk, "officer": officer.pk, "asked_at": asked_at}

    assert sign_in(chief).post("/cases/assign/", sent).status_code == 302


def test_assign__all_of_the_filter_within_ones_rights(sign_in, chief, officer):
    for _each in range(3):
        CaseFactory(filed=True)
    CaseFactory(filed=True, court_id="赣0321")

    asking = sign_in(chief).post(
        "/cases/assign/", {"all": "1", "query": "desk=court&unassigned=none"}, follow=True
    )

    assert len(asking.context["ids"]) == 3
    assert "selected" not in asking.request["QUERY_STRING"]


def test_assign__no_number_of_a_person_in_the_address(sign_in, chief):
    case = CaseFactory(filed=True)
    sent = {"selected": case.pk, "back": f"q={NUMBER}", "query": f"q={NUMBER}"}

    answer = sign_in(chief).post("/cases/assign/", sent)

    assert answer.status_code == 302
    assert NUMBER not in answer.url


def test_assign__more_than_a_page_stays_out_of_the_address(sign_in, chief):
    ids = [CaseFactory(filed=True).pk for _each in range(51)]
    client = sign_in(chief)

    assert client.post("/cases/assign/", {"selected": ids}).status_code == 200
    assert client.post("/cases/assign/", {"selected": ids[:50]}).status_code == 302


@pytest.mark.parametrize("query", ["", "selected=x", "selected=999999", "selected=²&all=0"])
def test_assign__an_address_without_cases_leads_to_the_list(sign_in, chief, query):
    answer = sign_in(chief).get(f"/cases/assign/?{query}")

    assert (answer.status_code, answer.url) == (302, "/cases/")


def test_assign__an_address_gives_nothing_away(sign_in, chief, officer):
    case = CaseFactory(filed=True)

    answer = sign_in(chief).get(f"/cases/assign/?selected={case.pk}&officer={officer.pk}")

    assert answer.status_code == 200
    assert all_acts() == []


def test_assign__over_twenty_asks_to_type_the_number(sign_in, chief, officer):
    cases = [CaseFactory(filed=True) for _each in range(21)]
    sent = {"selected": [case.pk for case in cases], "officer": officer.pk}
    client = sign_in(chief)

    assert client.post("/cases/assign/", sent).status_code == 422
    assert client.post("/cases/assign/", {**sent, "confirm_count": "20"}).status_code == 422
    assert all_acts() == []
    assert client.post("/cases/assign/", {**sent, "confirm_count": "21"}).status_code == 302
    assert event("CASES_ASSIGNED").changes["count"] == 21


def test_assign__not_more_than_can_be_overseen(sign_in, chief, monkeypatch):
    monkeypatch.setattr("cases.views.assigning.MOST_AT_ONCE", 2)
    for _each in range(3):
        CaseFactory(filed=True)

    answer = sign_in(chief).post("/cases/assign/", {"all": "1", "query": "desk=court"})

    assert answer.status_code == 422
    assert "一次最多分案 2 件" in answer.content.decode()


@pytest.mark.parametrize("ticked", [{}, {"selected": ["x", "²", "-1", "9" * 30]}])
def test_assign__nothing_ticked(sign_in, chief, ticked):
    assert sign_in(chief).post("/cases/assign/", ticked).status_code == 422


def test_assign__to_somebody_of_another_court(sign_in, chief, outsider):
    case = CaseFactory(filed=True)

    answer = sign_in(chief).post("/cases/assign/", {"selected": case.pk, "officer": outsider.pk})

    assert answer.status_code == 422
    assert all_acts() == []


def test_assign__cases_of_another_court_are_not_there(sign_in, chief, officer):
    case = CaseFactory(filed=True, court_id="赣0321")

    answer = sign_in(chief).post("/cases/assign/", {"selected": case.pk, "officer": officer.pk})

    assert answer.status_code == 422


@pytest.mark.parametrize("who", ["officer", "clerk", "finance", "supervisor", "admin"])
@pytest.mark.parametrize("path", ["assign/", "officers/link/"])
def test_assign__refused_to_others(request, sign_in, officer, who, path):
    case = CaseFactory(filed=True, officer_name="刘志远")
    sent = {"selected": case.pk, "officer": officer.pk, "court": "赣0302", "name": "刘志远"}

    assert sign_in(request.getfixturevalue(who)).post(f"/cases/{path}", sent).status_code == 403
    assert all_acts() == []


# Names of a ledger -----------------------------------------------------------------------------


def test_officer_names__shown_and_linked(sign_in, chief, officer):
    CaseFactory(officer_name="刘 志远", imported=True)
    client = sign_in(chief)
    assert "刘 志远" in client.get("/cases/officers/").content.decode()

    answer = client.post(
        "/cases/officers/link/", {"court": "赣0302", "name": "刘 志远", "officer": officer.pk}
    )

    assert answer.url == "/cases/officers/"
    assert "所有承办人都已对应" in client.get("/cases/officers/").content.decode()
    assert event("OFFICER_LINKED").changes["count"] == 1


@pytest.mark.parametrize("officer_id", ["", "x", "0"])
def test_officer_link__nobody_chosen(sign_in, chief, officer_id):
    CaseFactory(officer_name="刘志远")
    sent = {"court": "赣0302", "name": "刘志远", "officer": officer_id}

    assert sign_in(chief).post("/cases/officers/link/", sent).status_code == 422


def test_officer_link__says_how_many_cases_follow(sign_in, chief, officer):
    CaseFactory(officer_name="刘志远")
    sent = {"court": "赣0302", "name": "刘志远", "officer": officer.pk}

    page = sign_in(chief).post("/cases/officers/link/", sent, follow=True)

    assert "“刘志远”的 1 件案件已对应。" in page.text


def test_officer_names__not_for_officers(sign_in, officer):
    assert sign_in(officer).get("/cases/officers/").status_code == 403


def test_officer_names__people_of_ones_own_courts_only(sign_in, chief, officer, outsider):
    CaseFactory(officer_name="张三")
    person(Role.OFFICER, "他院人员", "赣0321")

    people = sign_in(chief).get("/cases/officers/").context["people"]

    assert {each.name for each in people} == {"刘志远", "彭建国"}

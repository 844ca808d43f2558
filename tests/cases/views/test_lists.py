"""The case list as a page: conditions in the address, saved views, assignment, twelve queries."""

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from cases.models import Case
from courts.enums import Role
from enforcement.kernel import clock, synthetic
from enforcement.office.models import SavedView
from tests.factories.cases import CaseFactory, PartyFactory
from tests.factories.courts import person
from tests.page import Page
from tests.trail import all_acts, event

pytestmark = pytest.mark.django_db
NUMBER = synthetic.resident_id(7, date(1980, 1, 7), "male")
PAGES = [
    "/cases/",
    "/cases/?desk=court&state=all&sort=limit",
    "/cases/progress/",
    "/cases/officers/",
]


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("count", [0, 1, 300])
def test_lists__twelve_queries_whatever_the_number(
    sign_in, chief, url, count, django_assert_max_num_queries
):
    cases = Case.objects.bulk_create(
        [CaseFactory.build(officer_name=f"承办{n % 40}") for n in range(count)]
    )
    for case in cases[:60]:
        PartyFactory(case=case)
    client = sign_in(chief)
    client.get("/")

    with django_assert_max_num_queries(12):
        assert client.get(url).status_code == 200


def test_list__of_a_person_above_several_courts(sign_in, supervisor, django_assert_max_num_queries):
    for court in ("赣0302", "赣0321", "赣0313"):
        CaseFactory(court_id=court)
    client = sign_in(supervisor)
    client.get("/")

    with django_assert_max_num_queries(7):
        page = client.get("/cases/?court=赣0302&officer=")

    assert len(page.context["rows"]) == 1


@pytest.mark.parametrize("query", ["", "?q=周国良&state=all", "?limit=30&sort=limit"])
def test_list__six_queries_while_the_panel_is_shut(
    sign_in, supervisor, query, django_assert_max_num_queries
):
    CaseFactory(officer_name="王建华")
    client = sign_in(supervisor)
    client.get("/")

    with django_assert_max_num_queries(6):
        assert client.get(f"/cases/{query}").status_code == 200


def test_list__rows_lead_to_the_case_and_back(sign_in, officer):
    case = CaseFactory(serial=1, officer=officer, limit_end=clock.today() + timedelta(days=3))
    PartyFactory(case=case, name="周国良")
    client = sign_in(officer)

    answer = client.get("/cases/")
    page, walk = answer.content.decode(), answer.context["walk"]

    assert f'href="/cases/{case.pk}/?walk={walk}"' in page
    assert "周国良" in page
    assert "剩 3 天" in page
    assert "第 1 至 1 件，共 1 件" in page


def test_list__each_condition_is_a_chip_that_can_be_taken_off(sign_in, officer):
    page = sign_in(officer).get(
        f"/cases/?limit=30&officer={officer.pk}&q=周&desk=court&claim_from=x"
    )

    chips = {
        chip["label"]: parse_qs(urlsplit(chip["remove_url"]).query)
        for chip in page.context["chips"]
    }
    assert list(chips) == ["搜索：周", "承办人：刘志远", "执行期限：30 天内届满", "标的不少于：x"]
    assert "limit" not in chips["执行期限：30 天内届满"]
    assert chips["执行期限：30 天内届满"]["desk"] == ["court"]


def test_list__a_wrong_condition_is_named(sign_in, officer):
    page = sign_in(officer).get("/cases/?filed_from=morgen&officer=0").content.decode()

    assert "有条件填错" in page
    assert 'href="#id_filed_from"' in page


def test_panel__is_read_when_it_is_opened(sign_in, officer):
    client = sign_in(officer)
    shut = client.get("/cases/?limit=30&sort=limit").content.decode()

    assert 'name="filed_from"' not in shut
    source = unescape(re.search(r'href="([^"]+)">选择条件<', shut)[1])
    fragment = client.get(
        "/cases/conditions/?limit=30&sort=limit", headers={"HX-Request": "true"}
    ).content.decode()
    plain = client.get(f"/cases/{source}").content.decode()

    for panel in (fragment, plain):
        form = next(form for form in Page(panel).forms if "filed_from" in form.fields)
        assert (form.action, form.fields["limit"]) == ("/cases/", "30")
        assert (form.fields["sort"], form.fields["desk"]) == ("limit", "mine")
        assert f'<option value="{officer.pk}">刘志远</option>' in panel
    assert "<html" not in fragment


def test_panel__without_script_its_address_is_the_open_page(sign_in, officer):
    answer = sign_in(officer).get("/cases/conditions/?limit=30")

    assert answer.url == "/cases/?desk=mine&state=open&limit=30&panel=1"


@pytest.mark.parametrize("who", ["admin", "auditor"])
def test_panel__not_for_posts_that_see_no_case(request, courts, sign_in, who):
    assert sign_in(request.getfixturevalue(who)).get("/cases/conditions/").status_code == 403


@pytest.mark.parametrize(
    ("query", "words"),
    [("?limit=7", "这些条件下没有案件"), ("", "这里还没有案件")],
)
def test_list__two_kinds_of_nothing(sign_in, officer, query, words):
    assert words in sign_in(officer).get(f"/cases/{query}").content.decode()


@pytest.mark.parametrize("who", ["admin", "auditor"])
def test_list__not_for_posts_that_see_no_case(request, courts, sign_in, who):
    answer = sign_in(request.getfixturevalue(who)).get("/cases/")

    assert answer.status_code == 403
    assert "看不到案件" in answer.content.decode()


# Search ----------------------------------------------------------------------------------------


def find(client, **fields):
    page = Page(client.get("/cases/?limit=30").content.decode())
    form = next(form for form in page.forms if form.action.endswith("/find/"))
    return client.post("/cases/find/", {**form.fields, **fields})


def test_find__keeps_the_other_conditions(sign_in, officer):
    answer = find(sign_in(officer), q="周国良")

    assert parse_qs(urlsplit(answer.url).query) == {
        "q": ["周国良"], "limit": ["30"], "desk": ["mine"], "state": ["open"],
    }  # fmt: skip


def test_find__a_number_of_a_person_is_sealed_and_found(sign_in, officer):
    from cases.services import parties

    case = CaseFactory(serial=1, officer=officer)
    facts = parties.PartyFacts("被执行人", "周国良", "自然人", NUMBER)
    parties.add_party(case_id=case.pk, facts=facts, by=officer)
    client = sign_in(officer)

    answer = client.post("/cases/find/", {"q": NUMBER, "desk": "court", "nonsense": "x"})

    assert NUMBER not in answer.url
    page = client.get(answer.url)
    assert [row.number for row in page.context["rows"]] == [case.number]
    assert NUMBER not in page.content.decode()
    assert f"证件号码 {NUMBER[:6]}********{NUMBER[-4:]}" in page.content.decode()


def test_list__a_number_of_a_person_in_the_address_does_not_stay_there(sign_in, officer):
    answer = sign_in(officer).get(f"/cases/?q={NUMBER}&desk=court")

    assert answer.status_code == 302
    assert NUMBER not in answer.url
    assert "desk=court" in answer.url


# Saved views -----------------------------------------------------------------------------------


def test_saved_view__kept_shown_and_forgotten(sign_in, officer):
    client = sign_in(officer)

    answer = client.post(
        "/cases/views/save/", {"name": " 快到期 ", "query": "limit=7&page=3&desk=mine"}
    )

    view = SavedView.objects.get()
    assert (view.name, view.query) == ("快到期", "desk=mine&state=open&limit=7")
    assert answer.url == f"/cases/?{view.query}"
    assert f'href="?{view.query.replace("&", "&amp;")}"' in client.get("/cases/").content.decode()
    assert client.post(f"/cases/views/{view.pk}/delete/").url == "/cases/"
    assert all_acts() == ["VIEW_SAVED", "VIEW_DELETED"]


def test_saved_view__needs_a_name(sign_in, officer):
    assert sign_in(officer).post("/cases/views/save/", {"name": " "}).status_code == 422


def test_saved_view__of_somebody_else_stays(sign_in, officer, clerk):
    view = SavedView.objects.create(
        owner=officer, page="cases:case_list", name="x", query="", created_at=clock.now()
    )

    sign_in(clerk).post(f"/cases/views/{view.pk}/delete/")

    assert SavedView.objects.exists()


# Assignment ------------------------------------------------------------------------------------


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

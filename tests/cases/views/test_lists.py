"""The case list as a page: conditions in the address, saved views, assignment, twelve queries."""

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from cases.models import Case
from enforcement.kernel import clock, synthetic
from enforcement.office.models import SavedView
from tests.factories.cases import CaseFactory, PartyFactory
from tests.page import Page
from tests.trail import all_acts

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

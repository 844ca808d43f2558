"""The petition list: rights, conditions, export of exactly what is shown, a fixed number of queries."""

from datetime import date

import pytest
from django.http import QueryDict

from enforcement.kernel.models import AuditEvent
from petitions.listing import export_petitions
from tests.factories.cases import CaseFactory
from tests.factories.records import PetitionFactory
from tests.page import Page

pytestmark = pytest.mark.django_db
HERE = "/petitions/"


@pytest.fixture
def four(court, courts):
    """Open and supervised, done, struck off, and one of another court."""
    return [
        PetitionFactory(number="A", supervised=True, case=CaseFactory(serial=77)),
        PetitionFactory(number="B", done_on=date(2026, 6, 20), received_on=date(2026, 5, 1)),
        PetitionFactory(number="C", struck_on=date(2026, 6, 20), petitioner="钟秀兰"),
        PetitionFactory(
            number="D", court_id="赣0321", case=None, case_number="（2026）赣0321执9号"
        ),
    ]


def shown(client, query=""):
    return [row.number for row in client.get(f"{HERE}?{query}").context["page"].rows]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", "A"),
        ("state=done", "B"),
        ("state=struck", "C"),
        ("state=all", "CAB"),
        ("q=秀兰", "C"),
        ("q=执77号", "A"),
        ("q=B", "B"),
        ("state=all&supervised=true", "A"),
        ("state=all&court=赣0302", "CAB"),
        ("state=all&received_from=2026年6月1日", "CA"),
        ("state=all&received_to=2026/5/31", "B"),
    ],
)
def test_list__under_conditions_and_exported_as_shown(client, chief, four, query, numbers):
    client.force_login(chief)

    assert shown(client, query) == list(numbers)
    exported = export_petitions(chief, QueryDict(query))
    assert [row[0] for row in exported.rows] == list(numbers)
    assert exported.count == len(numbers)


def test_list__of_a_court_above_and_of_nobody_else(client, supervisor, outsider, four):
    client.force_login(supervisor)
    assert shown(client, "state=all&court=赣0321") == ["D"]
    client.force_login(outsider)
    assert shown(client, "state=all") == ["D"]


def test_list__a_wrong_condition_shows_nothing_and_says_so(client, chief, four):
    client.force_login(chief)
    page = client.get(f"{HERE}?state=all&received_from=昨天")

    assert page.context["page"].rows == []
    assert "有条件填错" in page.text
    assert page.context["panel_open"]  # where the wrong condition is


def test_list__conditions_are_chips_that_can_be_taken_off(client, chief, four):
    client.force_login(chief)
    page = client.get(f"{HERE}?state=all&q=胡&supervised=true")

    off = {chip["label"]: chip["remove_url"] for chip in page.context["chips"]}
    assert off["督办：是"] == "?q=%E8%83%A1&state=all"
    search = next(form for form in Page(page.text).forms if form.names >= {"q", "supervised"})
    assert search.names == {"state", "supervised", "q"}  # a search keeps the other conditions
    assert 'name="received_from"' not in page.text


def test_panel__is_read_when_it_is_opened(client, chief, four):
    client.force_login(chief)
    address = f"{HERE}conditions/?state=all&q=胡&supervised=true"
    fragment = client.get(address, headers={"HX-Request": "true"}).text
    without_script = client.get(address, follow=True)

    for text in (fragment, without_script.text):
        panel = next(form for form in Page(text).forms if "received_from" in form.names)
        assert (panel.fields["q"], panel.fields["state"]) == ("胡", "all")
        assert panel.fields["supervised"] == "true"
    assert "<html" not in fragment
    assert [row.number for row in without_script.context["page"].rows] == ["A"]


def test_list__empty(client, chief):
    client.force_login(chief)
    assert "这些条件下没有信访件" in client.get(HERE).text


@pytest.mark.parametrize("count", [1, 60])
def test_list__six_queries_whatever_the_number(
    client, supervisor, courts, count, django_assert_max_num_queries
):
    PetitionFactory.create_batch(count)
    client.force_login(supervisor)

    with django_assert_max_num_queries(6):
        assert len(shown(client, "state=all")) == min(count, 50)


def test_export__is_an_event(client, chief, four):
    client.force_login(chief)

    assert client.get("/petitions/export/?state=all&format=csv").status_code == 200
    assert AuditEvent.objects.get(act="EXPORTED").changes == {"list": "petitions", "rows": 3}


def test_panel__of_a_case(client, officer, outsider, four):
    client.force_login(officer)
    url = f"/cases/{four[0].case_id}/petitions/"
    assert [row.number for row in client.get(url).context["rows"]] == ["A"]
    client.force_login(outsider)
    assert client.get(url).status_code == 404

"""The register list: rights, conditions, export of exactly what is shown, a fixed number of queries."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from defaulters.listing import export_entries
from enforcement.kernel import clock
from enforcement.kernel.models import AuditEvent
from tests.factories.cases import CaseFactory, PartyFactory
from tests.factories.records import EntryFactory
from tests.page import Page

pytestmark = pytest.mark.django_db
HERE = "/defaulters/"


def entry(name, **facts):
    case = CaseFactory(**facts.pop("case", {}))
    return EntryFactory(case=case, debtor=PartyFactory(case=case, name=name), **facts)


@pytest.fixture
def register(court, courts):
    """Live, past its term, ending today, removed, and one of another court."""
    today = clock.today()
    begun = {"ground": 2, "decided_on": date(2024, 6, 1), "published_on": date(2024, 6, 3)}
    return [
        entry("周国良", case={"serial": 55}),
        entry("吴天明", expires_on=today - timedelta(1), **begun),
        entry("何秀英", expires_on=today, **{**begun, "published_on": date(2024, 6, 2)}),
        entry("江西鑫源建材有限公司", removed_on=date(2026, 7, 1), published_on=date(2026, 6, 2)),
        entry("外院人员", case={"court_id": "赣0321"}),
    ]


def shown(client, query=""):
    return [row.name for row in client.get(f"{HERE}?{query}").context["page"].rows]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["周国良", "吴天明", "何秀英"]),
        ("state=ending", ["吴天明"]),  # the last day itself is still inside the term
        ("state=removed", ["江西鑫源建材有限公司"]),
        ("state=all", ["周国良", "江西鑫源建材有限公司", "吴天明", "何秀英"]),
        ("state=all&q=国良", ["周国良"]),
        ("state=all&q=鑫源", ["江西鑫源建材有限公司"]),
        ("state=all&q=执55号", ["周国良"]),
        ("state=all&q=国", []),
        ("ground=2", ["吴天明", "何秀英"]),
    ],
)
def test_list__under_conditions_and_exported_as_shown(client, chief, register, query, names):
    client.force_login(chief)

    assert shown(client, query) == names
    exported = export_entries(chief, QueryDict(query))
    assert [row[2] for row in exported.rows] == names
    assert exported.count == len(names)


def test_list__one_character_is_too_little_and_says_so(client, chief, register):
    client.force_login(chief)

    page = client.get(f"{HERE}?q=周")

    assert "两个字以上" in page.text
    assert not page.context["panel_open"]  # the box of the search is outside


def test_panel__is_read_when_it_is_opened(client, chief, register):
    client.force_login(chief)
    address = f"{HERE}conditions/?ground=2"
    fragment = client.get(address, headers={"HX-Request": "true"}).text
    without_script = client.get(address, follow=True)

    for text in (fragment, without_script.text):
        panel = next(form for form in Page(text).forms if "court" in form.names)
        assert (panel.fields["ground"], panel.fields["state"]) == ("2", "live")
    assert 'name="ground"' not in client.get(HERE).text
    assert len(without_script.context["page"].rows) == 2


def test_list__of_a_court_above_and_of_nobody_else(client, supervisor, outsider, register):
    client.force_login(supervisor)
    assert shown(client, "court=赣0321") == ["外院人员"]
    client.force_login(outsider)
    assert shown(client, "state=all") == ["外院人员"]


@pytest.mark.parametrize("count", [1, 60])
def test_list__six_queries_whatever_the_number(
    client, supervisor, courts, count, django_assert_max_num_queries
):
    EntryFactory.create_batch(count)
    client.force_login(supervisor)

    with django_assert_max_num_queries(6):
        assert len(shown(client)) == min(count, 50)


def test_export__is_an_event(client, chief, register):
    client.force_login(chief)

    assert client.get("/defaulters/export/?format=csv").status_code == 200
    assert AuditEvent.objects.get(act="EXPORTED").changes == {"list": "defaulters", "rows": 3}


def test_panel__of_a_case(client, officer, outsider, register):
    client.force_login(officer)
    url = f"/cases/{register[0].case_id}/defaulters/"
    assert "周国良" in client.get(url).text
    client.force_login(outsider)
    assert client.get(url).status_code == 404

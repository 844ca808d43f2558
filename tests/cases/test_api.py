"""The API of the case file: the same doors, the same refusals, as problem details."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from rest_framework.settings import api_settings
from rest_framework.test import APIClient
from rest_framework.throttling import UserRateThrottle

from cases.models import Progress
from cases.services import parties
from cases.services.parties import PartyFacts
from tests.factories.cases import CaseFactory, PartyFactory, ProgressFactory
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db
URL = "/api/v1/cases/"


@pytest.fixture
def api():
    """A client that is signed in as the person it is called with."""

    def sign_in(user):
        client = APIClient()
        client.force_authenticate(user)
        return client

    return sign_in


@pytest.fixture
def case(officer):
    return CaseFactory(serial=1, officer=officer)


def test_case_list__newest_first_with_cursor(api, officer):
    cases = [CaseFactory(serial=n, officer=officer) for n in range(1, 6)]

    first = api(officer).get(URL, {"page_size": 2}).json()
    second = api(officer).get(first["next"]).json()

    assert [row["id"] for row in first["results"]] == [cases[4].pk, cases[3].pk]
    assert [row["id"] for row in second["results"]] == [cases[2].pk, cases[1].pk]
    assert [row["id"] for row in api(officer).get(second["previous"]).json()["results"]] == [
        cases[4].pk, cases[3].pk,
    ]  # fmt: skip


def test_case_list__what_a_row_says(api, officer, case):
    row = api(officer).get(URL).json()["results"][0]

    assert row["number"] == "（2026）赣0302执1号"
    assert (row["claim_amount"], row["recovered"]) == ("862400.00", "0.00")
    assert (row["court"], row["officer"], row["status"]) == ("赣0302", "刘志远", "under_way")
    assert "officer_id" not in row


@pytest.mark.parametrize(
    ("query", "count"),
    [({}, 2), ({"state": "closed"}, 1), ({"q": "执1号"}, 1), ({"desk": "mine"}, 1)],
)
def test_case_list__by_the_filters_of_the_page(api, officer, case, query, count):
    CaseFactory(serial=2, closed=True)

    assert len(api(officer).get(URL, query).json()["results"]) == count


def test_case_list__never_of_another_court(api, outsider, case):
    assert api(outsider).get(URL).json()["results"] == []


def test_case_list__same_number_of_queries_with_many(api, officer, django_assert_max_num_queries):
    for _each in range(60):
        CaseFactory(officer=officer)

    with django_assert_max_num_queries(6):
        assert len(api(officer).get(URL).json()["results"]) == 50


def test_case_list__a_wrong_condition_is_400(api, officer):
    problem = api(officer).get(URL, {"filed_from": "morgen"})

    assert problem.status_code == 400
    assert problem["Content-Type"] == "application/problem+json"
    assert "filed_from" in problem.json()["errors"]


def test_case_detail__masked_whatever_the_role(api, officer, chief, case):
    facts = PartyFacts("被执行人", "周国良", "自然人", "36039919800107001X", "13800001234")
    party = PartyFactory(case=case, name="周国良", number_masked="360399********001X")
    assert facts.id_number != party.number_masked

    found = api(chief).get(f"{URL}{case.pk}/").json()

    assert found["parties"] == [
        {
            "id": party.pk, "role": "被执行人", "name": "周国良", "kind": "自然人",
            "number_masked": "360399********001X", "legal_representative": "",
        }
    ]  # fmt: skip
    assert parties.Party is not None


@pytest.mark.parametrize("path", ["", "progress/"])
def test_another_courts_case_is_404(api, outsider, case, path):
    problem = api(outsider).get(f"{URL}{case.pk}/{path}")

    assert problem.status_code == 404
    assert problem.json()["code"] == "NotFound"
    assert "安源" not in str(problem.json())


@pytest.mark.parametrize("who", ["admin", "auditor"])
def test_who_sees_no_case_is_refused(request, api, case, who):
    assert api(request.getfixturevalue(who)).get(URL).status_code == 403


def test_strangers_are_refused(case):
    assert APIClient().get(URL).status_code == 403
    assert APIClient().post(f"{URL}{case.pk}/progress/", {"text": "x"}).status_code == 403


# Progress --------------------------------------------------------------------------------------


def test_progress__newest_first(api, officer, case):
    entries = [ProgressFactory(case=case) for _each in range(3)]

    page = api(officer).get(f"{URL}{case.pk}/progress/", {"page_size": 2}).json()

    newest = sorted(entries, key=lambda entry: entry.at, reverse=True)
    assert [row["id"] for row in page["results"]] == [entry.pk for entry in newest[:2]]
    assert page["next"]


def post(client, case, **data):
    return client.post(f"{URL}{case.pk}/progress/", {"text": "到场查封。", **data}, format="json")


def test_progress__logged(api, officer, case):
    answer = post(api(officer), case, node="启动查封", at="2026-06-08T09:30:00+08:00")

    assert answer.status_code == 201
    assert answer.json()["at"] == "2026-06-08T09:30:00+08:00"
    assert Progress.objects.get().node == "启动查封"
    assert acts_about(case) == ["PROGRESS_LOGGED"]
    assert event("PROGRESS_LOGGED").actor_id == officer.pk


def test_progress__the_same_key_is_one_entry(api, officer, case):
    key = str(uuid4())

    answers = [post(api(officer), case, submission=key).json() for _try in range(2)]

    assert answers[0] == answers[1]
    assert Progress.objects.count() == 1


def test_progress__the_same_key_with_other_words_is_409(api, officer, case):
    key = str(uuid4())
    post(api(officer), case, submission=key)

    problem = post(api(officer), case, submission=key, text="另一件事。")

    assert (problem.status_code, problem.json()["code"]) == (409, "Conflict")
    assert problem["Content-Type"] == "application/problem+json"
    assert "内容不同" in problem.json()["detail"]


@pytest.mark.parametrize(
    ("data", "status", "field"),
    [
        ({"text": ""}, 400, "text"),
        ({"node": "没有"}, 400, "node"),
        ({"submission": "x"}, 400, "submission"),
        ({"at": "morgen"}, 400, "at"),
        ({"text": "x" * 10_001}, 400, "text"),
        ({"node": "结案"}, 422, "node"),
        ({"at": "2026-01-01T00:00:00+08:00"}, 422, "at"),
    ],
)
def test_progress__faults_are_named(api, officer, case, data, status, field):
    problem = post(api(officer), case, **data)

    assert problem.status_code == status
    assert problem.json()["code"] == "InvalidInput"
    assert set(problem.json()["errors"]) == {field}
    assert all_acts() == []


@pytest.mark.parametrize(
    ("who", "status"),
    [("president", 403), ("finance", 403), ("supervisor", 403), ("outsider", 404)],
)
def test_progress__refused_to_others(request, api, case, who, status):
    problem = post(api(request.getfixturevalue(who)), case)

    assert problem.status_code == status
    assert problem.json()["status"] == status
    assert not Progress.objects.exists()
    assert all_acts() == []


def test_too_many_requests_are_429(api, officer, monkeypatch):
    cache.clear()
    monkeypatch.setattr(UserRateThrottle, "THROTTLE_RATES", {"user": "2/min"})
    assert UserRateThrottle in api_settings.DEFAULT_THROTTLE_CLASSES
    client = api(officer)

    statuses = [client.get(URL).status_code for _each in range(3)]
    problem = client.get(URL)

    assert statuses == [200, 200, 429]
    assert int(problem["Retry-After"]) > 0
    assert problem.json()["code"] == "Throttled"
    cache.clear()

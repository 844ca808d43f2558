"""The REST API of frozen weeks: the rows of the command, within the rights of the page."""

from datetime import date, timedelta

import pytest

from courts.enums import Role
from courts.models import Post
from performance import selectors
from performance.evidence import verdicts
from tests.factories.courts import UserFactory
from tests.performance.records import SUNDAY, change, make_case

pytestmark = pytest.mark.django_db
URL = "/api/v1/snapshots/"


@pytest.fixture
def weeks(courts, freeze):
    """Two weeks, the later one in two versions; newest taken first."""
    case = make_case()
    first = freeze(SUNDAY - timedelta(days=7))
    second = freeze()
    change(case, closed_on=date(2018, 7, 19), close_mode="执行完毕")
    return [freeze(), second, first]


def test_list(client, officer, weeks):
    client.force_login(officer)

    answer = client.get(URL).json()

    assert [row["id"] for row in answer["results"]] == [each.pk for each in weeks]
    assert set(answer["results"][0]) == {
        "id",
        "court",
        "week_ending",
        "version",
        "taken_at",
        "seal",
    }
    assert answer["next"] is None


def test_list__pages(client, officer, weeks):
    client.force_login(officer)

    first = client.get(URL, {"page_size": 2}).json()
    second = client.get(first["next"]).json()

    assert [len(page["results"]) for page in (first, second)] == [2, 1]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"week_ending": "2018-07-22"}, 2),
        ({"week_ending": "2018-07-29"}, 0),
        ({"week_ending": "x"}, 0),
        ({"court": "赣03"}, 3),
        ({"court": "赣01"}, 0),
    ],
)
def test_list__filters(client, officer, weeks, query, count):
    client.force_login(officer)

    assert len(client.get(URL, query).json()["results"]) == count


def test_detail__the_rows_of_the_command(client, officer, weeks):
    client.force_login(officer)

    answer = client.get(f"{URL}{weeks[0].pk}/").json()

    figures = verdicts.stored_figures(weeks[0])
    expected = [row.as_json() for row in selectors.ranked_snapshot(weeks[0], figures)]
    assert answer["rows"] == expected
    assert answer["seal"] == weeks[0].seal
    assert "reason" not in answer  # it names cases


def test_another_district_does_not_exist(client, weeks):
    stranger = UserFactory()
    Post.objects.create(user=stranger, court_id="赣0102", role=Role.CHIEF, from_on=date(2018, 1, 1))
    client.force_login(stranger)

    assert client.get(URL).json()["results"] == []
    assert client.get(f"{URL}{weeks[0].pk}/").status_code == 404


def test_refusals(client, finance, weeks):
    assert client.get(URL).status_code in (401, 403)
    client.force_login(finance)
    for address in (URL, f"{URL}{weeks[0].pk}/"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert answer["Content-Type"] == "application/problem+json"
    assert client.post(URL).status_code == 405

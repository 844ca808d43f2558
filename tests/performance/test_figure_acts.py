"""What can be done with a figure: recheck and export, each within one's rights."""

import re
from datetime import date

import pytest
from django.urls import reverse

from courts.enums import Role
from courts.models import Post
from enforcement.kernel.models import AuditEvent
from tests.factories.courts import UserFactory
from tests.performance.figure_pages import url
from tests.performance.records import (
    change,
    make_case,
)

pytestmark = pytest.mark.django_db


def test_recheck__same(web, mixed, freeze, supervisor):
    snapshot = freeze()
    address = reverse("performance:snapshot_verify", args=[snapshot.pk])

    fragment = web.post(address, HTTP_HX_REQUEST="true").content.decode()
    page = web.post(address).content.decode()

    for answer in (fragment, page):
        assert "复算一致" in answer
    assert "<html" not in fragment
    events = AuditEvent.objects.filter(act="SNAPSHOT_VERIFIED")
    assert {event.actor_id for event in events} == {supervisor.pk}


def test_recheck__names_what_differs_in_the_courts_that_one_may_see(client, officer, mixed, freeze):
    foreign = make_case("赣0321")
    snapshot = freeze()
    for case in (mixed["running"], foreign):
        change(case, closed_on=date(2018, 7, 19), close_mode="执行完毕")
    client.force_login(officer)

    page = client.post(reverse("performance:snapshot_verify", args=[snapshot.pk])).content.decode()

    fragment = client.post(
        reverse("performance:snapshot_verify", args=[snapshot.pk]), HTTP_HX_REQUEST="true"
    ).content.decode()

    assert "看是哪些" in fragment
    assert mixed["running"].number in page
    assert "结案日期 — → 2018-07-19" in page
    assert foreign.number not in page
    assert re.search(r"另有 \d+ 处在你看不到的法院", page)


def test_recheck__a_broken_seal(web, mixed, freeze):
    snapshot = freeze()
    snapshot.figures.filter(indicator="received").update(numerator=99)

    page = web.post(reverse("performance:snapshot_verify", args=[snapshot.pk])).content.decode()

    assert "封印已破" in page


def test_recheck__another_district_does_not_exist(client, mixed, freeze):
    stranger = UserFactory()
    Post.objects.create(user=stranger, court_id="赣0102", role=Role.CHIEF, from_on=date(2018, 1, 1))
    address = reverse("performance:snapshot_verify", args=[freeze().pk])
    client.force_login(stranger)

    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405


def _export(web, frozen, **query):
    given = {"snapshot": frozen.pk, "indicator": "intime_real_rate", "window": "ytd",
             "court": "赣0302", "tab": "missed", "format": "csv", **query}  # fmt: skip
    return web.get(reverse("performance:figure_export"), given)


def test_export_is_the_list_on_show(web, mixed, freeze, supervisor):
    response = _export(web, freeze())

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "案号,原因,期限届满,超期（天）,承办人,结案日"
    assert {line.split(",")[0] for line in lines[1:]} == {
        mixed[name].number for name in ("expired", "late", "zhongben")
    }
    assert f"{mixed['expired'].number},届满未结,2018-07-05,17,," in lines
    event = AuditEvent.objects.get(act="EXPORTED")
    assert event.changes == {"list": "figure_records", "rows": 3}


def test_export__one_reason(web, mixed, freeze):
    response = _export(web, freeze(), reason="late", format="xlsx")

    assert b"".join(response.streaming_content)[:2] == b"PK"
    assert AuditEvent.objects.get(act="EXPORTED").changes["rows"] == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"court": "赣0321"}, 200),
        ({"court": "赣9999"}, 404),
        ({"snapshot": "x"}, 422),
        ({"snapshot": 999_999_999}, 404),
        ({"window": "x"}, 422),
        ({"indicator": "x"}, 404),
    ],
)
def test_export__of_what(web, mixed, freeze, query, status):
    assert _export(web, freeze(), **query).status_code == status


def test_export_needs_the_right_to_export_these_cases(client, outsider, court, mixed, freeze):
    """指挥中心 may, another court's officer may not; who only sees cases may not either."""
    snapshot = freeze()
    client.force_login(outsider)
    assert _export(client, snapshot).status_code == 403
    seer = UserFactory()
    Post.objects.create(user=seer, court=court, role=Role.DISCIPLINE, from_on=date(2018, 1, 1))
    Post.objects.create(user=seer, court=court, role=Role.FINANCE, from_on=date(2018, 1, 1))
    client.force_login(seer)

    page = client.get(url(snapshot, "received")).content.decode()

    assert mixed["poor"].number in page
    assert reverse("performance:figure_export") not in page
    assert _export(client, snapshot).status_code == 403
    assert not AuditEvent.objects.filter(act="EXPORTED").exists()

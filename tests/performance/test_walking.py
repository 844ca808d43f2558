"""From a figure to a case, on to the next one, and back (ui.md section 7)."""

import re
from datetime import date, timedelta

import pytest

from tests.performance.figure_pages import text_of, url
from tests.performance.records import add_receipt, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(courts):
    """Four open cases, the oldest first in the list."""
    return [make_case(filed_on=date(2018, 1, 5) + timedelta(days=n)) for n in range(4)]


def case_urls(page):
    return [each.replace("&amp;", "&") for each in re.findall(r'href="(/cases/\d+/[^"]*)"', page)]


def step(page, way):
    found = re.search(rf'href="([^"]+)" data-walk="{way}"', page)
    return found and found[1].replace("&amp;", "&")


def test_walk__through_the_list_in_its_order(web, queue, freeze):
    address, seen = case_urls(web.get(url(freeze(), "open")).content.decode())[0], []
    while address:
        page = web.get(address).content.decode()
        seen.append(re.search(r"/cases/(\d+)/", address)[1])
        assert f"指标 安源区 · 未结 · 第 {len(seen)} / 4 件" in text_of(page)
        address = step(page, "next")

    assert seen == [str(case.pk) for case in queue]


def test_walk__back_to_the_list_with_the_state_of_the_week(web, queue, freeze):
    figure = url(freeze(), "open")
    listed = web.get(figure, {"tab": "counted", "behind": "1"}).content.decode()

    page = web.get(case_urls(listed)[1]).content.decode()

    back = re.search(r'href="([^"]+)" data-to-list>指标', page)[1].replace("&amp;", "&")
    assert back == f"{figure}?tab=counted&behind=1"
    assert step(page, "prev").startswith(f"/cases/{queue[0].pk}/")


def test_walk__keeps_to_tab_and_reason(web, mixed, freeze):
    listed = web.get(
        url(freeze(), "intime_real_rate"), {"tab": "missed", "reason": "late"}
    ).content.decode()

    assert "第 1 / 1 件" in text_of(web.get(case_urls(listed)[0]).content.decode())


def test_payments_lead_back_only(web, queue, freeze):
    add_receipt(queue[0], date(2018, 5, 1))
    listed = web.get(url(freeze(), "payout_intime_rate")).content.decode()

    page = web.get(case_urls(listed)[0]).content.decode()

    assert "返回 指标 安源区 · 案款及时发放率" in text_of(page)
    assert 'data-walk="' not in page


def test_somebody_elses_walk_stops_where_his_rights_do(client, web, outsider, queue, freeze):
    """An officer of 莲花 follows an address of 综合科: his own case shows, the list does not."""
    own = make_case("赣0321", officer=outsider, filed_on=date(2018, 1, 2))
    listed = web.get(url(freeze(), "open", court="total")).content.decode()
    token = re.search(r"walk=([^&\"]+)", case_urls(listed)[0])[1]
    client.force_login(outsider)

    response = client.get(f"/cases/{own.pk}/?walk={token}")

    assert (response.status_code, response.context["walk"]) == (200, None)
    assert client.get(f"/cases/{queue[0].pk}/?walk={token}").status_code == 404


def test_a_case_that_is_not_in_the_list_leads_back(web, queue, freeze):
    listed = web.get(url(freeze(), "open")).content.decode()
    token = re.search(r"walk=([^&\"]+)", case_urls(listed)[0])[1]
    later = make_case()

    page = web.get(f"/cases/{later.pk}/?walk={token}").content.decode()

    assert "返回 指标 安源区 · 未结" in text_of(page)

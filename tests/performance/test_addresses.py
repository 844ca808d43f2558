"""The way from the weekly page to a figure and back: window, filter, version; weeks in words."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.performance.figure_pages import text_of, url
from tests.performance.records import SUNDAY, make_case

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def versions(mixed, freeze):
    """Two versions of the week."""
    first = freeze()
    make_case()
    return first, freeze()


def close_url(page):
    return re.search(r'<a class="btn" href="([^"]+)">返回', page)[1].replace("&amp;", "&")


def figure_urls(page):
    found = re.findall(r'href="(/weekly/\d+/[^"]+)" data-drawer', page)
    return [each.replace("&amp;", "&") for each in found]


@pytest.mark.parametrize(
    ("query", "back"),
    [
        ("", "?court=赣03&week=2018-07-22"),
        ("behind=1", "?court=赣03&week=2018-07-22&behind=1"),
        ("window=week", "?court=赣03&week=2018-07-22&window=week"),
        ("window=m36", "?court=赣03&week=2018-07-22&window=m36"),
        ("version=1", "?court=赣03&week=2018-07-22&version=1"),
        ("version=2&window=week", "?court=赣03&week=2018-07-22&version=2&window=week"),
    ],
)
def test_a_figure_leads_back_to_the_page_it_was_opened_from(web, versions, query, back):
    for _number in range(9):
        make_case("赣0321", has_property=True)
    page = web.get(f"/weekly/?{query}").content.decode()

    opened = figure_urls(page)

    if query != "behind=1":
        assert opened
    for address in opened[:1] + opened[-1:]:
        whole = web.get(address).content.decode()
        assert close_url(whole) == f"/weekly/{back}"
        tab = re.search(r'<nav class="tabs".*?href="([^"]+)"', whole, re.DOTALL)[1]
        again = web.get(tab.replace("&amp;", "&")).content.decode()
        assert close_url(again) == f"/weekly/{back}", "the tabs keep it too"


def test_behind__kept_by_the_figure(web, mixed, freeze):
    page = web.get(url(freeze(), "received"), {"behind": "1"}).content.decode()

    assert close_url(page).endswith("&behind=1")


def test_from_a_bookmark(web, versions):
    """An old version leads back to itself; a figure of the week to the week."""
    first, last = versions

    assert close_url(web.get(url(first, "received")).content.decode()).endswith("&version=1")
    assert close_url(web.get(url(last, "received")).content.decode()).endswith("07-22")
    week = web.get(url(last, "received", "week")).content.decode()
    assert close_url(week).endswith("&window=week")


@pytest.mark.parametrize(("version", "ending"), [(1, "&version=1"), (2, "07-22")])
def test_a_recheck_leads_back_to_the_week(web, versions, version, ending):
    address = reverse("performance:snapshot_verify", args=[versions[version - 1].pk])

    assert close_url(web.post(address).content.decode()).endswith(ending)


def test_an_old_version_says_so_on_the_weekly_page(web, versions):
    old = web.get("/weekly/?version=1&window=week").content.decode()
    new = web.get("/weekly/").content.decode()

    assert "这是第 1 版，已由第 2 版取代。" in old
    link = re.search(r'取代。 <a href="([^"]+)">看第 2 版', old)[1]
    assert "window=week" in link
    assert "version" not in link
    assert "取代" not in new


def test_an_old_version_says_so_on_every_figure(web, versions):
    first, last = versions

    old = web.get(url(first, "received"), {"behind": "1"}, HTTP_HX_REQUEST="true").content.decode()
    new = web.get(url(last, "received")).content.decode()

    assert "这是第 1 版，已由第 2 版取代。" in old
    assert f'href="{url(last, "received")}?behind=1"' in old
    assert "取代" not in new


def test_week_in_head_and_title(web, mixed, freeze):
    page = web.get(url(freeze(), "received")).content.decode()

    assert "安源区 · 受理 · 2018年7月16日至22日" in re.search(r"<title>([^<]+)", page)[1]
    assert "2018年7月16日至22日 · 第 1 版" in text_of(page)
    title = re.search(r"<title>([^<]+)", web.get("/weekly/").content.decode())[1]
    assert "周通报 · 2018年7月16日至22日" in title


def test_print__this_week_and_version_the_year_and_a_time(web, versions):
    page = web.get("/weekly/?window=week").content.decode()

    foot = re.search(r'<p class="print-only print-foot">(.*?)</p>', page)[1]
    head = re.search(r'<p class="print-only print-head">(.*?)</p>', page)[1]
    assert foot.endswith("/weekly/?court=赣03&amp;week=2018-07-22&amp;version=2&amp;window=week")
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d · 内部资料", foot)
    assert "2018-07-16 至 2018-07-22" in head


@pytest.mark.parametrize(
    ("indicator", "window", "tab"),
    [
        ("recovered_rate", "ytd", "base"),
        ("open", "week", "base_left_out"),
        ("received", "ytd", "missed"),
        ("petition_ratio", "ytd", "missed"),
        ("closing_rate", "ytd", "x"),
    ],
)
def test_a_list_that_the_figure_does_not_have_is_its_first(
    web, mixed, freeze, indicator, window, tab
):
    snapshot = freeze()

    page = web.get(url(snapshot, indicator, window), {"tab": tab})
    sheet = web.get(
        "/weekly/records/",
        {"snapshot": snapshot.pk, "indicator": indicator, "window": window, "court": "赣0302",
         "tab": tab},
    )  # fmt: skip

    assert (page.status_code, sheet.status_code) == (200, 200)
    current = re.search(r'<nav class="tabs".*?</nav>', page.content.decode(), re.DOTALL)[0]
    assert current.count('aria-current="page"') == 1


def test_english_row_of_closed_cases(web, mixed, freeze):
    freeze(SUNDAY - WEEK)
    freeze()
    web.cookies["django_language"] = "en"

    page = web.get("/weekly/").content.decode()

    heads = re.findall(r'<th scope="row"[^>]*>\s*([A-Z][a-z]+)\s*</th>', page)
    assert heads[:3] == ["Received", "Closed", "Open"]

"""A figure opened: head, lists that add up, paging, rights, recheck, export."""

import re
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.urls import reverse

from courts.enums import Role
from courts.models import Post
from enforcement.kernel import clock
from performance.models import Benchmark
from tests.chinese import chinese_in
from tests.factories.courts import UserFactory
from tests.performance.figure_pages import text_of, url
from tests.performance.records import (
    SUNDAY,
    add_deduction,
    add_progress,
    add_receipt,
    change,
    make_case,
    make_petition,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
DAY = date(2018, 7, 18)


def tabs(page):
    """Label → count of the lists."""
    nav = re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)[0]
    found = re.findall(r'data-drawer[^>]*>([^<]+?)\s*<span class="count">(\d+)', nav)
    return {label: int(count) for label, count in found}


def chips(page):
    found = re.findall(r'<a class="chip[^"]*"[^>]*>([^<]+) (\d+)</a>', page)
    return {label: int(count) for label, count in found}


def test_lists_reasons_and_counts_add_up(web, mixed, freeze):
    page = web.get(url(freeze(), "intime_real_rate")).content.decode()

    assert "1 ÷ 4" in page
    assert "25.00 %" in page
    assert tabs(page) == {"计入分子": 1, "未计入分子": 3, "不计入分母": 4}
    assert chips(page) == {"全部": 3, "届满未结": 1, "超期结案": 1, "终本": 1}
    assert mixed["expired"].number in page
    assert mixed["counted"].number not in page


@pytest.mark.parametrize(
    ("tab", "reason", "names"),
    [
        ("counted", "", {"counted"}),
        ("missed", "", {"expired", "late", "zhongben"}),
        ("missed", "late", {"late"}),
        ("left_out", "", {"struck", "poor", "unknown", "running"}),
        ("left_out", "struck", {"struck"}),
        ("left_out", "not_expired", {"running"}),
        ("nonsense", "", {"expired", "late", "zhongben"}),
        ("missed", "nonsense", set()),
    ],
)
def test_every_list_holds_its_cases(web, mixed, freeze, tab, reason, names):
    snapshot = freeze()

    page = web.get(url(snapshot, "intime_real_rate"), {"tab": tab, "reason": reason})

    content = page.content.decode()
    assert {name for name, case in mixed.items() if case.number in content} == names
    for name in names:
        assert f'href="/cases/{mixed[name].pk}/?walk=' in content


def test_head__rank_distance_and_trend(web, mixed, freeze):
    for _number in range(5):
        make_case(
            "赣0321", filed_on=date(2018, 1, 5), closed_on=date(2018, 6, 1), has_property=True
        )
    make_case("赣0302", filed_on=date(2018, 1, 5), has_property=True)
    freeze(SUNDAY - 2 * WEEK)
    snapshot = freeze()
    Benchmark.objects.create(
        indicator="intime_real_rate", week_ending=SUNDAY, value=Decimal("88.60"), source="x",
        recorded_at=clock.now(),
    )  # fmt: skip

    words = text_of(web.get(url(snapshot, "intime_real_rate")).content.decode())

    assert "分子 ÷ 分母 1 ÷ 5 年初至今 20.00 % 名次 2 / 2 比省均 88.60 −68.60" in words
    assert "5 周未冻结" in words  # of seven, two were frozen


def test_a_court_better_than_the_average(web, mixed, freeze):
    snapshot = freeze()
    Benchmark.objects.create(
        indicator="intime_real_rate", week_ending=SUNDAY, value=Decimal(20), source="x",
        recorded_at=clock.now(),
    )  # fmt: skip

    assert "+5.00" in web.get(url(snapshot, "intime_real_rate")).content.decode()


def test_the_district_shows_the_court_of_each_case(web, mixed, freeze):
    page = web.get(url(freeze(), "received", court="total")).content.decode()

    assert "全市合计" in page
    assert tabs(page) == {"计入": 8}
    assert page.count("<td>安源区</td>") == 8


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("petition_done_rate", {"计入分子": 1, "未计入分子": 1, "不计入分母": 1}),
        ("petition_ratio", {"计入分子": 2, "未计入分子": 1, "计入分母": 1, "不计入分母": 1}),
        ("payout_intime_rate", {"计入分子": 1, "未计入分子": 3, "不计入分母": 1}),
        ("recovered_rate", {"计入分子": 0, "未计入分子": 0, "不计入分母": 1}),
        ("node_overdue_avg", {"计入分子": 1, "未计入分子": 0, "不计入分母": 1}),
        ("avg_days", {"计入分子": 0, "未计入分子": 0, "不计入分母": 1}),
        ("over_12m", {"计入分子": 0, "未计入分子": 1, "不计入分母": 1}),
    ],
)
def test_other_kinds_of_records(web, courts, freeze, indicator, expected):
    case = make_case()
    make_case(closed_on=DAY, close_mode="销案")
    add_receipt(case, date(2018, 5, 1), paid_on=date(2018, 5, 2))
    add_receipt(case, date(2018, 5, 1), paid_on=date(2018, 5, 2), paid_amount="50.00")
    add_receipt(case, date(2018, 5, 1), paid_on=date(2018, 7, 2))
    add_receipt(case, date(2018, 5, 1))
    add_receipt(case, date(2018, 7, 10))
    bound = make_petition(case=case, case_number=case.number, done_on=DAY)
    make_petition()
    make_petition(struck_on=DAY)

    page = web.get(url(freeze(), indicator)).content.decode()

    assert tabs(page) == expected
    if indicator.startswith("petition"):
        counted = web.get(url(freeze(), indicator), {"tab": "counted"}).content.decode()
        assert bound.number in counted
        assert f'href="/cases/{case.pk}/?walk=' in counted


def test_late_nodes_are_named(web, courts, freeze):
    case = make_case(filed_on=date(2018, 1, 5))
    add_progress(case, "分案", date(2018, 2, 1))

    page = web.get(url(freeze(), "node_overdue_avg"), {"tab": "counted"}).content.decode()

    # in the order in which they are kept, 结案 last
    assert re.search(r"<td>分案、执行通知、网络查控、结案</td>", page)


def test_a_stopped_clock_says_so(web, courts, freeze):
    case = make_case(has_property=True)
    add_deduction(case, date(2018, 6, 1))

    page = web.get(url(freeze(), "intime_real_rate"), {"tab": "left_out"}).content.decode()

    assert "<td>停表</td>" in page


def test_a_frozen_figure_keeps_its_cases_after_back_dating(web, mixed, freeze):
    first = freeze()
    change(mixed["expired"], closed_on=date(2018, 7, 2), close_mode="执行完毕")
    second = freeze()

    old = web.get(url(first, "intime_real_rate"), {"tab": "missed"}).content.decode()
    new = web.get(url(second, "intime_real_rate"), {"tab": "counted"}).content.decode()

    assert mixed["expired"].number in old
    assert "1 ÷ 4" in old
    assert mixed["expired"].number in new
    assert "2 ÷ 4" in new


@pytest.fixture
def many(courts):
    """So many open cases that they fill two pages and a bit; all of one age."""
    cases = [make_case(filed_on=date(2018, 2, 1)) for _number in range(3)]
    for number in range(100):
        cases.append(make_case(filed_on=date(2018, 1, 2) + timedelta(days=number % 7)))
    return cases


@pytest.mark.slow
def test_pages_hold_every_case_once_forwards_and_back(web, many, freeze):
    address, seen, firsts = url(freeze(), "open"), [], []
    while address:
        page = web.get(address).content.decode()
        numbers = re.findall(r'<th scope="row" class="case-no"><a[^>]*>([^<]+)</a>', page)
        seen += numbers
        firsts.append((numbers[0], re.search(r"第 (\d+) 至 (\d+) 条，共 103 条", page).groups()))
        address, back = _link(page, "next"), _link(page, "prev")

    assert sorted(seen) == sorted(case.number for case in many)
    assert [place for _number, place in firsts] == [("1", "50"), ("51", "100"), ("101", "103")]
    while back:
        page = web.get(back).content.decode()
        firsts.pop()
        assert firsts[-1][0] in page
        assert re.search(r"第 (\d+) 至", page)[1] == firsts[-1][1][0]
        back = _link(page, "prev")
    assert len(firsts) == 1


def _link(page, rel):
    found = re.search(rf'<a href="([^"]+)" rel="{rel}"', page)
    return unquote(found[1].replace("&amp;", "&")) if found else ""


@pytest.mark.parametrize(
    "after", ["x", "1:x", "NaN:1", "1:-1", "", "1e999:3", ":", "1:" + "9" * 30]
)
def test_a_mistyped_place_shows_the_first_page(web, mixed, freeze, after):
    page = web.get(url(freeze(), "received"), {"after": after, "first": "x"})

    assert page.status_code == 200
    assert "第 1 至 8 条，共 8 条" in page.content.decode()


@pytest.mark.parametrize(
    "place",
    [
        ("nonsense", "ytd", "赣0302"),
        ("received", "m36", "赣0302"),
        ("overall_rate_36m", "ytd", "赣0302"),
        ("received", "ytd", "赣0102"),
        ("received", "year", "total"),
    ],
)
def test_what_is_no_figure_is_not_there(web, courts, freeze, place):
    assert web.get(url(freeze(), *place)).status_code == 404


def test_the_drawer_is_a_fragment_and_a_bookmark_a_page(web, mixed, freeze):
    address = url(freeze(), "received")

    fragment = web.get(address, HTTP_HX_REQUEST="true")
    page = web.get(address)

    assert b"<html" not in fragment.content
    assert b"<html" in page.content
    assert "HX-Request" in fragment["Vary"]


@pytest.mark.parametrize("indicator", ["received", "petition_ratio", "recovered_rate"])
@pytest.mark.parametrize("size", [1, 12])
def test_query_budget(web, courts, freeze, django_assert_max_num_queries, indicator, size):
    for _number in range(size):
        make_petition(case=make_case())
    freeze(SUNDAY - WEEK)
    address = url(freeze(), indicator)

    with django_assert_max_num_queries(12):
        assert web.get(address).status_code == 200


def test_figures_are_open_to_the_district_lists_are_not(client, officer, outsider, mixed, freeze):
    snapshot = freeze()
    client.force_login(outsider)
    closed = client.get(url(snapshot, "received")).content.decode()
    total = client.get(url(snapshot, "received", court="total")).content.decode()
    client.force_login(officer)
    own = client.get(url(snapshot, "received")).content.decode()

    for page in (closed, total):
        assert ">8<" in page
        assert "案件清单不公开" in page
        assert not any(case.number in page for case in mixed.values())
    assert all(case.number in own for case in mixed.values())


def test_petitions_are_for_those_who_see_petitions(client, court, mixed, freeze):
    """纪检 sees figures and no lists; nor does a stranger see anything."""
    make_petition()
    snapshot = freeze()
    watcher, stranger = UserFactory(), UserFactory()
    Post.objects.create(user=watcher, court=court, role=Role.DISCIPLINE, from_on=date(2018, 1, 1))
    Post.objects.create(user=stranger, court_id="赣0102", role=Role.CHIEF, from_on=date(2018, 1, 1))

    client.force_login(watcher)
    assert "案件清单不公开" in client.get(url(snapshot, "petition_ratio")).content.decode()
    client.force_login(stranger)
    assert client.get(url(snapshot, "petition_ratio")).status_code == 404


def test_those_without_the_permission_are_refused(client, finance, mixed, freeze):
    snapshot = freeze()
    client.force_login(finance)

    assert client.get(url(snapshot, "received")).status_code == 403
    assert (
        client.post(reverse("performance:snapshot_verify", args=[snapshot.pk])).status_code == 403
    )


@pytest.mark.parametrize(
    "indicator", ["intime_real_rate", "petition_ratio", "node_overdue_avg", "payout_intime_rate"]
)
@pytest.mark.parametrize("tab", ["counted", "missed", "left_out"])
def test_english_has_no_chinese_but_data(web, mixed, freeze, indicator, tab):
    add_progress(mixed["running"], "分案", DAY)
    add_receipt(mixed["running"], date(2018, 5, 1))
    make_petition()
    snapshot = freeze()
    web.cookies["django_language"] = "en"

    page = web.get(url(snapshot, indicator), {"tab": tab}, HTTP_HX_REQUEST="true").content.decode()

    words = re.sub(r"安源区|赣0302访2018-\d+|title=\"\"", "", page)
    assert chinese_in(words) == []

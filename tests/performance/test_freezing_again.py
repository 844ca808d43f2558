"""A frozen week is frozen again only after a question that says what differs."""

import re
from datetime import date

import pytest
from django.urls import reverse

from enforcement.kernel import clock
from performance.models import Snapshot
from performance.services import by_job
from tests.chinese import chinese_in
from tests.performance.figure_pages import text_of
from tests.performance.records import change, make_case

pytestmark = pytest.mark.django_db
WEEK = {"court": "赣03", "week": "2018-07-22"}
TAKE = reverse("performance:snapshot_take")


def again(version=1):
    pk = Snapshot.objects.get(version=version).pk
    return reverse("performance:snapshot_again", args=[pk])


@pytest.fixture
def corrected(courts, freeze):
    """A week in which one of two cases is not as it was when it was frozen."""
    make_case()
    case = make_case()
    freeze()
    change(case, closed_on=date(2018, 7, 18), close_mode="执行完毕")
    return case


def test_the_button_leads_to_the_question(web, courts, freeze):
    week = clock.last_sunday(clock.today())
    snapshot = freeze(week)

    page = web.get("/weekly/").content.decode()

    assert f'href="/weekly/{snapshot.pk}/again/"' in page
    assert f'action="{TAKE}"' not in page


def test_the_question_says_what_and_how_much(web, corrected):
    page = web.get(again()).content.decode()

    words = text_of(page)
    for part in ("萍乡市中级人民法院", "2018年7月16日至22日", "现为第 1 版", "有变化才产生第 2 版",
                 "旧版和封印都保留", "现有 1 件案件与第 1 版不同"):  # fmt: skip
        assert part in words
    assert 'name="reason"' in page
    assert "required" not in re.search(r"<textarea[^>]*>", page)[0]
    assert Snapshot.objects.count() == 1, "a question changes nothing"


def test_nothing_differs(web, courts, freeze):
    freeze()

    assert "目前没有案件与第 1 版不同" in web.get(again()).content.decode()


def test_a_broken_seal_is_said(web, courts, freeze):
    snapshot = freeze()
    snapshot.figures.filter(indicator="received").update(numerator=99)

    assert "封印已破" in web.get(again()).content.decode()


def test_a_large_district_is_not_counted_in_the_request(web, corrected, monkeypatch):
    monkeypatch.setattr(by_job, "AT_ONCE", 0)
    monkeypatch.setattr("performance.evidence.verdicts.judge", None)

    assert "在冻结时计算" in web.get(again()).content.decode()


@pytest.mark.parametrize(
    ("given", "reason"), [("按复核意见更正", "按复核意见更正"), ("", "1 件有变化：")]
)
def test_the_answer_freezes_with_the_reason(web, corrected, given, reason):
    response = web.post(TAKE, {**WEEK, "again": "1", "reason": given}, follow=True)

    assert "已冻结，第 2 版" in response.content.decode()
    assert Snapshot.objects.get(version=2).reason.startswith(reason)
    assert response.redirect_chain[-1][0].endswith("week=2018-07-22"), "no version pinned"


def test_the_answer_finds_nothing_changed(web, courts, freeze):
    freeze()

    response = web.post(TAKE, {**WEEK, "again": "1"}, follow=True)

    assert "没有变化，仍是第 1 版" in response.content.decode()


def test_the_button_of_the_first_freezing_asks_too_once_there_is_a_version(web, corrected):
    response = web.post(TAKE, WEEK, follow=True)

    assert "现为第 1 版" in response.content.decode()
    assert Snapshot.objects.count() == 1


def test_a_reason_too_long_is_said_at_its_field(web, corrected):
    response = web.post(TAKE, {**WEEK, "again": "1", "reason": "长" * 501})

    assert response.status_code == 422
    assert "现有 1 件案件与第 1 版不同" in response.content.decode()
    assert Snapshot.objects.count() == 1


def test_the_question_of_an_old_version_is_about_the_last(web, corrected, freeze):
    freeze()

    assert "现为第 2 版" in web.get(again(version=1)).content.decode()


def test_no_question_about_what_was_never_frozen(web, courts):
    assert web.get(reverse("performance:snapshot_again", args=[999_999])).status_code == 404


def test_the_question_is_for_those_who_may_freeze(client, chief, corrected):
    client.force_login(chief)

    assert client.get(again()).status_code == 403
    assert client.post(TAKE, {**WEEK, "again": "1"}).status_code == 403
    assert Snapshot.objects.count() == 1


def test_english(web, corrected):
    web.cookies["django_language"] = "en"

    page = web.get(again()).content.decode()

    words = re.search(r"<main.*print-foot", page, re.DOTALL)[0].replace(
        "江西省萍乡市中级人民法院", ""
    )
    assert "1 case differs from version 1" in words
    assert chinese_in(words) == []

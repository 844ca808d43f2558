"""Rows of the case list: what each cell says, and that no text of a record becomes markup."""

from datetime import date, timedelta
from decimal import Decimal
from html import escape

import pytest
from django.http import QueryDict
from django.utils import translation

from cases import listing
from cases.models import Case
from cases.views.rows import case_rows
from enforcement.kernel import clock
from tests.factories.cases import CaseFactory, PartyFactory

pytestmark = pytest.mark.django_db
HOSTILE = """<script>alert("x")</script> & 'y' {} {0} %s %(day)s"""
TEXTS = ("cause", "officer_name", "team")


def rows_of(user, *, walk="w", may_assign=False):
    page = listing.case_list(user, QueryDict("state=all&desk=court")).lines()
    return case_rows(page.rows, walk=walk, may_assign=may_assign)


def test_hostile_texts_are_escaped_wherever_they_stand(officer):
    case = CaseFactory(**dict.fromkeys(TEXTS, HOSTILE[:40]), next_node=HOSTILE[:30])
    for role in ("申请执行人", "被执行人"):
        PartyFactory(case=case, role=role, name=HOSTILE)
    Case.objects.update(number=HOSTILE)

    html = rows_of(officer, walk='"><b>', may_assign=True)

    assert "<script" not in html
    assert "<b>" not in html
    assert html.count(escape(HOSTILE)) == 4, "number, its label, both sides"
    assert html.count(escape(HOSTILE[:40])) == 7, "three texts more"
    assert escape(HOSTILE[:30]) in html


def test_every_cell(officer):
    case = CaseFactory(
        serial=7, officer=officer, team="执行一组", cause="民间借贷纠纷", filed_on=date(2026, 9, 1),
        claim_amount=Decimal("862400"), opening_recovered=Decimal("300"),
        received_total=Decimal("0.5"), limit_end=clock.today() + timedelta(days=3), limit_provisional=True,
        next_node="分案", next_due_on=clock.today(),
    )  # fmt: skip
    PartyFactory(case=case, role="申请执行人", name="鑫源建材")
    for name in ("周国良", "周国华"):
        PartyFactory(case=case, name=name)

    html = rows_of(officer, may_assign=True)

    url = f"/cases/{case.pk}/?walk=w"
    for piece in (
        f'<tr data-href="{url}">', f'<a class="case-no" href="{url}" data-handle>{case.number}</a>',
        f'name="selected" value="{case.pk}" aria-label="勾选{case.number}"', "2026-09-01 立案",
        '鑫源建材<span class="second">→ 周国良等 2 人</span>', ">民间借贷纠纷<", ">862,400.00<",
        ">300.50<", f'href="/cases/{case.pk}/limit/" data-explain', "剩 3 天", "暂算", ">分案<",
        f'<span class="second nowrap">{clock.today()}</span>', ">刘志远<", ">执行一组<", ">执行中<",
    ):  # fmt: skip
        assert piece in html, piece


@pytest.mark.parametrize(
    ("node", "days", "is_stopped", "words"),
    [
        ("执行通知", -4, False, ' <b class="nowrap">超 4 天</b>'),
        ("执行通知", -4, True, ' <b class="nowrap">超 4 天</b>'),
        ("结案", -4, True, ""),
        ("执行通知", 0, False, ""),
        ("执行通知", 3, False, ""),
    ],
)
def test_a_late_node_says_how_late_it_is(officer, node, days, is_stopped, words):
    due = clock.today() + timedelta(days=days)
    CaseFactory(officer=officer, next_node=node, next_due_on=due, limit_running=is_stopped)

    css = "t-bad" if words else "nowrap"
    assert f'<span class="second {css}">{due}{words}</span>' in rows_of(officer)


def test_dashes_for_what_is_missing_and_a_closed_case(officer):
    CaseFactory(closed=True, cause="", officer_name="", limit_end=None, next_node="")

    html = rows_of(officer, may_assign=True)

    assert html.count("—") == 4, "parties, cause, next node, officer"
    assert " disabled " in html
    assert "tag-mute" in html
    assert "执行完毕" in html


def test_in_english(officer):
    CaseFactory(officer=officer, limit_end=clock.today())

    with translation.override("en"):
        html = rows_of(officer, may_assign=True)

    assert "Filed" in html or "filed" in html
    assert "立案" not in html
    assert "勾选" not in html


def test_no_box_to_tick_for_who_may_not_assign(officer):
    CaseFactory()

    assert "checkbox" not in rows_of(officer)

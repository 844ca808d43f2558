"""Rows of the register: what each cell says, and that no text of a record becomes markup."""

from datetime import date, timedelta
from html import escape

import pytest
from django.http import QueryDict
from django.utils import translation

from cases.models import Case, Party
from defaulters.listing import NEWEST, entry_filter
from defaulters.selectors import LINES
from defaulters.views.rows import entry_rows
from enforcement.kernel import clock, paging
from tests.factories.records import EntryFactory

pytestmark = pytest.mark.django_db
HOSTILE = """<b>"&'{} %s"""
BEGUN = {"ground": 2, "decided_on": date(2024, 6, 1), "published_on": date(2024, 6, 3)}


def rows_of(user):
    found = entry_filter(user, QueryDict("state=all"))
    return entry_rows(paging.paginate(found.rows, NEWEST, QueryDict(), lines=LINES).rows)


def test_hostile_texts_are_escaped_wherever_they_stand(chief):
    EntryFactory()
    Party.objects.update(name=HOSTILE, number_masked=HOSTILE)
    Case.objects.update(number=HOSTILE)

    html = rows_of(chief)

    assert "<b>" not in html
    assert html.count(escape(HOSTILE)) == 3


def test_every_cell(chief):
    entry = EntryFactory(**BEGUN, expires_on=clock.today())
    Party.objects.update(number_masked="360399********0016")

    html = rows_of(chief)

    for piece in (
        '>周国良<span class="second">360399********0016</span>',
        f'href="/cases/{entry.case_id}/" data-handle>{entry.case.number}</a>',
        '<span class="second">安源区</span>', ">以伪造证据、暴力、威胁等方法妨碍、抗拒执行<", ">2024-06-03<",
        f">{clock.today()}<", "tag-bad", ">在列<",
    ):  # fmt: skip
        assert piece in html, piece


@pytest.mark.parametrize(
    ("facts", "piece", "missing"),
    [
        ({}, "至删除为止", "light-red"),
        ({**BEGUN, "expires_on": clock.today() - timedelta(days=3)}, "超 3 天", "在列"),
        ({"removed_on": date(2026, 7, 1)}, '已删除</span><span class="second">2026-07-01', "在列"),
    ],
)
def test_past_its_term_it_is_red_until_it_is_removed(chief, facts, piece, missing):
    EntryFactory(**facts)

    html = rows_of(chief)

    assert piece in html
    assert missing not in html


def test_in_english(chief):
    EntryFactory()

    with translation.override("en"):
        html = rows_of(chief)

    assert not any(word in html for word in ("在列", "至删除为止", "有履行能力"))

"""Rows of the petition list: what each cell says, and that no text of a record becomes markup."""

from datetime import date
from html import escape

import pytest
from django.http import QueryDict
from django.utils import translation
from django.utils.text import Truncator

from enforcement.kernel import paging
from petitions.listing import NEWEST, petition_filter
from petitions.models import Petition
from petitions.selectors import LINES
from petitions.views.rows import petition_rows
from tests.factories.cases import CaseFactory
from tests.factories.records import PetitionFactory

pytestmark = pytest.mark.django_db
HOSTILE = """<b>"&'{} %s"""


def rows_of(user):
    found = petition_filter(user, QueryDict("state=all"))
    return petition_rows(paging.paginate(found.rows, NEWEST, QueryDict(), lines=LINES).rows)


def test_hostile_texts_are_escaped_wherever_they_stand(chief):
    texts = ("number", "petitioner", "source", "demand", "case_number")
    PetitionFactory(**dict.fromkeys(texts, HOSTILE), case=None)

    html = rows_of(chief)

    assert "<b>" not in html
    assert html.count(escape(HOSTILE)) == len(texts)


def test_every_cell(chief):
    case = CaseFactory(serial=7)
    PetitionFactory(
        number="访7", case=case, case_number="别的", petitioner="胡建民", source="来访", people=1200,
        received_on=date(2026, 6, 1), demand="要求发放案款", supervised=True,
    )  # fmt: skip

    html = rows_of(chief)

    for piece in (
        '>访7<span class="second">2026-06-01</span>', '>胡建民<span class="second">来访</span>',
        ">1,200<", f'<a class="case-no" href="/cases/{case.pk}/" data-handle>{case.number}</a>',
        ">要求发放案款<", ">安源区<", "tag-info", ">未办结<", '<span class="second">督办</span>',
    ):  # fmt: skip
        assert piece in html, piece
    assert "别的" not in html


@pytest.mark.parametrize(
    ("facts", "pieces"),
    [
        ({"done_on": date(2026, 6, 20)}, ["tag-ok", "已办结", "2026-06-20"]),
        ({"done_on": date(2026, 6, 20), "struck_on": date(2026, 6, 21)}, ["已剔除", "2026-06-21"]),
        ({"case": None, "case_number": "（2026）赣0302执9号"}, ["（2026）赣0302执9号</td>"]),
        ({"case": None, "case_number": "", "demand": ""}, [">—</td>\n", ">—</td><td"]),
        ({"demand": "诉" * 40}, ["诉" * 40 + "<"]),
        ({"demand": "诉" * 5000}, [Truncator("诉" * 5000).chars(40) + "<"]),
    ],
)
def test_states_and_what_is_missing_or_long(chief, facts, pieces):
    PetitionFactory(**facts)

    html = rows_of(chief)

    for piece in pieces:
        assert piece in html, piece
    assert "督办" not in html


def test_in_english(chief):
    PetitionFactory(supervised=True)

    with translation.override("en"):
        html = rows_of(chief)

    assert not any(word in html for word in ("未办结", "督办"))
    assert Petition.objects.get().number in html

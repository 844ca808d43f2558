"""From case to case of the morning page: each once, in the order of the lines, and back."""

import re

import pytest
from django.test import Client

from cases.models import Case, CaseNode
from enforcement.desk import walking
from enforcement.kernel import clock
from tests.desk.mornings import BACKEND, TUESDAY, case_of, day, four_cases, home

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_tuesday(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TUESDAY)


def opened(officer, query=""):
    """The addresses of the cases as the lines give them."""
    text = home(officer, query).content.decode()
    return re.findall(r'<a class="case-no" href="([^"]+)" data-handle', text)


def walk_at(user, address):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client.get(address).context["walk"]


def test_walk__from_the_first_line_to_the_last_and_back_to_the_page(officer):
    four_cases(officer)
    keys = list(Case.objects.order_by("filed_on").values_list("pk", flat=True))
    address, seen = opened(officer)[0], []

    while address:
        walk = walk_at(officer, address)
        seen.append((walk["words"], walk["place"], walk["total"]))
        address = walk["next_url"]

    assert seen == [("工作台", 1, 3), ("工作台", 2, 3), ("工作台", 3, 3)]
    assert walk["prev_url"].startswith(f"/cases/{keys[1]}/?")
    assert walk["list_url"] == "/?span=week"
    assert walk_at(officer, opened(officer, "?span=month")[0])["list_url"] == "/?span=month"


def test_walk__a_case_of_two_lines_comes_once(officer):
    twice, once = case_of(officer, day(-11), filed=True), case_of(officer, day(-11), filed=True)
    CaseNode.objects.filter(case=twice, node="网络查控").update(due_on=TUESDAY)

    lines = opened(officer)
    assert len([line for line in lines if line.startswith(f"/cases/{twice.pk}/")]) == 2
    walk = walk_at(officer, lines[0])
    assert (walk["place"], walk["total"]) == (1, 2)
    assert walk["next_url"].startswith(f"/cases/{once.pk}/?")


def test_walk__goes_on_when_the_act_is_done(officer):
    four_cases(officer)
    first, second, _third = opened(officer)
    CaseNode.objects.filter(case=Case.objects.earliest("filed_on")).update(done_on=TUESDAY)

    assert len(opened(officer)) == 2
    assert walk_at(officer, first)["next_url"].split("?")[0] == second.split("?")[0]


def test_walk__leads_to_no_case_that_is_closed_to_the_reader(officer, outsider):
    case = case_of(officer, day(-11), filed=True)
    token = walking.token_of([case.pk], "week")
    other = case_of(outsider, day(-11), court_id="赣0321")

    client = Client()
    client.force_login(outsider, backend=BACKEND)
    page = client.get(f"{other.get_absolute_url()}?walk={token}")
    assert (page.status_code, page.context["walk"]) == (200, None)
    mixed = walking.token_of([case.pk, other.pk], "week")
    walk = walk_at(outsider, f"{other.get_absolute_url()}?walk={mixed}")
    assert (walk["place"], walk["total"], walk["prev_url"]) == (1, 1, "")

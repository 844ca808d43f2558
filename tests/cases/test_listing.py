"""The case list: filters, order, the walk, and never a row that the person may not see."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import signing
from django.http import QueryDict

from cases import listing
from cases.models import Case
from enforcement.kernel import clock, walks
from tests.factories.cases import CaseFactory, PartyFactory, ReceiptFactory, SealFactory

pytestmark = pytest.mark.django_db


def numbers(user, query=""):
    cases = listing.case_list(user, QueryDict(query))
    return sorted(case.serial for case in cases.rows)


@pytest.fixture
def docket(officer, clerk):
    """Cases of 安源 by serial, one of 莲花."""
    today, day = clock.today(), timedelta(days=1)
    CaseFactory(serial=1, officer=officer, limit_end=today - day, claim_amount=Decimal(100))
    CaseFactory(serial=2, officer=officer, limit_end=today + 7 * day, has_property=True)
    CaseFactory(serial=3, officer=officer, limit_end=today + 30 * day, has_property=False,
                next_due_on=today - day, next_node="分案")  # fmt: skip
    CaseFactory(
        serial=4, officer=officer, limit_end=today - day, limit_running=True, team="金融法庭"
    )
    CaseFactory(serial=5, officer=officer, closed=True, limit_end=today - 30 * day)
    CaseFactory(serial=6, filed=True, cause="民间借贷纠纷", filed_on=date(2026, 9, 1))
    CaseFactory(serial=7, officer_name="王建华", imported=True, type_word="执恢")
    CaseFactory(serial=8, court_id="赣0321", officer_name="段水生")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [1, 2, 3, 4]),
        ("desk=court", [1, 2, 3, 4, 6, 7]),
        ("desk=court&state=closed", [5]),
        ("desk=court&state=all", [1, 2, 3, 4, 5, 6, 7]),
        ("state=", [1, 2, 3, 4]),
        ("limit=overdue", [1]),
        ("limit=7", [2]),
        ("limit=30", [2, 3]),
        ("node=overdue", [3]),
        ("node=7", []),
        ("property=yes", [2]),
        ("property=no", [3]),
        ("property=unknown", [1, 4]),
        ("team=金融法庭", [4]),
        ("claim_to=100", [1]),
        ("claim_from=862400", [2, 3, 4]),
        ("claim_from=862,400.00", [2, 3, 4]),
        ("desk=court&unassigned=none", [6]),
        ("desk=court&unassigned=unlinked", [7]),
        ("desk=court&cause=民间", [6]),
        ("desk=court&filed_from=2026年9月1日", [6]),
        ("desk=court&filed_to=20260831", [1, 2, 3, 4, 7]),
        ("desk=court&state=closed&closed_from=2026-08-03&closed_to=2026/8/3", [5]),
        ("desk=court&state=closed&close_mode=执行完毕", [5]),
        ("desk=court&type_word=执恢", [7]),
        ("desk=court&status=filed", [6]),
        ("q=执123", []),
        ("q=赣0302执5号", [5]),
        ("sort=nonsense", [1, 2, 3, 4]),
    ],
)
def test_filters(docket, officer, query, expected):
    assert numbers(officer, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "filed_from=2026-13-01",
        "state=offen",
        "desk=x",
        "limit=x",
        "officer=0",
        "claim_from=viel",
        "court=赣0321",
        "q=李",
    ],
)
def test_filters__a_wrong_condition_shows_nothing_and_says_so(docket, officer, query):
    cases = listing.case_list(officer, QueryDict(query))

    assert list(cases.rows) == []
    assert cases.filter.form.errors


@pytest.mark.parametrize(
    "query",
    ["", "state=all&desk=court", "q=周国良", "q=周国良&sort=claim", "q=赣0302执5号", "sort=limit"],
)
def test_lines__are_the_cases_of_the_page_and_know_their_place(docket, officer, query):
    cases = listing.case_list(officer, QueryDict(query))
    shown, lines = cases.page().rows, cases.lines()

    assert [line.pk for line in lines.rows] == [case.pk for case in shown]
    assert lines.total == len(shown)
    assert [cases.place_of(case).ahead for case in shown] == list(range(len(shown)))


def test_filters__by_officer_and_court(docket, officer, supervisor):
    assert numbers(supervisor, f"officer={officer.pk}") == [1, 2, 3, 4]
    assert numbers(supervisor, "court=赣0321") == [8]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("clerk", [1, 2, 3, 4, 6, 7]),
        ("finance", [1, 2, 3, 4, 6, 7]),
        ("outsider", []),
        ("supervisor", [1, 2, 3, 4, 6, 7, 8]),
        ("admin", []),
        ("auditor", []),
    ],
)
def test_rows__of_ones_own_courts(request, docket, who, expected):
    assert numbers(request.getfixturevalue(who)) == expected


def test_by_seal_and_money(officer):
    today = clock.today()
    lapsing, lapsed, renewed, late, waiting, plain = [
        CaseFactory(serial=n, officer=officer) for n in range(1, 7)
    ]
    SealFactory(case=lapsing, from_on=today - timedelta(days=300), to_on=today + timedelta(days=7))
    SealFactory(case=lapsed, from_on=today - timedelta(days=300), to_on=today - timedelta(days=1))
    SealFactory(case=lapsed, from_on=today, to_on=today + timedelta(days=7), released_on=today)
    old = SealFactory(case=renewed, from_on=today - timedelta(days=365), to_on=today)
    SealFactory(case=renewed, asset=old.asset, from_on=today - timedelta(days=1))
    ReceiptFactory(case=late, received_on=today - timedelta(days=31))
    ReceiptFactory(case=waiting, received_on=today)
    ReceiptFactory(case=plain, paid_on=date(2026, 6, 2))

    assert numbers(officer, "seal=7") == [1]
    assert numbers(officer, "seal=30") == [1]
    assert numbers(officer, "seal=lapsed") == [2]
    assert numbers(officer, "money=late") == [4]
    assert numbers(officer, "money=waiting") == [4, 5]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("limit", [1, 4, 2, 3]),
        ("next", [3, 1, 2, 4]),
        ("claim", [4, 3, 2, 1]),
        ("filed", [4, 3, 2, 1]),
    ],
)
def test_page__in_the_order_of_the_list(docket, officer, sort, expected):
    page = listing.case_list(officer, QueryDict(f"sort={sort}")).page()

    assert [case.serial for case in page.rows] == expected


def test_page__carries_parties_and_count_in_one_query(docket, officer, django_assert_num_queries):
    PartyFactory(case=Case.objects.get(serial=1), name="周国良")
    officer.access  # noqa: B018 -- read once per request

    with django_assert_num_queries(1):
        page = listing.case_list(officer, QueryDict("sort=limit")).page()

    assert page.rows[0].party_rows == [{"role": "被执行人", "name": "周国良"}]
    assert page.total == 4


def test_lines__the_same_page_without_models(docket, officer, django_assert_num_queries):
    PartyFactory(case=Case.objects.get(serial=1), name="周国良")
    cases = listing.case_list(officer, QueryDict("sort=limit"))

    with django_assert_num_queries(1):
        lines = cases.lines()

    page = cases.page()
    assert [line.pk for line in lines.rows] == [case.pk for case in page.rows]
    assert (lines.total, lines.first, lines.next) == (page.total, page.first, page.next)
    assert lines.rows[0].sides == [["被执行人", "周国良"]]
    assert lines.rows[1].sides == []


def test_lines__of_a_list_that_can_hold_nothing(docket, admin):
    assert listing.case_list(admin, QueryDict()).lines().total == 0
    assert listing.case_list(admin, QueryDict("limit=x")).lines().rows == []


def test_state__the_query_string_of_the_list():
    cases = listing.CaseList(None, QueryDict("desk=court&q=x&page=3&team="), None, None, "filed")

    assert cases.state() == "q=x&desk=court"
    assert cases.state(q="", sort="limit") == "desk=court&sort=limit"
    assert cases.shown_search() == "x"


# Walking ---------------------------------------------------------------------------------------


def walk(user, token, serial):
    return listing.walk(user, token, Case.objects.get(serial=serial, court_id="赣0302"))


def test_walk__neighbours_and_place(docket, officer):
    token = listing.case_list(officer, QueryDict("sort=limit")).walk_token()

    place, cases = walk(officer, token, 4)

    assert cases.sort == "limit"
    assert [Case.objects.get(pk=pk).serial for pk in (place.prev_id, place.next_id)] == [1, 2]
    assert (place.ahead, place.total) == (1, 4)


def test_walk__from_one_end_to_the_other(docket, officer):
    token = listing.case_list(officer, QueryDict("sort=next")).walk_token()
    here, seen = Case.objects.get(serial=3), []
    while here:
        seen.append(here.serial)
        place, _cases = listing.walk(officer, token, here)
        here = Case.objects.filter(pk=place.next_id).first()

    assert seen == [3, 1, 2, 4]


def test_walk__a_case_that_left_the_filter_keeps_its_place(docket, officer):
    token = listing.case_list(officer, QueryDict("limit=7&sort=limit")).walk_token()

    place, _cases = walk(officer, token, 1)

    assert Case.objects.get(pk=place.next_id).serial == 2
    assert (place.prev_id, place.ahead, place.total) == (None, 0, 1)


def test_walk__somebody_elses_token_shows_ones_own_list(docket, officer, outsider):
    token = listing.case_list(officer, QueryDict("desk=court&state=all")).walk_token()

    place, _cases = walk(outsider, token, 1)

    assert place.total == 1, "the one case of 莲花"


@pytest.mark.parametrize("token", ["", "x", "a:b:c"])
def test_walk__a_forged_token_is_none(docket, officer, token):
    assert walk(officer, token, 1) is None


def test_walk__a_token_signed_for_something_else_is_none(docket, officer):
    assert walk(officer, signing.dumps({"desk": "court"}, salt="other"), 1) is None


def test_walk__nothing_in_the_list(docket, officer):
    token = signing.dumps({"limit": "x"}, salt=walks.SALT)

    place, _cases = walk(officer, token, 1)

    assert (place.prev_id, place.next_id, place.total) == (None, None, None)

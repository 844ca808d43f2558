"""Keyset paging: whatever the order and the ties, every row once, and back again."""

import base64
import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case
from enforcement.kernel import paging
from enforcement.kernel.paging import Lines, Order
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
DAYS = st.integers(0, 4).map(lambda n: DAY + timedelta(days=n))
ORDERS = [
    Order("filed_on"),
    Order("filed_on", descending=True),
    Order("limit_end", nullable=True),
    Order("limit_end", descending=True, nullable=True),
    Order("claim_amount", descending=True),
]
LINES = Lines(
    tables="cases_case c",
    key="c.id",
    columns={name: f"c.{name}" for name in ("serial", "filed_on", "limit_end", "claim_amount")},
)
# The ways in which a page is read; each has to say the same.
WAYS = [{}, {"lines": LINES}, {"lines": LINES, "once": True}, {"once": True}]


def cases_with(values):
    Case.objects.all().delete()
    return Case.objects.bulk_create(
        [
            CaseFactory.build(filed_on=day, limit_end=end, claim_amount=sum_)
            for day, end, sum_ in values
        ]
    )


def sorted_in_python(cases, order):
    def key(case):
        value = getattr(case, order.field)
        empty = value is None
        number = 0 if empty else (value.toordinal() if isinstance(value, date) else value)
        sign = -1 if order.descending else 1
        return empty, sign * number, sign * case.pk

    return [case.pk for case in sorted(cases, key=key)]


def follow(rows, order, size, side, **way):
    """Keys page by page along `next` or `prev`, beginning where the query says."""
    query, pages = QueryDict(), []
    while True:
        page = paging.paginate(rows, order, query, size, **way)
        pages.append(page)
        link = getattr(page, side)
        if not link:
            return pages
        query = QueryDict(link.removeprefix("?"))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    values=st.lists(st.tuples(DAYS, st.none() | DAYS, st.integers(0, 3).map(Decimal)), max_size=17),
    order=st.sampled_from(ORDERS),
    size=st.integers(1, 6),
    way=st.sampled_from(WAYS),
)
def test_paginate__every_row_once_in_order_and_back(court, values, order, size, way):
    cases = cases_with(values)
    expected = sorted_in_python(cases, order)

    pages = follow(Case.objects.all(), order, size, "next", **way)

    assert [row.pk for page in pages for row in page.rows] == expected
    assert [(page.first, page.last) for page in pages if page.rows] == [
        (start + 1, min(start + size, len(expected))) for start in range(0, len(expected), size)
    ]
    assert {page.total for page in pages} == {len(expected)}
    back, page = [], pages[-1]
    while page.prev:
        page = paging.paginate(
            Case.objects.all(), order, QueryDict(page.prev.removeprefix("?")), size, **way
        )
        back.append([row.pk for row in page.rows])
    assert back == [[row.pk for row in each.rows] for each in reversed(pages[:-1])]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.lists(st.tuples(DAYS, st.none() | DAYS, st.just(Decimal(1))), min_size=1, max_size=9),
       order=st.sampled_from(ORDERS), once=st.booleans())  # fmt: skip
def test_place_of__agrees_with_the_list(court, values, order, once):
    cases = cases_with(values)
    expected = sorted_in_python(cases, order)

    for number, pk in enumerate(expected):
        place = paging.place_of(Case.objects.get(pk=pk), Case.objects.all(), order, once=once)
        assert (place.ahead, place.total) == (number, len(expected))
        assert place.prev_id == (expected[number - 1] if number else None)
        assert place.next_id == (expected[number + 1] if number + 1 < len(expected) else None)


def token(*content):
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "edge",
    [
        "x", "é", "====", token("2026-13-01", 1), token("morgen", 1), token({"a": 1}, 1),
        token("2026-03-02", "x"), token("2026-03-02"), token(1, 2, 3), token("\x00", 1),
        token([1], 1), base64.urlsafe_b64encode(b"[" * 3000).decode(), token(1e400, 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("side", ["after", "before"])
def test_paginate__a_mistyped_token_shows_the_first_page(court, edge, side):
    CaseFactory()
    query = QueryDict(mutable=True)
    query[side] = edge

    page = paging.paginate(Case.objects.all(), Order("filed_on"), query)

    assert (len(page.rows), page.first, page.prev, page.next) == (1, 1, "", "")


def test_paginate__an_empty_edge_of_a_full_column(court):
    CaseFactory()
    query = QueryDict(f"after={token(None, 1)}")

    assert paging.paginate(Case.objects.all(), Order("filed_on"), query).rows == []


@pytest.mark.parametrize("first", ["x", "²", "-3", "9" * 12, ""])
def test_paginate__a_mistyped_place_is_one(court, first):
    CaseFactory()
    query = QueryDict(mutable=True)
    query.update({"after": token("2026-01-01", 1), "first": first})

    assert paging.paginate(Case.objects.all(), Order("filed_on"), query).first == 1


def test_paginate__keeps_the_other_conditions(court):
    for _each in range(3):
        CaseFactory()

    page = paging.paginate(Case.objects.all(), Order("filed_on"), QueryDict("q=周&page=2"), 2)

    assert QueryDict(page.next.removeprefix("?"))["q"] == "周"
    assert QueryDict(page.next.removeprefix("?"))["first"] == "3"


@pytest.mark.parametrize(
    ("made", "query", "counted_to", "queries", "total"),
    [
        (3, "", 10, 1, 3),
        (3, "", 2, 1, None),
        (0, "", 10, 1, 0),
        (3, "after=behind", 10, 2, 3),  # nobody is left on the page to tell the count
    ],
)
def test_paginate__counts_in_the_same_query(
    court, monkeypatch, django_assert_num_queries, made, query, counted_to, queries, total
):
    monkeypatch.setattr(paging, "COUNTED_TO", counted_to)
    for _each in range(made):
        CaseFactory()
    given = QueryDict(query.replace("behind", token("2100-01-01", 1)))

    with django_assert_num_queries(queries):
        page = paging.paginate(Case.objects.all(), Order("filed_on"), given)

    assert page.total == total


def test_paginate__of_rows_that_cannot_be(court, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = paging.paginate(Case.objects.none(), Order("filed_on"), QueryDict())

    assert (page.rows, page.total, page.next) == ([], 0, "")


def test_paginate__lines_hold_what_they_name(court, django_assert_num_queries):
    for _each in range(3):
        CaseFactory()

    with django_assert_num_queries(1):
        page = paging.paginate(Case.objects.all(), Order("filed_on"), QueryDict(), 2, lines=LINES)

    assert [(row.pk, row.serial, row.counted) for row in page.rows] == [
        (case.pk, case.serial, 3) for case in Case.objects.order_by("filed_on", "pk")[:2]
    ]
    assert page.next


def test_paginate__objects_keep_what_the_rows_bring_along(court, django_assert_num_queries):
    CaseFactory()

    with django_assert_num_queries(1):
        page = paging.paginate(
            Case.objects.select_related("court").filter(court__name__contains="法院"),
            Order("filed_on"), QueryDict(),
        )  # fmt: skip
        assert page.rows[0].court.name


def test_count_bounded__stops(court, monkeypatch):
    monkeypatch.setattr(paging, "COUNTED_TO", 2)
    for _each in range(3):
        CaseFactory()

    assert paging.count_bounded(Case.objects.all()) is None
    assert paging.count_bounded(Case.objects.filter(pk__gt=Case.objects.order_by("pk")[0].pk)) == 2
    assert (
        paging.place_of(Case.objects.first(), Case.objects.all(), Order("filed_on")).total is None
    )


def test_paginate__by_an_annotation(court):
    from django.db.models import F

    for _each in range(3):
        CaseFactory()
    rows = Case.objects.annotate(rank=F("serial"))

    pages = follow(rows, Order("rank"), 2, "next")

    assert [len(page.rows) for page in pages] == [2, 1]

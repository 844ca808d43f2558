"""The petition list and the register beside their floors and beside Django's admin (limits section 2).

As the case list (`bench.pages`): the floor is the bare SQL of the page with a bounded count and an
empty answer; a page counts as what it costs above an empty page in the frame, plus the empty answer.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from bench.effort import Effort
from bench.measuring import Goal, Table, page_of, samples, without_parallel_workers
from bench.pages import DEEP_PAGE, DISTRICT, MOST_LIST_QUERIES, PROVINCE, Viewer, signed_in
from bench.records import records
from courts.models import User
from defaulters import listing as register
from defaulters.selectors import LINES as ENTRIES
from enforcement.kernel import paging
from enforcement.kernel.paging import Lines, Order
from petitions import listing as petitions
from petitions.selectors import LINES as PETITIONS

ALL = "state=all"
_PETITIONS = """
SELECT p.*, t.name, c.number FROM petitions_petition p JOIN courts_court t ON t.code = p.court_id
LEFT JOIN cases_case c ON c.id = p.case_id
WHERE p.court_id = ANY(%s) ORDER BY p.received_on DESC, p.id DESC LIMIT 51"""
_PETITION_COUNT = """
SELECT count(*) FROM (SELECT 1 FROM petitions_petition WHERE court_id = ANY(%s) LIMIT 10001) q"""
_ENTRIES = """
SELECT e.*, d.name, d.number_masked, c.number, t.name FROM defaulters_entry e
JOIN cases_party d ON d.id = e.debtor_id JOIN cases_case c ON c.id = e.case_id
JOIN courts_court t ON t.code = e.court_id
WHERE e.court_id = ANY(%s) ORDER BY e.published_on DESC, e.id DESC LIMIT 51"""
_ENTRY_COUNT = """
SELECT count(*) FROM (SELECT 1 FROM defaulters_entry WHERE court_id = ANY(%s) LIMIT 10001) q"""


class RecordList(NamedTuple):
    """A list of records: its page, that of the admin, its bare SQL, and how its pages are read."""

    words: str
    url: str
    peer_url: str
    bare: Sequence[str]
    rows: Callable[[User], QuerySet[Any]]
    order: Order
    lines: Lines


LISTS = (
    RecordList(
        "petitions", "/petitions/", "/admin/petitions/petition/", (_PETITIONS, _PETITION_COUNT),
        lambda user: petitions.petition_filter(user, QueryDict(ALL)).rows, petitions.NEWEST,
        PETITIONS,
    ),
    RecordList(
        "register", "/defaulters/", "/admin/defaulters/entry/", (_ENTRIES, _ENTRY_COUNT),
        lambda user: register.entry_filter(user, QueryDict(ALL)).rows, register.NEWEST, ENTRIES,
    ),
)  # fmt: skip


def run(cases: int, effort: Effort) -> list[Goal]:
    """Measure both lists; the records are made for it and go again."""
    without_parallel_workers()
    with records():
        near, far = signed_in(DISTRICT), signed_in(PROVINCE)
        table = Table(f"Petition list and register, {cases:,} cases", "CPU-ms a page", 1000)
        for each in LISTS:
            _measure(each, near, far, effort, table)
    return table.goals


def _measure(each: RecordList, near: Viewer, far: Viewer, effort: Effort, table: Table) -> None:
    url = f"{each.url}?{ALL}"
    deep, page = _deep(each, far.user)
    works = {
        "sql": lambda: _bare(each, near.user),
        "empty": page_of(near.client, "/bench/empty/"),
        "frame": page_of(near.client, "/bench/frame/"),
        "first": page_of(near.client, url),
        "admin first": page_of(near.client, each.peer_url),
        "far frame": page_of(far.client, "/bench/frame/"),
        "far first": page_of(far.client, url),
        "far deep": page_of(far.client, f"{each.url}{deep}"),
        "far admin deep": page_of(far.client, f"{each.peer_url}?p={page}"),
    }
    found = samples(works, effort.rounds)
    with CaptureQueriesContext(connection) as captured:
        near.client.get(url)
    _print(each.words, found, page, len(captured), table)


def _deep(each: RecordList, user: User) -> tuple[str, int]:
    """Query string of page 1000, or of the last page but one; and the number of that page."""
    rows = each.rows(user)
    number = max(2, min(DEEP_PAGE, rows.count() // paging.SIZE - 1))
    size = (number - 1) * paging.SIZE
    return paging.paginate(rows, each.order, QueryDict(ALL), size, lines=each.lines).next, number


def _bare(each: RecordList, user: User) -> None:
    codes = list(user.scope())
    with connection.cursor() as cursor:
        for statement in each.bare:
            cursor.execute(statement, [codes])
            cursor.fetchall()


def _print(
    words: str, found: dict[str, list[float]], page: int, queries: int, table: Table
) -> None:
    sql = table.row(f"{words}: bare SQL of the page", found["sql"])
    empty = table.row("empty answer", found["empty"])
    frame, floor = table.row("empty page in the frame", found["frame"]), sql + empty
    inside = [value - frame + empty for value in found["first"]]
    first = table.row(f"{words}: ours, first page", inside, floor)
    far_frame = table.row("all courts: empty page in the frame", found["far frame"])
    far = {
        name: table.row(
            f"all courts, {words}: ours, {name}", [v - far_frame + empty for v in values]
        )
        for name, values in (
            ("first page", found["far first"]),
            (f"page {page}", found["far deep"]),
        )
    }
    far_first, far_deep = far.values()
    peer = table.row(f"{words}: Django admin, first page", found["admin first"], floor)
    peer_deep = table.row(
        f"all courts, {words}: Django admin, page {page}", found["far admin deep"]
    )
    table.at_most(f"{words}: first page ÷ floor", first / floor, 2.5)
    table.at_most(f"{words}: page {page} ÷ first page", far_deep / far_first, 1.15)
    table.at_least(f"{words}: admin's first page ÷ ours", peer / first, 5)
    is_deep = page >= DEEP_PAGE
    table.at_least(f"{words}: admin's page {page} ÷ ours", peer_deep / far_deep, 12, judged=is_deep)
    table.at_most(f"{words}: queries (session and user included)", queries, MOST_LIST_QUERIES)

"""The case list beside its floor and beside Django's admin (limits section 2).

The floor is the bare SQL of the page, with a count that stops at 10,001, and an empty answer to
somebody signed in. The frame (menu, head, search box) is the same for every page and left out: a
page counts as what it costs above an empty page in the frame, plus the empty answer.
"""

from typing import NamedTuple

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import parties
from bench.effort import Effort
from bench.measuring import Goal, Table, page_of, samples, without_parallel_workers
from cases import listing, selectors
from courts.enums import Role
from courts.models import User
from enforcement.kernel import paging

DISTRICT, PROVINCE, NAME = "赣09", "赣", "张伟"
DEEP_PAGE = 1000
# The admin's search reads every name: it costs in proportion to the cases, and limits section 2
# found the ratio of its goal in a trial at a million of them.
SEARCH_FROM = 1_000_000
MOST_LIST_QUERIES = 6

NEAR_URLS = {
    "empty": "/bench/empty/",
    "frame": "/bench/frame/",
    "first": "/cases/?state=all",
    "search": f"/cases/?q={NAME}",
    "admin first": "/admin/cases/case/",
    "admin search": f"/admin/cases/case/?q={NAME}",
}
_PAGE = """
SELECT c.*, t.name, u.name FROM cases_case c JOIN courts_court t ON t.code = c.court_id
LEFT JOIN courts_user u ON u.id = c.officer_id
WHERE c.court_id = ANY(%s) ORDER BY c.filed_on DESC, c.id DESC LIMIT 51"""
_PARTIES = "SELECT case_id, role, name FROM cases_party WHERE case_id = ANY(%s) ORDER BY id"
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM cases_case WHERE court_id = ANY(%s) LIMIT 10001) q"


def run(cases: int, effort: Effort) -> list[Goal]:
    """Measure over the cases that are there; they get their parties first.

    The first page and the search are those of a supervisor of eleven courts; page 1000 needs
    somebody who sees so many: it is compared with the first page of the same person.
    """
    parties.add_parties()
    without_parallel_workers()
    near, far = signed_in(DISTRICT), signed_in(PROVINCE)
    deep, page = _deep(far.user, cases)
    works = {name: page_of(near.client, url) for name, url in NEAR_URLS.items()}
    far_urls = {
        "far frame": "/bench/frame/",
        "far first": "/cases/?state=all",
        "far deep": f"/cases/{deep}",
        "far admin deep": f"/admin/cases/case/?p={page}",
    }
    works |= {name: page_of(far.client, url) for name, url in far_urls.items()}
    found = samples({"sql": lambda: _bare(near.user), **works}, effort.rounds)
    return _print(cases, found, _queries(near.client), page)


class Viewer(NamedTuple):
    """Somebody signed in."""

    user: User
    client: Client


def signed_in(court: str) -> Viewer:
    """A supervisor who sees this court and those below it."""
    user, client = parties.somebody(Role.SUPERVISOR, court), Client()
    client.force_login(user)
    page_of(
        client, NEAR_URLS["empty"]
    )()  # the first request of a process reads the map of addresses
    return Viewer(user, client)


def _deep(user: User, cases: int) -> tuple[str, int]:
    """Query string of page 1000, or of the last page; and the number of that page."""
    number = min(DEEP_PAGE, cases // paging.SIZE - 1)
    rows = listing.case_list(user, QueryDict("state=all")).rows
    size, order = (number - 1) * paging.SIZE, listing.ORDERS["filed"]
    before = paging.paginate(rows, order, QueryDict("state=all"), size, lines=selectors.LINES)
    return before.next, number


def _bare(user: User) -> None:
    codes = list(user.scope())
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, [codes])
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute(_PARTIES, [ids])
        cursor.fetchall()
        cursor.execute(_COUNT, [codes])
        cursor.fetchall()


def _queries(client: Client) -> int:
    """Most queries of a list page."""
    counts = []
    for name in ("first", "search"):
        with CaptureQueriesContext(connection) as captured:
            client.get(NEAR_URLS[name])
        counts.append(len(captured))
    return max(counts)


def _print(cases: int, found: dict[str, list[float]], queries: int, page: int) -> list[Goal]:
    table = Table(f"Case list, {cases:,} cases", "CPU-ms a page", 1000)
    sql, empty = (
        table.row("bare SQL of the page", found["sql"]),
        table.row("empty answer", found["empty"]),
    )
    frame, floor = table.row("empty page in the frame", found["frame"]), sql + empty
    print(f"  floor = bare SQL + empty answer = {floor * 1000:.2f}")
    inside = {
        name: table.row(f"ours, {words}", [v - frame + empty for v in found[name]], floor)
        for name, words in (("first", "first page"), ("search", f"search {NAME}"))
    }
    far_frame = table.row("all courts: empty page in the frame", found["far frame"])
    for name, words in (("far first", "first page"), ("far deep", f"page {page}")):
        values = [v - far_frame + empty for v in found[name]]
        inside[name] = table.row(f"all courts: ours, {words}", values)
    peer = {
        name: table.row(f"Django admin, {words}", found[name], floor)
        for name, words in (("admin first", "first page"), ("admin search", f"search {NAME}"))
    }
    peer["deep"] = table.row(f"all courts: Django admin, page {page}", found["far admin deep"])
    is_deep = page >= DEEP_PAGE
    table.at_most("first page ÷ floor", inside["first"] / floor, 2.5)
    deep_to_first = inside["far deep"] / inside["far first"]
    table.at_most(f"page {page} ÷ first page", deep_to_first, 1.15, judged=is_deep)
    table.at_least("admin's first page ÷ ours", peer["admin first"] / inside["first"], 5)
    deep_ratio = peer["deep"] / inside["far deep"]
    table.at_least(f"admin's page {page} ÷ ours", deep_ratio, 12, judged=is_deep)
    search_ratio = peer["admin search"] / inside["search"]
    table.at_least("admin's search ÷ ours", search_ratio, 40, judged=cases >= SEARCH_FROM)
    table.at_most("queries of a list page (session and user included)", queries, MOST_LIST_QUERIES)
    return table.goals

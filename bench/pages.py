"""The case list beside its floor and beside Django's admin (limits section 2).

The floor is the bare SQL of the page, with a count that stops at 10,001, and an empty answer to
somebody signed in. The frame (menu, head, search box) is the same for every page and left out: a
page counts as what it costs above an empty page in the frame, plus the empty answer.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import parties
from bench.effort import Effort
from bench.measuring import Goal, Table, samples, without_parallel_workers
from cases import listing
from courts.enums import Role
from courts.models import User
from enforcement.kernel import paging

HIGH_COURT, NAME = "赣", "张伟"
DEEP_PAGE, DEEP_FROM = 1000, 200_000
MOST_QUERIES, MOST_LIST_QUERIES = 12, 6

_PAGE = """
SELECT c.*, t.name, u.name FROM cases_case c JOIN courts_court t ON t.code = c.court_id
LEFT JOIN courts_user u ON u.id = c.officer_id
WHERE c.court_id = ANY(%s) ORDER BY c.filed_on DESC, c.id DESC LIMIT 51"""
_PARTIES = "SELECT case_id, role, name FROM cases_party WHERE case_id = ANY(%s) ORDER BY id"
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM cases_case WHERE court_id = ANY(%s) LIMIT 10001) q"


def run(cases: int, effort: Effort) -> list[Goal]:
    """Measure over the cases that are there; they get their parties first."""
    parties.add_parties()
    user = parties.somebody(Role.SUPERVISOR, HIGH_COURT)
    without_parallel_workers()
    client = Client()
    client.force_login(user)
    deep, admin_page = _deep(user, cases)
    works = {name: _get(client, url) for name, url in _urls(deep, admin_page).items()}
    found = samples({"sql": lambda: _bare(user), **works}, effort.rounds)
    return _print(cases, found, _queries(client, deep), admin_page)


def _urls(deep: str, admin_page: int) -> dict[str, str]:
    return {
        "empty": "/bench/empty/",
        "frame": "/bench/frame/",
        "first": "/cases/?state=all",
        "deep": f"/cases/{deep}",
        "search": f"/cases/?q={NAME}",
        "admin first": "/admin/cases/case/",
        "admin deep": f"/admin/cases/case/?p={admin_page}",
        "admin search": f"/admin/cases/case/?q={NAME}",
    }


def _deep(user: User, cases: int) -> tuple[str, int]:
    """Query string of page 1000, or of the last page; and the number of that page."""
    number = min(DEEP_PAGE, cases // paging.SIZE - 1)
    rows = listing.case_list(user, QueryDict("state=all")).rows
    before = paging.paginate(
        rows, listing.ORDERS["filed"], QueryDict("state=all"), (number - 1) * paging.SIZE
    )
    return before.next, number


def _get(client: Client, url: str) -> Callable[[], Any]:
    def get() -> None:
        response = client.get(url)
        if response.status_code != 200:
            raise SystemExit(f"{url} answered {response.status_code}")

    return get


def _bare(user: User) -> None:
    codes = list(user.scope())
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, [codes])
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute(_PARTIES, [ids])
        cursor.fetchall()
        cursor.execute(_COUNT, [codes])
        cursor.fetchall()


def _queries(client: Client, deep: str) -> int:
    """Most queries of a list page."""
    counts = []
    for url in ("/cases/?state=all", f"/cases/{deep}", f"/cases/?q={NAME}"):
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        counts.append(len(captured))
    return max(counts)


def _print(cases: int, found: dict[str, list[float]], queries: int, admin_page: int) -> list[Goal]:
    table = Table(f"Case list, {cases:,} cases, all courts of Jiangxi", "CPU-ms a page", 1000)
    sql, empty = (
        table.row("bare SQL of the page", found["sql"]),
        table.row("empty answer", found["empty"]),
    )
    frame, floor = table.row("empty page in the frame", found["frame"]), sql + empty
    print(f"  floor = bare SQL + empty answer = {floor * 1000:.2f}")
    inside = {}
    for name in ("first", "deep", "search"):
        whole = table.row(f"ours, {name} page, with the frame", found[name])
        inside[name] = whole - frame + empty
        table.row(f"ours, {name} page", [v - frame + empty for v in found[name]], floor)
    peer = {n: table.row(f"peer {n}", found[n], floor) for n in found if n.startswith("admin")}
    is_deep = admin_page >= DEEP_PAGE
    table.at_most("first page ÷ floor", inside["first"] / floor, 2.5)
    table.at_most("deep page ÷ first page", inside["deep"] / inside["first"], 1.15, judged=is_deep)
    table.at_least("admin's first page ÷ ours", peer["admin first"] / inside["first"], 5)
    deep_ratio = peer["admin deep"] / inside["deep"]
    table.at_least(f"admin's page {admin_page} ÷ ours", deep_ratio, 12, judged=is_deep)
    found_ratio = peer["admin search"] / inside["search"]
    table.at_least("admin's search ÷ ours", found_ratio, 40, judged=cases >= DEEP_FROM)
    table.at_most("queries of a list page (session and user included)", queries, MOST_LIST_QUERIES)
    return table.goals

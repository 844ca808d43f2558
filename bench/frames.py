"""Pages that are judged by themselves: a busy case, a week's figures, an empty page, a look.

Limits section 2. A page costs what one request of a signed-in person costs, its frame included. The
look that is audited shows a person's whole number. The empty answer of Django has no middleware.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import parties
from bench.effort import Effort
from bench.measuring import Goal, Table, page_of, samples
from bench.snapshot import SUNDAY
from cases.models import Case, Party
from cases.rules.node_table import NODE_NAMES
from courts.enums import Role
from courts.models import Court, User
from enforcement.kernel import encryption, synthetic
from performance import services

CITY, PROVINCE = "赣09", "赣"
ENTRIES, PARTIES = 500, 10
MOST_QUERIES, MOST_MS, MOST_TIMES_BARE = 12, 60, 7
MOST_QUERIES_BARE = 2  # session and person
LOOK_ALWAYS = 3  # session, person, rights; the event goes past Django's count
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")

_ENTRIES = """
INSERT INTO cases_progress (case_id, at, text, node, result, by_id, by_name, source, recorded_at,
  text_digest)
SELECT %s, now() - n * interval '3 hours', '电话联系被执行人，约定下周到庭，并告知不履行的后果。', '', '', %s,
  '', 'live', now(), n FROM generate_series(1, %s) n"""
_NODES = """
INSERT INTO cases_casenode (case_id, node, due_on, done_on, provisional)
SELECT %s, name, current_date + n::int, CASE WHEN n %% 3 = 0 THEN current_date END, FALSE
FROM unnest(%s::text[]) WITH ORDINALITY AS v(name, n) ON CONFLICT DO NOTHING"""
_PARTIES = """
INSERT INTO cases_party (case_id, role, name, name_key, kind, number_cipher, number_masked,
  phone_cipher, phone_masked, address, legal_representative, household)
SELECT %s, '被执行人', '当事人' || n, '当事人' || n, '自然人', '', '', '', '', '', '', ''
FROM generate_series(1, %s) n ON CONFLICT DO NOTHING"""


def run(cases: int, effort: Effort) -> list[Goal]:
    """Measure over the cases that are there; a case gets busy, and two districts a frozen week."""
    case = _busy()
    officer = parties.somebody(Role.OFFICER, case.court_id)
    for code in (CITY, PROVINCE):
        _freeze(code)
    signed_in = {
        "busy": _page(officer, case.get_absolute_url()),
        "city": _page(parties.somebody(Role.SUPERVISOR, CITY), f"/weekly/?court={CITY}"),
        "province": _page(
            parties.somebody(Role.SUPERVISOR, PROVINCE), f"/weekly/?court={PROVINCE}"
        ),
        "empty": _page(officer, "/bench/empty/"),
        "look": _look(officer, _with_number(case)),
    }
    queries = {name: _queries(get) for name, get in signed_in.items()}
    first = {"province first": _first(signed_in["province"])}
    found = samples({"bare": _bare(), **signed_in, **first}, effort.rounds)
    return _print(cases, found, queries)


def _busy() -> Case:
    """A case with 500 entries, 40 nodes and 10 parties, on the desk of an officer."""
    case = Case.objects.open().filter(limit_running=False).latest("filed_on", "pk")
    case.officer = parties.somebody(Role.OFFICER, case.court_id)
    case.save(update_fields=["officer"])
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, [case.pk, case.officer.pk, ENTRIES])
        cursor.execute(_NODES, [case.pk, list(NODE_NAMES)])
        cursor.execute(_PARTIES, [case.pk, PARTIES])
    return case


def _freeze(code: str) -> None:
    """Two weeks, because the table shows what changed."""
    district = Court.objects.get(pk=code)
    for ending in (SUNDAY - timedelta(days=7), SUNDAY):
        services.take_snapshot(district=district, week_ending=ending, reason="bench")


def _page(user: User, url: str) -> Callable[[], Any]:
    client = Client()
    client.force_login(user)
    return page_of(client, url)


def _with_number(case: Case) -> str:
    """Address of the look at a party's number."""
    party = Party.objects.filter(case=case).latest("pk")
    party.number_cipher = encryption.encrypt(synthetic.resident_id(7, date(1980, 1, 7), "male"))
    party.save(update_fields=["number_cipher"])
    return reverse("cases:party_reveal", args=[case.pk, party.pk])


def _look(user: User, url: str) -> Callable[[], Any]:
    client = Client(headers={"HX-Request": "true"})
    client.force_login(user)

    def look() -> None:
        response = client.post(url, {"reason": "办案核对"})
        if response.status_code != 200:
            raise SystemExit(f"{url} answered {response.status_code}")

    return look


def _bare() -> Callable[[], Any]:
    """Django with nothing around a view that says nothing."""
    with override_settings(MIDDLEWARE=[]):
        client = Client()
        client.get("/bench/nothing/")  # the first request builds the chain of middleware
    return page_of(client, "/bench/nothing/")


def _first(get: Callable[[], Any]) -> Callable[[], Any]:
    """The page when nobody has seen it yet."""

    def get_anew() -> None:
        cache.clear()
        get()

    return get_anew


def _queries(get: Callable[[], Any]) -> int:
    get()
    with CaptureQueriesContext(connection) as captured:
        get()
    return sum(not query["sql"].startswith(TRANSACTION) for query in captured)


def _print(cases: int, found: dict[str, list[float]], queries: dict[str, int]) -> list[Goal]:
    table = Table(f"Pages, {cases:,} cases", "CPU-ms a page", 1000)
    bare = table.row("empty answer of Django without middleware", found["bare"])
    cost = {
        name: table.row(words, found[name])
        for name, words in (
            ("empty", "signed-in empty answer"),
            ("look", "audited look at a case"),
            ("busy", f"busy case: {ENTRIES} entries, {len(NODE_NAMES)} nodes"),
            ("city", "weekly page, 12 courts"),
            ("province first", "weekly page, 122 courts, first time"),
            ("province", "weekly page, 122 courts, again"),
        )
    }
    for name, words in (("empty", "signed-in empty answer"), ("look", "audited look")):
        table.at_most(f"{words} ÷ Django's empty answer", cost[name] / bare, MOST_TIMES_BARE)
    table.at_most("queries of a signed-in empty answer", queries["empty"], MOST_QUERIES_BARE)
    beside = queries["look"] - LOOK_ALWAYS
    table.at_most("queries of a look beside session, person, rights and event", beside, 2)
    for name, words in (
        ("busy", "busy case"),
        ("city", "weekly page of 12 courts"),
        ("province", "weekly page of 122 courts, again"),
    ):
        table.at_most(f"{words} (CPU-ms)", cost[name] * 1000, MOST_MS)
        table.at_most(f"{words} (queries)", queries[name], MOST_QUERIES)
    return table.goals

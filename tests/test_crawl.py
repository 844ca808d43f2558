"""Every address as every role, in English: no fault, no Chinese that is not data, nothing written."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from courts.enums import Role
from courts.models import Post, User
from enforcement.desk.demo import roster
from enforcement.kernel import clock
from tests import latin_data
from tests.chinese import chinese_in
from tests.site_map import Address, addresses, patterns
from tests.site_records import (
    COURT,
    own_records,
    records_of_a_case,
    records_of_the_administrator,
    records_of_the_chief,
    samples,
)

# One process makes the bureau, once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("crawl")]
STRANGER = "stranger"
BACKEND = "django.contrib.auth.backends.ModelBackend"
# Reading a sensitive record is an event (design 3); nothing else may be written by a GET.
AUDIT = frozenset({"kernel_auditevent", "kernel_auditpending"})
WRITTEN = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


@pytest.fixture(scope="module")
def people(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, User | None]]:
    """A demonstration bureau with its data in Latin letters, and one person of every role."""
    with django_db_blocker.unblock(), transaction.atomic(), open(os.devnull, "w") as nowhere:
        call_command("prepare", "--no-migrate", stdout=nowhere)
        call_command("make_demo", "--cases", "60", stdout=nowhere)
        cast = {role: _person(role) for role in Role.values}
        for user in cast.values():
            own_records(user)
        records_of_a_case(cast[Role.OFFICER], cast[Role.CHIEF])
        records_of_the_administrator(cast[Role.ADMIN])
        records_of_the_chief(cast[Role.CHIEF], tmp_path_factory.mktemp("ledger"))
        latin_data.rewrite()
        yield {STRANGER: None, **cast}
        transaction.set_rollback(True)


def _person(role: str) -> User:
    if role in roster.SHOWN:
        return User.objects.get(username=roster.one(roster.SHOWN[role], role).username)
    user = User.objects.create_user(username=role, name=role, password=None)
    Post.objects.create(user=user, court_id=COURT, role=role, from_on=clock.today())
    return user


@pytest.mark.parametrize("role", [STRANGER, *Role.values])
def test_every_address__english_sound_and_read_only(people: dict[str, User | None], role: str):
    user = people[role]
    client = Client(raise_request_exception=False)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if user:
        client.force_login(user, backend=BACKEND)
    someone = user or people[Role.OFFICER]
    assert someone

    faults = [
        fault for address in addresses(samples(someone)) for fault in _faults(client, address)
    ]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("role", Role.values)
def test_menu__every_entry_opens(people: dict[str, User | None], role: str):
    user = people[role]
    client = Client()
    client.force_login(user, backend=BACKEND)

    menu = client.get("/").context["shell"].nav

    assert menu
    refused = {entry["url"]: client.get(entry["url"]).status_code for entry in menu}
    assert {url: status for url, status in refused.items() if status != 200} == {}


def test_every_address__opens_for_somebody(people: dict[str, User | None]):
    """Otherwise the crawl would look at pages of refusal only."""
    missing = [name for name, _ in patterns()]
    for role in Role.values:
        user = people[role]
        assert user
        client = Client(raise_request_exception=False)
        client.force_login(user, backend=BACKEND)
        found: dict[str, list[str]] = {}
        for name, url in addresses(samples(user)):
            found.setdefault(name, []).append(url)
        missing = [
            name for name in missing if not any(_answers(client, url) for url in found[name])
        ]

    assert missing == []


def _answers(client: Client, url: str) -> bool:
    """A page, a file, a way on, or an act that only POST may do."""
    with transaction.atomic():
        status = client.get(url).status_code
        transaction.set_rollback(True)
    return status in (200, 302, 405)


def _faults(client: Client, address: Address) -> list[str]:
    with transaction.atomic():
        before = _written()
        response = client.get(address.url)
        content = _content(response)
        written = {table for table, rows in _written().items() if rows != before.get(table)}
        transaction.set_rollback(True)
    faults = [f"{response.status_code} {address.url}"] if response.status_code >= 500 else []
    faults += [f"{address.name} writes {table}" for table in sorted(written - AUDIT)]
    if response.get("Content-Type", "").startswith("text/html"):
        faults += [f"Chinese: {words}" for words in chinese_in(content)]
    return faults


def _written() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())


def _content(response: Any) -> str:
    if response.streaming:
        return b"".join(response.streaming_content).decode(errors="replace")
    return str(response.content.decode(errors="replace"))

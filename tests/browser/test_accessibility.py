"""axe finds nothing on any page of the menu, for any role, on desktop and phone; nothing overflows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page

from courts.models import User
from enforcement.desk.demo import roster
from tests.browser import chromium
from tests.site_map import addresses
from tests.site_records import (
    own_records,
    records_of_a_case,
    records_of_the_administrator,
    records_of_the_chief,
    samples,
)

BACKEND = "django.contrib.auth.backends.ModelBackend"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOOK = "axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations)"
SIZES = {"desktop": chromium.DESKTOP, "phone": chromium.PHONE}
# Beside the menu: the pages that one opens most from it.
FURTHER = frozenset(
    {"cases:case_detail", "cases:case_edit", "cases:progress_log", "cases:progress_choose",
     "cases:limit_explain", "courts:settings", "desk:search", "desk:inbox", "desk:job_detail"}
)  # fmt: skip


@pytest.fixture
def people(bureau: Any, tmp_path: Path) -> dict[str, User]:
    """The demonstration bureau, one person of each role."""
    call_command("make_demo", "--cases", "60", verbosity=0)
    found = {}
    for role, court in roster.SHOWN.items():
        found[role] = User.objects.get(username=roster.one(court, role).username)
        own_records(found[role])
    records_of_a_case(found["officer"], found["chief"])
    records_of_the_administrator(found["admin"])
    records_of_the_chief(found["chief"], tmp_path)
    return found


def test_pages__axe_finds_nothing_and_nothing_overflows(visit, people, live_server):
    seen: set[str] = set()
    faults: list[str] = []
    for role, user in people.items():
        page = visit(reduced_motion="reduce", base_url=live_server.url).page
        _sign_in(page, live_server.url, user)
        page.goto("/")
        faults += _faults(page, role)
        for url in _pages(page, user):
            if url not in seen:
                seen.add(url)
                page.goto(url)
                faults += _faults(page, role)
        page.close()

    assert len(seen) > len(FURTHER)
    assert not faults, "\n".join(faults)


def _sign_in(page: Page, site: str, user: User) -> None:
    client = Client()
    client.force_login(user, backend=BACKEND)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": site}
    page.context.add_cookies([cookie])


def _pages(page: Page, user: User) -> list[str]:
    """The menu of this person, then further pages that this person may open."""
    menu = [str(link.get_attribute("href")) for link in page.locator("nav.nav a").all()]
    further = [url for name, url in addresses(samples(user)) if name in FURTHER]
    return [*menu, *(url for url in further if _opens(page, url))]


def _opens(page: Page, url: str) -> bool:
    return bool(page.context.request.get(url, max_redirects=0).status == 200)


def _faults(page: Page, role: str) -> Iterator[str]:
    page.evaluate(AXE_SCRIPT)
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        where = f"{role} {size} {page.url.partition('://')[2].partition('/')[2]}"
        wide = page.evaluate(OVERFLOW)
        if wide > 0:
            yield f"{where}: {wide} px too wide"
        for violation in page.evaluate(LOOK):
            for node in violation["nodes"]:
                yield f"{where}: {violation['id']} ({violation['help']}) at {node['html'][:160]}"
    page.set_viewport_size(chromium.DESKTOP)

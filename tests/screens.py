"""A picture of every page, in both languages and three widths, in var/screens/ with an index.

`make screens`, or `python -m tests.screens [WORD …]` for the addresses whose name contains a word.
Works on services and a demonstration bureau of its own, thrown away at the end. Exit 1 when a page
answered with 5xx, left an error in the console, or is wider than its window.
"""

import argparse
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from enforcement.bootstrap.environment import prepare_for_tests

FOLDER = Path("var/screens")
WIDTHS = {1440: 900, 1024: 768, 390: 844}
LANGUAGES = ("zh-hans", "en")
CASES = 2_000
# The same address shows each role another page.
OF_EACH_ROLE = ("desk:home",)
START_PATIENCE_S = 60.0
METHOD_NOT_ALLOWED = 405
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Shot(NamedTuple):
    """A page that will be pictured: who opens which address."""

    role: str
    username: str
    name: str
    url: str


def main() -> int:
    """Make the bureau, serve it, picture it."""
    words = _arguments()
    prepare_for_tests()
    _make_bureau()
    with _site() as address, _browser() as browser:
        shots = [shot for shot in _shots(browser, address) if _wanted(shot, words)]
        faults = [fault for view in _views() for fault in _pictures(browser, address, shots, view)]
    _write_index(shots)
    _tell(f"{len(shots)} pages, {len(shots) * len(_views())} pictures: {FOLDER / 'index.html'}")
    _tell(*faults)
    return 1 if faults else 0


def _tell(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> list[str]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only addresses whose name contains one of these")
    return list(parser.parse_args().words)


def _wanted(shot: Shot, words: list[str]) -> bool:
    return not words or any(word in shot.name for word in words)


def _views() -> list[tuple[str, int]]:
    return [(language, width) for language in LANGUAGES for width in WIDTHS]


def _make_bureau() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "enforcement.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # Playwright's loop is in this thread, no query is
    )
    import django

    django.setup()
    from django.core.management import call_command

    from enforcement.bootstrap import static_files
    from tests.site_records import (
        own_records,
        records_of_a_case,
        records_of_the_administrator,
        records_of_the_chief,
    )

    static_files.collect()
    call_command("prepare")
    call_command("make_demo", "--cases", str(CASES))
    people = _people()
    for user in people.values():
        own_records(user)
    records_of_a_case(people["officer"], people["chief"])
    records_of_the_administrator(people["admin"])
    records_of_the_chief(people["chief"], Path(os.environ["ZHIHENG_DATA"]))


def _people() -> dict[str, Any]:
    """One person of every role of the demonstration."""
    from courts.models import User
    from enforcement.desk.demo.installing import logins

    return {login.role: User.objects.get(username=login.username) for login in logins()}


@contextmanager
def _site() -> Iterator[str]:
    """The site as `make run` serves it, without worker and clock."""
    from enforcement.bootstrap.parts import Part, commands, end_all
    from enforcement.bootstrap.paths import data_dir
    from enforcement.bootstrap.process import wait_until

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = commands(sys.executable, port, data_dir())["web"]
    web = Part("web", words, data_dir() / "log" / "web.log")
    web.watch()
    address = f"http://127.0.0.1:{port}"
    try:
        if not wait_until(lambda: _answers(address), START_PATIENCE_S, 0.3):
            raise SystemExit(f"The site does not answer:\n{web.log.read_text()[-2000:]}")
        yield address
    finally:
        end_all([web])


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/health/", timeout=10):
            return True
    except (HTTPError, URLError, OSError):
        return False


@contextmanager
def _browser() -> Iterator[Any]:
    from tests.browser import chromium

    program = chromium.program()
    if program is None:
        raise SystemExit("no chromium on this machine (package chromium): no pictures")
    with chromium.running(program) as browser:
        yield browser


def _shots(browser: Any, address: str) -> Iterator[Shot]:
    """Pages that each role may open; a page that an earlier role showed is not shown again."""
    from tests.site_map import addresses
    from tests.site_records import samples

    seen: set[str] = set()
    yield Shot("stranger", "", "courts:login", "/login/")
    for role, user in _people().items():
        context = _context(browser, address, user.username, LANGUAGES[0], 1440)
        for name, url in addresses(samples(user)):
            page = f"{name}?{url.partition('?')[2]}" + (role if name in OF_EACH_ROLE else "")
            if page in seen:
                continue
            response = context.request.get(address + url, max_redirects=0)
            if response.ok or response.status == METHOD_NOT_ALLOWED:
                seen.add(page)
            if response.ok and response.headers["content-type"].startswith("text/html"):
                yield Shot(role, user.username, name, url)
        context.close()


def _context(browser: Any, address: str, username: str, language: str, width: int) -> Any:
    """A window of this width in this language; signed in by the form when a name is given."""
    from django.conf import settings

    from enforcement.desk.demo.installing import password

    locale = {"zh-hans": "zh-CN", "en": "en-GB"}[language]
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, locale=locale,
        timezone_id="Asia/Shanghai", reduced_motion="reduce",
    )  # fmt: skip
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": address}
    context.add_cookies([cookie])
    if username:
        page = context.new_page()
        page.goto(f"{address}/login/")
        page.locator('[name="username"]').fill(username)
        page.locator('[name="password"]').fill(password())
        page.locator("main button.btn-primary, .btn-primary").first.click()
        page.wait_for_url(lambda url: "/login/" not in url)
        page.close()
    return context


def _pictures(
    browser: Any, address: str, shots: list[Shot], view: tuple[str, int]
) -> Iterator[str]:
    """Take the pictures of one language and width; yields what went wrong."""
    from tests.browser.watching import Watch

    language, width = view
    _tell(f"{language} {width}")
    for username in dict.fromkeys(shot.username for shot in shots):
        context = _context(browser, address, username, language, width)
        watch = Watch(expected=set(range(400, 500)))
        watch.attach(context)
        page = context.new_page()
        for shot in (each for each in shots if each.username == username):
            watch.faults += _picture(page, address + shot.url, _file(shot, view))
            yield from (f"{shot.role} {language} {width} {shot.url}: {f}" for f in watch.faults)
            watch.faults.clear()
        context.close()


def _picture(page: Any, url: str, target: Path) -> list[str]:
    """Take one picture; says so when the page is wider than its window (ui.md section 3)."""
    page.goto(url)
    page.wait_for_function("!document.querySelector('.htmx-request')")  # panels have come
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, full_page=True)
    wide = page.evaluate(OVERFLOW)
    return [f"{wide} px wider than the window"] if wide > 0 else []


def _file(shot: Shot, view: tuple[str, int]) -> Path:
    mark = "".join(c if c.isalnum() else "-" for c in shot.url.partition("?")[2])
    name = f"{shot.name.replace(':', '.')}.{shot.role}" + (f".{mark}" if mark else "")
    return FOLDER / view[0] / str(view[1]) / f"{name}.png"


def _write_index(shots: list[Shot]) -> None:
    rows = "".join(_index_row(shot) for shot in shots)
    head = "".join(f"<th>{language} {width}</th>" for language, width in _views())
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>screens</title>'
        "<style>img{max-width:320px;max-height:240px;border:1px solid #ccc}"
        "td,th{vertical-align:top;text-align:left;font:13px sans-serif}</style>"
        f"<table><tr><th>page</th>{head}</tr>{rows}</table>"
    )


def _index_row(shot: Shot) -> str:
    cells = ""
    for view in _views():
        file = _file(shot, view).relative_to(FOLDER)
        cells += f'<td><a href="{file}"><img loading="lazy" src="{file}" alt=""></a></td>'
    return f"<tr><th>{escape(shot.name)}<br>{shot.role}<br>{escape(shot.url)}</th>{cells}</tr>"


if __name__ == "__main__":
    sys.exit(main())

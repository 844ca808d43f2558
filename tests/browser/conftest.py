"""The browser, the site that it visits, and people with windows open on it."""

import functools
import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, expect

from enforcement.kernel import queue
from tests.browser import chromium, stillness, worker
from tests.browser.visitor import Visitor
from tests.browser.watching import Watch, settle_all

expect.set_options(timeout=chromium.PATIENCE_MS)
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys share one process of pytest-xdist: one browser, one worker."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    """Remember whether the test failed, for the picture of where it stood."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. Without one these tests are left out; under CI that is a failure."""
    executable = chromium.program()
    if executable is None:
        words = "no chromium on this machine (package chromium): journeys in the browser left out"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    with chromium.running(executable) as started:
        yield started


@pytest.fixture
def bureau(transactional_db: None, courts: dict[str, Any]) -> dict[str, Any]:
    """Courts, permissions, work calendar and parameters, as `manage.py prepare` leaves them."""
    call_command("prepare", "--no-migrate", stdout=io.StringIO())
    return courts


@pytest.fixture
def visit(
    browser: Browser, live_server: Any, bureau: Any, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[..., Visitor]]:
    """Opens a window for a person. What went wrong in any of them fails the test at its end."""
    opened: list[Visitor] = []

    def open_window(**options: Any) -> Visitor:
        settings = {"viewport": chromium.DESKTOP, "locale": "zh-CN", **options}
        context = browser.new_context(**settings, timezone_id="Asia/Shanghai")
        context.set_default_timeout(chromium.PATIENCE_MS)
        watch = Watch()
        watch.attach(context)
        opened.append(Visitor(context.new_page(), watch, live_server.url))
        return opened[-1]

    yield open_window
    if request.node.stash.get(FAILED, False):
        _picture(opened, request.node.name)
    for visitor in opened:
        visitor.page.context.close()
    stillness.wait()
    settle_all(visitor.watch for visitor in opened)


@pytest.fixture
def phone(visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Opens a window on a phone: 390 by 844, touch."""
    return functools.partial(
        visit, viewport=chromium.PHONE, is_mobile=True, has_touch=True, device_scale_factor=2
    )


@pytest.fixture(scope="package")
def _worker(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with django_db_blocker.unblock():
        process = worker.start(tmp_path_factory.mktemp("worker") / "worker.log")
    yield
    worker.stop(process)


@pytest.fixture
def jobs_run(_worker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker reads what the site puts into its queue."""
    send = functools.partial(queue.app.send_task, queue=worker.queue_name())
    monkeypatch.setattr(queue.app, "send_task", send)


def _picture(opened: list[Visitor], name: str) -> None:
    """What each window showed when the test failed, under var/browser/."""
    folder = Path("var/browser")
    folder.mkdir(parents=True, exist_ok=True)
    shown = [visitor for visitor in opened if not visitor.page.is_closed()]
    for number, visitor in enumerate(shown, 1):
        target = folder / f"{name}-{number}.png"
        visitor.page.screenshot(path=target)
        sys.stderr.write(f"{visitor.page.url}: {target.absolute()}\n")

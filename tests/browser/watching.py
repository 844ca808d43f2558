"""What a browser must never show: errors in the console, blocked scripts, refused or lost answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# Runs before the page's own scripts and is not subject to the policy that it watches.
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error("policy: " + event.violatedDirective + " blocked " + event.blockedURI);
});
"""
# The page gave the request up itself: a download begins, or another page was asked for.
GIVEN_UP = "net::ERR_ABORTED"


@dataclass
class Watch:
    """Collects what went wrong in one browser context, page by page.

    Every status of 400 and above is a fault unless the test asked for it with `expect`; one of 500
    and above always is.
    """

    faults: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def attach(self, context: BrowserContext) -> None:
        """Listen to every page of the context, those opened later too."""
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._add("script", error.error))
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def expect(self, *statuses: int) -> None:
        """From here on the test provokes these refusals."""
        self.expected.update(statuses)

    def settle(self) -> None:
        """Fail with everything that was seen."""
        assert not self.faults, "\n".join(self.faults)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error" or self._tells_expected(message.text):
            return
        self._add("console", f"{message.text} at {message.location}")

    def _tells_expected(self, text: str) -> bool:
        """Browser and htmx repeat in the console what the answer's status said; see `_response`."""
        repeats = ("Failed to load resource", "Response Status Error Code")
        return text.startswith(repeats) and any(str(code) in text for code in self.expected)

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (
            response.status >= 400 and response.status not in self.expected
        ):
            self._add(str(response.status), f"{response.request.method} {_path(response.url)}")

    def _failed(self, request: Request) -> None:
        if request.failure != GIVEN_UP:
            self._add("lost", f"{request.method} {_path(request.url)}: {request.failure}")

    def _add(self, kind: str, words: Any) -> None:
        self.faults.append(f"{kind}: {words}")


def settle_all(watches: Iterable[Watch]) -> None:
    """Fail with the faults of all contexts of a test."""
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")

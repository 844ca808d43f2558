"""The number of the request (or job) during which an event is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("audit_request_id", default="")


@contextmanager
def request_scope(request_id: str) -> Iterator[str]:
    """Events written inside carry this number."""
    token = _request_id.set(request_id)
    try:
        yield request_id
    finally:
        _request_id.reset(token)


def current() -> str:
    """The number in force; empty outside a request."""
    return _request_id.get()

"""Listens to a signal for the time of a test, and no longer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.dispatch import Signal


@contextmanager
def hearing(signal: Signal) -> Iterator[list[dict[str, Any]]]:
    """What was announced while the block ran, with its named arguments."""
    heard: list[dict[str, Any]] = []

    def listen(sender: Any, signal: Signal, **news: Any) -> None:
        heard.append(news)

    signal.connect(listen)
    try:
        yield heard
    finally:
        signal.disconnect(listen)

"""How a long-running command is told to end: SIGTERM, Ctrl-C, or the terminal going away."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Ended(BaseException):
    """We were told to end. Not an Exception, so that nothing on the way catches it."""


def listen() -> None:
    """From now on a signal raises Ended wherever the program is."""
    for number in SIGNALS:
        signal.signal(number, _raise)


def ignore() -> None:
    """While we end, a second Ctrl-C must not leave half of it running."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def held() -> Iterator[None]:
    """A signal that comes during the block counts at its end: nothing is left half started."""
    came: list[int] = []
    for number in SIGNALS:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        listen()
    if came:
        raise Ended


def _raise(number: int, frame: FrameType | None) -> None:
    raise Ended

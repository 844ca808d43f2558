"""Anticipated refusals. Each has a sentence for the person who meets it, and a status.

The middleware turns them into pages, kernel.api into problem details. Anything else is a fault.
"""

from collections.abc import Callable
from typing import Any


class DomainError(Exception):
    """The act is refused; nothing was changed."""

    status = 409


class NotPermitted(DomainError):
    """This person may not do it."""

    status = 403


class TransitionRefused(DomainError):
    """The record is not in a state from which this can be done."""


class Conflict(DomainError):
    """Somebody else changed the record meanwhile."""


class TooOften(DomainError):
    """It may be done, but not this often."""

    status = 429


class InvalidInput(DomainError):
    """What was given cannot be taken. `fields` names the place of each sentence."""

    status = 422

    def __init__(self, sentence: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = fields or {}


def passes(check: Callable[..., None], *args: Any, **kwargs: Any) -> bool:
    """Whether a check that raises would let this through."""
    try:
        check(*args, **kwargs)
    except DomainError:
        return False
    return True

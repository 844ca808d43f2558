"""Answers that serve htmx and plain browsers alike."""

from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


class Addressed(Protocol):
    """Anything with a page of its own."""

    def get_absolute_url(self) -> str: ...


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page (and not for a restored page from history)."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.history_restore_request and not htmx.boosted


def partial_or_redirect(
    request: HttpRequest, template: str, context: dict[str, Any], *, to: Addressed | str
) -> HttpResponse:
    """The fragment for htmx; for everybody else back to the record's page."""
    if wants_fragment(request):
        return render(request, template, context)
    return redirect(to)

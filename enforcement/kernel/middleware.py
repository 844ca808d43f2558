"""Request context for audit and logs; anticipated refusals become pages."""

import logging
import uuid
from collections.abc import Callable

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from enforcement.kernel import audit
from enforcement.kernel.errors import DomainError
from enforcement.kernel.http import wants_fragment

logger = logging.getLogger("zhiheng.request")
REFUSALS = (403, 429)  # somebody tried what is not theirs, or too often
GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestContextMiddleware:
    """Gives every request a number; audit events written during it carry the number."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with audit.request_scope(uuid.uuid4().hex[:12]) as request_id:
            request.incident = request_id  # type: ignore[attr-defined]  # shown on error pages
            response = self.get_response(request)
        response["X-Request-ID"] = request_id
        _keep_private(request, response)
        # Back must never show a bare fragment from the browser's cache (ui.md section 7).
        patch_vary_headers(response, ("HX-Request",))
        return response


def _keep_private(request: HttpRequest, response: HttpResponse) -> None:
    """Pages of signed-in people stay in no cache: a desk's computer has more than one user."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and "Cache-Control" not in response:
        response["Cache-Control"] = "private, no-store"


class DomainErrorMiddleware:
    """An anticipated refusal is a page (or a fragment) with its sentence, not a fault."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a DomainError; leave everything else to Django.

        The log names whom something was refused to, never what was typed: the path alone.
        """
        if isinstance(error, DomainError):
            if error.status in REFUSALS:
                _log(request, error, logging.WARNING, "refused")
            return problem(request, str(error), status=error.status)
        if not isinstance(error, Http404 | PermissionDenied | BadRequest | SuspiciousOperation):
            _log(request, error, logging.ERROR, "fault")
        return None


def _log(request: HttpRequest, error: Exception, level: int, word: str) -> None:
    logger.log(
        level,
        "%s incident=%s user=%s path=%r error=%s",
        word,
        getattr(request, "incident", "-"),
        getattr(getattr(request, "user", None), "pk", None),
        request.path[:200],
        type(error).__name__,
    )


def problem(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    """The page or fragment that says what was refused and what still works."""
    template = "_components/problem.html" if wants_fragment(request) else "problem.html"
    context = {
        "sentence": sentence,
        "status": status,
        "title": _("没有办成"),
        "incident": getattr(request, "incident", ""),
    }
    return render(request, template, context, status=status)

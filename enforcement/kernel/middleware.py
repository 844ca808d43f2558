"""Request context for audit and logs; anticipated refusals become pages."""

import logging
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from enforcement.kernel import audit
from enforcement.kernel.errors import DomainError
from enforcement.kernel.http import wants_fragment

logger = logging.getLogger("zhiheng.request")
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
        # Back must never show a bare fragment from the browser's cache (ui.md section 7).
        patch_vary_headers(response, ("HX-Request",))
        return response


class DomainErrorMiddleware:
    """An anticipated refusal is a page (or a fragment) with its sentence, not a fault."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a DomainError; leave everything else to Django."""
        if not isinstance(error, DomainError):
            logger.error(
                "fault incident=%s path=%s error=%s",
                getattr(request, "incident", "-"),
                request.path,
                type(error).__name__,
            )
            return None
        return problem(request, str(error), status=error.status)


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

"""Problem details (RFC 9457) for every refusal of the API."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from enforcement.kernel.errors import DomainError, InvalidInput


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an error with `application/problem+json`; None lets a fault reach the log."""
    if isinstance(error, DomainError):
        response = Response(_problem(type(error).__name__, str(error), error.status))
        response.status_code = error.status
        if isinstance(error, InvalidInput) and error.fields:
            response.data["errors"] = error.fields
    else:
        answered = exception_handler(error, context)
        if answered is None:
            return None
        response = answered
        response.data = _from_framework(error, answered)
    response.content_type = "application/problem+json"
    return response


def _problem(code: str, detail: str, status: int) -> dict[str, Any]:
    return {"type": "about:blank", "code": code, "title": code, "status": status, "detail": detail}


def _from_framework(error: Exception, response: Response) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        problem = _problem("InvalidInput", "Some fields are missing or wrong.", 400)
        problem["errors"] = response.data
        return problem
    names = {Http404: "NotFound", PermissionDenied: "NotPermitted"}
    code = names.get(type(error), type(error).__name__)
    detail = response.data.get("detail", "") if isinstance(response.data, dict) else ""
    return _problem(code, str(detail), response.status_code)

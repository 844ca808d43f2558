"""What every part of the API shares: problem details (RFC 9457), and pages cut by value."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import exception_handler

from enforcement.kernel.errors import DomainError, InvalidInput
from enforcement.kernel.http import key_of
from enforcement.kernel.paging import Order, paginate


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an error with `application/problem+json`; None lets a fault reach the log."""
    if isinstance(error, DomainError):
        response = Response(_problem(type(error).__name__, str(error), error.status))
        response.status_code = error.status
        if isinstance(error, InvalidInput) and error.fields:
            response.data["errors"] = error.fields
    else:
        if isinstance(error, RecursionError):  # ten thousand brackets, one in the other
            error = exceptions.ParseError()
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


PAGE = [
    OpenApiParameter("page_size", int, description="1 to 500, default 50"),
    OpenApiParameter("after", str, description="from `next` of the page before"),
    OpenApiParameter("before", str, description="from `previous` of the page after"),
]


class KeysetPages:
    """Pages of the API: `next` and `previous` are whole addresses, cut by value and never by offset.

    Made per request: `KeysetPages(order).page(rows, request, shape)`.
    """

    size, most = 50, 500

    def __init__(self, order: Order) -> None:
        self.order = order

    def page(
        self, rows: QuerySet[Any], request: Request, shape: type[BaseSerializer[Any]]
    ) -> Response:
        """One page of rows in the shape of a serializer; `page_size` up to 500."""
        found = paginate(rows, self.order, request.query_params, self._size(request))
        links = (
            request.build_absolute_uri(link) if link else None for link in (found.next, found.prev)
        )
        following, previous = links
        return Response(
            {
                "count": found.total,  # null: more than are counted
                "next": following,
                "previous": previous,
                "results": shape(found.rows, many=True).data,
            }
        )

    def _size(self, request: Request) -> int:
        given = key_of(request.query_params.get("page_size", ""))
        return min(given, self.most) if given else self.size


def page_of(shape: type[BaseSerializer[Any]]) -> Any:
    """The schema of a page of rows in this shape."""
    return inline_serializer(
        f"{shape.__name__}Page",
        {
            "count": serializers.IntegerField(allow_null=True),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": shape(many=True),
        },
    )

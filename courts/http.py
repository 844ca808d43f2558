"""What views of this project get as a request."""

from django.conf import settings
from django.http import HttpRequest

from courts.models import User


class StaffRequest(HttpRequest):
    """A request whose user is signed in (LoginRequiredMiddleware)."""

    user: User  # never anonymous behind the middleware


def client_address(request: HttpRequest) -> str:
    """Where a request comes from: the proxy's word when there is one, else the socket's.

    The header counts only behind our proxy, which sets it; anybody else could make it up.
    """
    if settings.BEHIND_PROXY:
        return request.META.get("HTTP_X_REAL_IP") or request.META.get("REMOTE_ADDR", "")
    return request.META.get("REMOTE_ADDR", "")

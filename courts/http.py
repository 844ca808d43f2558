"""What views of this project get as a request."""

from django.http import HttpRequest

from courts.models import User


class StaffRequest(HttpRequest):
    """A request whose user is signed in (LoginRequiredMiddleware)."""

    user: User  # never anonymous behind the middleware

"""What a signed-in person must do before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class RequiredStepsMiddleware:
    """A password set by somebody else must be changed before the first page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            target = reverse("courts:password_change")
            open_paths = (target, reverse("courts:logout"), reverse("set_language"))
            if request.path not in open_paths and not request.path.startswith("/static/"):
                return redirect(target)
        return self.get_response(request)

"""The site, empty answers, an empty page in the frame, and the peer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from bench.peer_admin import site


def nothing(request: HttpRequest) -> HttpResponse:
    """Nothing at all: what Django costs."""
    return HttpResponse()


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing for somebody signed in: what every answer costs."""
    return HttpResponse(str(request.user.pk))


def frame(request: HttpRequest) -> HttpResponse:
    """The frame of a page with nothing in it."""
    return render(request, "base.html")


urlpatterns = [
    path("bench/nothing/", nothing),
    path("bench/empty/", empty),
    path("bench/frame/", frame),
    path("admin/", site.urls),
    path("", include("enforcement.urls")),
]

"""The map of the REST API, version 1."""

from django.urls import include, path

urlpatterns = [
    path("", include("cases.api_urls")),
    path("", include("performance.api_urls")),
]

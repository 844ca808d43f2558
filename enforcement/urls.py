"""The map of the site."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("enforcement.desk.urls")),
    path("", include("courts.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
]

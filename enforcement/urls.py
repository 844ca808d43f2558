"""The map of the site."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import IsAuthenticated

FOR_STAFF = {"permission_classes": [IsAuthenticated]}  # Django's own door does not guard these two

urlpatterns = [
    path("", include("enforcement.desk.urls")),
    path("", include("courts.urls")),
    path("", include("cases.urls")),
    path("", include("defaulters.urls")),
    path("", include("petitions.urls")),
    path("", include("performance.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("api/v1/", include("enforcement.api_urls")),
    path("api/schema/", SpectacularAPIView.as_view(**FOR_STAFF), name="api_schema"),
    path(
        "api/schema/page/",
        SpectacularSwaggerSplitView.as_view(url_name="api_schema", **FOR_STAFF),
        name="api_page",
    ),
]

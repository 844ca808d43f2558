"""The map of the site."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

urlpatterns = [
    path("", include("enforcement.desk.urls")),
    path("", include("courts.urls")),
    path("", include("cases.urls")),
    path("", include("defaulters.urls")),
    path("", include("petitions.urls")),
    path("", include("performance.urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("api/v1/", include("enforcement.api_urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path(
        "api/schema/page/", SpectacularSwaggerView.as_view(url_name="api_schema"), name="api_page"
    ),
]

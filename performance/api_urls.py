"""REST paths of frozen weeks."""

from django.urls import path

from performance import api

app_name = "performance_api"

urlpatterns = [
    path("snapshots/", api.SnapshotList.as_view(), name="snapshots"),
    path("snapshots/<int:pk>/", api.SnapshotDetail.as_view(), name="snapshot"),
]

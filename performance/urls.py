"""Pages of figures."""

from django.urls import path

from performance.views import averages, figure, freezing, jobs, weekly

app_name = "performance"

urlpatterns = [
    path("weekly/", weekly.weekly, name="weekly"),
    path("weekly/export/", weekly.weekly_export, name="weekly_export"),
    path("weekly/freeze/", freezing.snapshot_take, name="snapshot_take"),
    path("weekly/jobs/<uuid:pk>/", jobs.snapshot_job, name="snapshot_job"),
    path("weekly/averages/", averages.benchmark_import, name="benchmark_import"),
    path("weekly/records/", figure.figure_export, name="figure_export"),
    path("weekly/<int:pk>/again/", freezing.snapshot_again, name="snapshot_again"),
    path("weekly/<int:pk>/verify/", figure.snapshot_verify, name="snapshot_verify"),
    path("weekly/<int:pk>/<str:indicator>/<str:window>/<str:court>/", figure.figure, name="figure"),
]

"""REST paths of the case file."""

from django.urls import path

from cases import api

app_name = "cases_api"

urlpatterns = [
    path("cases/", api.CaseList.as_view(), name="cases"),
    path("cases/<int:pk>/", api.CaseDetail.as_view(), name="case"),
    path("cases/<int:pk>/progress/", api.CaseProgress.as_view(), name="progress"),
]

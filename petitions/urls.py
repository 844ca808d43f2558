"""Pages of petitions."""

from django.urls import path

from petitions import views

app_name = "petitions"

urlpatterns = [
    path("petitions/", views.petition_list, name="petition_list"),
    path("petitions/export/", views.petition_export, name="petition_export"),
    path("cases/<int:pk>/petitions/", views.case_panel, name="case_panel"),
]

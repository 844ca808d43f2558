"""Pages of petitions."""

from django.urls import path

from petitions.views import lists

app_name = "petitions"

urlpatterns = [
    path("petitions/", lists.petition_list, name="petition_list"),
    path("petitions/conditions/", lists.petition_conditions, name="petition_conditions"),
    path("petitions/export/", lists.petition_export, name="petition_export"),
    path("cases/<int:pk>/petitions/", lists.case_panel, name="case_panel"),
]

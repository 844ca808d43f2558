"""Pages of the register."""

from django.urls import path

from defaulters.views import lists

app_name = "defaulters"

urlpatterns = [
    path("defaulters/", lists.entry_list, name="entry_list"),
    path("defaulters/conditions/", lists.entry_conditions, name="entry_conditions"),
    path("defaulters/export/", lists.entry_export, name="entry_export"),
    path("cases/<int:pk>/defaulters/", lists.case_panel, name="case_panel"),
]

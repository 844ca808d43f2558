"""Pages of the register."""

from django.urls import path

from defaulters import views

app_name = "defaulters"

urlpatterns = [
    path("defaulters/", views.entry_list, name="entry_list"),
    path("defaulters/export/", views.entry_export, name="entry_export"),
    path("cases/<int:pk>/defaulters/", views.case_panel, name="case_panel"),
]

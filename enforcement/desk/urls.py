"""Pages that span apps."""

from django.urls import path

from enforcement.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("_components/", views.gallery, name="gallery"),
]

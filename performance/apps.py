"""Figures, rankings and bulletins as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PerformanceConfig(AppConfig):
    name = "performance"
    verbose_name = _("质效")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from performance import offers

        offers.register()

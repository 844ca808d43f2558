"""The defaulter register as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DefaultersConfig(AppConfig):
    name = "defaulters"
    verbose_name = _("失信名单")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from defaulters import offers, sheets

        sheets.register()
        offers.register()

"""Cases as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("执行案件")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cases import offers, sheets

        offers.register()
        sheets.register()

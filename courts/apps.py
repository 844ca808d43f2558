"""Courts, people and posts as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CourtsConfig(AppConfig):
    name = "courts"
    verbose_name = _("法院与人员")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from courts import offers, receivers

        offers.register()
        receivers.connect()

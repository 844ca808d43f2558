"""What every desk needs, as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "enforcement.office"
    verbose_name = _("办公")
    default_auto_field = "django.db.models.BigAutoField"

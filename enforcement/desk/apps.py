"""Pages and commands that span apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "enforcement.desk"
    verbose_name = _("工作台")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from enforcement.desk import offers
        from enforcement.desk.demo import acts
        from enforcement.desk.ledger import offers as ledger
        from enforcement.kernel import audit

        offers.register()
        ledger.register()
        audit.describe(acts.WORDS)

"""Figures, rankings and bulletins as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PerformanceConfig(AppConfig):
    name = "performance"
    verbose_name = _("质效")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Acts in plain words, and the line of the menu."""
        from enforcement.kernel import audit

        audit.describe(
            {
                "SNAPSHOT_TAKEN": _("冻结周报"),
                "SNAPSHOT_VERIFIED": _("核对封印"),
                "BENCHMARKS_IMPORTED": _("导入省均"),
            }
        )

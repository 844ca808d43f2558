"""Cases as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("执行案件")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cases import offers, sheets
        from cases.selectors.terms import CODES
        from cases.services import calendar, terms
        from enforcement.kernel.registries import ClockSource, clock_sources

        offers.register()
        sheets.register()
        source = ClockSource(
            _("案件期限"), 10, calendar.preview_calendar, calendar.apply_calendar,
            frozenset(CODES.values()), terms.preview_parameter, terms.apply_parameter,
        )  # fmt: skip
        clock_sources.register("cases", source)

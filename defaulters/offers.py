"""What the register offers to other rooms: a menu entry, a panel of the case page, an export."""

from django.utils.translation import gettext_lazy as _

from courts.enums import Permission
from defaulters.listing import export_entries
from enforcement.kernel import exporting
from enforcement.kernel.registries import CasePanel, MenuEntry, case_panels, menu


def register() -> None:
    """Called once, when the app is ready."""
    exporting.exporters["defaulters"] = export_entries
    menu.register(
        "defaulters",
        MenuEntry(_("失信名单"), "defaulters:entry_list", "user-x", 50, Permission.DEFAULTER_VIEW),
    )
    case_panels.register(
        "defaulters", CasePanel(_("失信"), "defaulters:case_panel", 50, Permission.DEFAULTER_VIEW)
    )

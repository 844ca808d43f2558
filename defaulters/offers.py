"""What the register offers to other rooms: a menu entry, a panel of the case page, a search, an export."""

from django.utils.translation import gettext_lazy as _

from courts.enums import Permission
from defaulters.listing import export_entries
from defaulters.searching import find_entries
from enforcement.kernel import exporting
from enforcement.kernel.registries import (
    CasePanel,
    MenuEntry,
    SearchProvider,
    case_panels,
    menu,
    search,
)


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
    search.register(
        "defaulters", SearchProvider(_("失信名单"), 50, find_entries, Permission.DEFAULTER_VIEW)
    )

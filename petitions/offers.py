"""What petitions offer to other rooms: menu, morning page, panel of the case page, search, export."""

from django.utils.translation import gettext_lazy as _

from courts.enums import Permission
from enforcement.kernel import exporting
from enforcement.kernel.registries import (
    CasePanel,
    MenuEntry,
    MorningLines,
    SearchProvider,
    case_panels,
    menu,
    morning,
    search,
)
from petitions.listing import export_petitions
from petitions.morning import open_petitions
from petitions.searching import find_petitions


def register() -> None:
    """Called once, when the app is ready."""
    exporting.exporters["petitions"] = export_petitions
    menu.register(
        "petitions",
        MenuEntry(
            _("信访"), "petitions:petition_list", "message-circle", 60, Permission.PETITION_VIEW
        ),
    )
    case_panels.register(
        "petitions", CasePanel(_("信访"), "petitions:case_panel", 60, Permission.PETITION_VIEW)
    )
    morning.register(
        "petitions", MorningLines(_("未办结的信访"), 60, open_petitions, Permission.PETITION_RECORD)
    )
    search.register(
        "petitions", SearchProvider(_("信访"), 60, find_petitions, Permission.PETITION_VIEW)
    )

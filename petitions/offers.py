"""What petitions offer to other rooms: a menu entry, a panel of the case page, an export."""

from django.utils.translation import gettext_lazy as _

from courts.enums import Permission
from enforcement.kernel import exporting
from enforcement.kernel.registries import CasePanel, MenuEntry, case_panels, menu
from petitions.listing import export_petitions


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

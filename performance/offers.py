"""What figures offer to other rooms: words of their acts, a menu entry, their exports."""

from django.utils.translation import gettext_lazy as _

from courts.enums import Permission
from enforcement.kernel import audit, exporting, jobs, walks
from enforcement.kernel.registries import MenuEntry, menu
from performance.exports import export_records, export_table
from performance.listing import addresses, walking
from performance.services import by_job

WORDS = {
    "SNAPSHOT_TAKEN": _("冻结周报"),
    "SNAPSHOT_VERIFIED": _("核对封印"),
    "BENCHMARKS_IMPORTED": _("导入省均"),
}


def register() -> None:
    """Called once, when the app is ready."""
    audit.describe(WORDS)
    exporting.exporters["figures"] = export_table
    exporting.exporters["figure_records"] = export_records
    walks.kinds[addresses.WALK] = walking.walk
    jobs.runners[by_job.TAKE] = by_job.run_taking
    jobs.runners[by_job.RECHECK] = by_job.run_recheck
    jobs.pages[by_job.TAKE] = jobs.pages[by_job.RECHECK] = "performance:snapshot_job"
    menu.register(
        "figures",
        MenuEntry(_("通报"), "performance:weekly", "clipboard-list", 70, Permission.FIGURES_VIEW),
    )

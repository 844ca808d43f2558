"""What the ledger offers: its job, its line of the menu, the words of its acts."""

from django.utils.translation import gettext_lazy as _

from courts.enums import Permission
from enforcement.desk.ledger import export_job, uploads
from enforcement.kernel import audit, jobs, sheet_words
from enforcement.kernel.registries import MenuEntry, menu

WORDS = {
    "LEDGER_UPLOADED": _("上传台账"),
    "LEDGER_IMPORTED": _("导入台账"),
    "LEDGER_IMPORT_FINISHED": _("导入台账结束"),
    "LEDGER_EXPORTED": _("导出台账"),
}


def register() -> None:
    """Called once, when the app is ready."""
    audit.describe(WORDS)
    sheet_words.describe()
    jobs.runners[uploads.KIND] = uploads.run
    jobs.runners[export_job.KIND] = export_job.run
    jobs.pages.update(dict.fromkeys((uploads.KIND, export_job.KIND), "desk:ledger_job"))
    menu.register(
        "ledger",
        MenuEntry(_("导入台账"), "desk:ledger", "file-up", 85, Permission.LEDGER_IMPORT),
    )

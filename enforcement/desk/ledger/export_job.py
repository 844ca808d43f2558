"""The whole ledger of one's courts as a job: a workbook, encrypted on disk, kept 30 days."""

import tempfile
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from cases.models import Case
from courts.enums import Permission
from enforcement.desk.ledger.exporting import export
from enforcement.desk.ledger.uploads import OWNER, REJECTS_KEPT
from enforcement.kernel import clock, files, jobs, sealed_files
from enforcement.kernel.errors import NotPermitted
from enforcement.kernel.jobs import Handle
from enforcement.kernel.models import Job
from enforcement.kernel.sniffing import XLSX
from petitions.models import Petition

KIND = "ledger_export"


def check_may_export(user: Any) -> None:
    """Everybody whose post exports cases (Permission.CASE_EXPORT)."""
    if not user.holds(Permission.CASE_EXPORT):
        raise NotPermitted(_("你的岗位不能导出台账。"))


def start_export(*, reason: str, by: Any) -> Job:
    """Export what the person sees. With a reason full numbers are in it, for who may reveal them."""
    check_may_export(by)
    if reason.strip() and not by.holds(Permission.IDENTITY_REVEAL):
        raise NotPermitted(_("你的岗位不能导出完整号码，请不填理由，导出不含号码的台账。"))
    return jobs.start(
        KIND,
        title=noop("导出台账"),
        lock=f"ledger/export/{by.pk}",
        by=by,
        arguments={"reason": reason.strip()},
        total=Case.objects.visible_to(by).count(),
    )


def run(handle: Handle) -> dict[str, Any]:
    """The runner. A worker that dies leaves nothing; the next one writes the file anew."""
    owner, total = handle.owner, Case.objects.visible_to(handle.owner).count()
    with tempfile.TemporaryFile() as target:
        counts = export(
            target,
            by=owner,
            cases=Case.objects.visible_to(owner),
            petitions=Petition.objects.visible_to(owner),
            reason=handle.arguments["reason"],
            told=lambda rows: handle.progress(rows, max(rows, total)),
        )
        target.seek(0)
        with transaction.atomic():
            stored = files.store(
                sealed_files.sealed(iter(lambda: target.read(1 << 20), b"")),
                name=_("台账 %s") % clock.today() + ".xlsx",
                mime=XLSX,
                owner=OWNER,
                owner_id=str(handle.job_id),
                by=owner,
                expires_at=clock.now() + REJECTS_KEPT,
            )
    return {"counts": counts, "workbook": str(stored.pk)}

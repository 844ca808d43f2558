"""Uploads of a ledger: stored encrypted, previewed, imported by a job, its rejects kept 30 days."""

import re
import tempfile
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from courts.enums import Permission
from enforcement.desk.ledger.importing import import_ledger
from enforcement.desk.ledger.rejects import write_rejects
from enforcement.desk.ledger.reports import Progress, Report
from enforcement.kernel import audit, clock, files, jobs, sealed_files
from enforcement.kernel.enums import FileState, JobStatus
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted
from enforcement.kernel.jobs import Handle
from enforcement.kernel.models import Job, StoredFile
from enforcement.kernel.sheets import Fault
from enforcement.kernel.sniffing import XLSX, sniff

KIND = "ledger_import"
OWNER = "desk.ledger"  # no file owner is registered under it: these files are never served raw
ZIP = "application/zip"
UPLOAD_KEPT = timedelta(days=7)
REJECTS_KEPT = timedelta(days=30)
SHOWN = 200

_long_number = re.compile(r"[0-9A-Z]{6}([0-9A-Z]{5,})(?=[0-9A-Z]{4}(?![0-9A-Za-z]))")


def check_may_import(user: Any) -> None:
    """Chief, supervisor or administrator (ownership.md, small print)."""
    if not user.holds(Permission.LEDGER_IMPORT):
        raise NotPermitted(_("导入台账由执行局局长、综合科或管理员办理。"))


@transaction.atomic
def store_upload(*, upload: UploadedFile, by: Any) -> Job:
    """Keep an uploaded ledger, encrypted, and start its preview: nothing is imported yet.

    Refused before anything is stored: more than 100 MB, an empty file, no spreadsheet.
    """
    check_may_import(by)
    files.check_size(upload, files.SPREADSHEET_LIMIT)
    mime = sniff(upload)
    if mime not in (XLSX, ZIP):
        raise InvalidInput(
            _("%s 不是 .xlsx 工作簿，也不是装有 .csv 文件的 .zip，未保存。") % upload.name,
            {"file": _("请选 .xlsx 或 .zip 文件。")},
        )
    digest = sha256()
    stored = files.store(
        sealed_files.sealed(_hashing(upload.chunks(), digest)),
        name=upload.name or "ledger.xlsx",
        mime=mime,
        owner=OWNER,
        owner_id=str(by.pk),
        by=by,
        expires_at=clock.now() + UPLOAD_KEPT,
    )
    facts = {"file": stored.name, "size": upload.size, "sha256": digest.hexdigest()}
    audit.record("LEDGER_UPLOADED", stored, by=by, changes=facts)
    return _start(stored, digest.hexdigest(), by, dry_run=True)


def start_import(*, preview: Job, by: Any) -> Job:
    """Import what a preview has shown. The same content twice at once is refused."""
    check_may_import(by)
    if preview.kind != KIND or preview.status != JobStatus.DONE:
        raise Conflict(_("预检还没有完成，请等它结束。"))
    stored = StoredFile.objects.get(pk=preview.arguments["file"])
    if stored.state != FileState.KEPT:
        raise Conflict(_("上传的文件已过保存期，请重新上传。"))
    return _start(stored, preview.arguments["digest"], by, dry_run=False)


def _start(stored: StoredFile, digest: str, by: Any, *, dry_run: bool) -> Job:
    step = "preview" if dry_run else "import"
    title = noop("预检台账：%(file)s") if dry_run else noop("导入台账：%(file)s")
    return jobs.start(
        KIND,
        title=title,
        facts={"file": stored.name},
        lock=f"ledger/{step}/{digest}",
        by=by,
        arguments={
            "file": str(stored.pk),
            "digest": digest,
            "courts": sorted(by.courts_with(Permission.LEDGER_IMPORT)),
            "dry_run": dry_run,
        },
    )


def _hashing(chunks: Iterable[bytes], digest: Any) -> Iterable[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


# The job ----------------------------------------------------------------------------------------
def run(handle: Handle) -> dict[str, Any]:
    """The runner: preview or import, committed batch by batch, going on where it was stopped.

    The figures are the result; sentences (first 200 of each kind, long numbers masked) stay in
    the job's state, all of them in the rejects workbook.
    """
    arguments = handle.arguments
    dry_run = bool(arguments["dry_run"])
    stored = StoredFile.objects.get(pk=arguments["file"])
    if stored.state != FileState.KEPT:
        raise InvalidInput(_("上传的文件已过保存期，请重新上传。"))
    with sealed_files.in_clear(stored) as path:
        report = import_ledger(
            path,
            by=handle.owner,
            courts=frozenset(arguments["courts"]),
            dry_run=dry_run,
            told=lambda progress: _tell(handle, progress),
            start=None if dry_run else Progress.from_state(handle.state),
        )
    with transaction.atomic():
        rejects = _store_rejects(handle, stored, report)
        if not dry_run:
            StoredFile.objects.filter(pk=stored.pk).update(expires_at=clock.now())
        _tell_sentences(handle, report)
    outcome = report.outcome
    return {
        "sheets": report.figures(),
        "errors": len(outcome.errors),
        "warnings": len(outcome.warnings),
        "dry_run": dry_run,
        "rejects": rejects,
    }


def _tell(handle: Handle, progress: Progress) -> None:
    handle.progress(progress.done, progress.total, **progress.as_state())


def _tell_sentences(handle: Handle, report: Report) -> None:
    job = Job.objects.get(pk=handle.job_id)
    outcome = report.outcome
    handle.progress(
        job.total,
        job.total,
        errors=[_shown(fault) for fault in outcome.errors[:SHOWN]],
        warnings=[_shown(fault) for fault in outcome.warnings[:SHOWN]],
    )


def _shown(fault: Fault) -> dict[str, Any]:
    return {**fault._asdict(), "message": masked(fault.message)}


def masked(sentence: str) -> str:
    """The sentence with the middle of every long number hidden: no clear number in a job."""
    return _long_number.sub(lambda found: found[0][:6] + "*" * (len(found[0]) - 6), sentence)


def _store_rejects(handle: Handle, upload: StoredFile, report: Report) -> str | None:
    if not report.has_rejects:
        return None
    with tempfile.TemporaryFile() as target:
        write_rejects(target, report)
        target.seek(0)
        stored = files.store(
            sealed_files.sealed(iter(lambda: target.read(1 << 20), b"")),
            name=_("未收的行 %s") % upload.name.rsplit(".", 1)[0] + ".xlsx",
            mime=XLSX,
            owner=OWNER,
            owner_id=str(handle.job_id),
            by=handle.owner,
            expires_at=clock.now() + REJECTS_KEPT,
        )
    return str(stored.pk)


def _still_may(job: Job, by: Any) -> bool:
    """Whether the post of today gives what the job was started with: the file stays for a month."""
    if job.result.get("rejects"):
        return bool(by.holds(Permission.LEDGER_IMPORT))
    has_numbers = bool(job.arguments.get("reason"))
    return by.holds(Permission.CASE_EXPORT) and (
        not has_numbers or by.holds(Permission.IDENTITY_REVEAL)
    )


@transaction.atomic
def open_workbook(*, job: Job, by: Any) -> StoredFile:
    """Rejects of one's own import, or one's own export, before they are handed out; an event."""
    pk = job.result.get("rejects") or job.result.get("workbook")
    if job.owner_id != by.pk or not pk or not _still_may(job, by):
        raise NotPermitted(_("你不能打开这个文件。"))
    stored = StoredFile.objects.get(pk=pk)
    if stored.state != FileState.KEPT:
        raise NotPermitted(_("文件已过保存期，已清除。"))
    audit.record("FILE_OPENED", stored, by=by)
    return stored

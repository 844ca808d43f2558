"""The upload of a ledger: form, preview, import, result."""

import tempfile
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courts.enums import Permission
from courts.http import StaffRequest
from enforcement.desk.ledger import export_job, exporting, uploads
from enforcement.desk.ledger.forms import ExportForm, LedgerForm
from enforcement.kernel import files, sealed_files, sheets
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.http import wants_fragment
from enforcement.kernel.models import Job
from enforcement.kernel.sheet_words import column_label, sheet_label

KINDS = (uploads.KIND, export_job.KIND)
RUNNING = (JobStatus.QUEUED, JobStatus.RUNNING)
LISTED = 20


@require_safe
def ledger(request: StaffRequest) -> HttpResponse:
    """The form, and one's own imports."""
    uploads.check_may_import(request.user)
    return _page(request, LedgerForm())


@require_POST
def ledger_upload(request: StaffRequest) -> HttpResponse:
    """Store the file and preview it."""
    uploads.check_may_import(request.user)
    form = LedgerForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            job = uploads.store_upload(upload=form.cleaned_data["file"], by=request.user)
        except InvalidInput as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("desk:ledger_job", pk=job.pk)
    return _page(request, form, status=422)


@require_safe
def ledger_job(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Preview, import or export: progress while it runs, then figures and sentences."""
    job = get_object_or_404(Job, pk=pk, kind__in=KINDS, owner=request.user)
    template = "desk/_ledger_job.html" if wants_fragment(request) else "desk/ledger_job.html"
    return render(request, template, _context(job))


@require_POST
def ledger_start(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Import what the preview has shown."""
    preview = get_object_or_404(Job, pk=pk, kind=uploads.KIND, owner=request.user)
    job = uploads.start_import(preview=preview, by=request.user)
    return redirect("desk:ledger_job", pk=job.pk)


@require_safe
def ledger_export(request: StaffRequest) -> HttpResponse:
    """The form of an export of the whole ledger."""
    export_job.check_may_export(request.user)
    return render(request, "desk/ledger_export.html", {"form": ExportForm()})


@require_POST
def ledger_export_start(request: StaffRequest) -> HttpResponse:
    """Start the export."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/ledger_export.html", {"form": form}, status=422)
    job = export_job.start_export(reason=form.cleaned_data["reason"], by=request.user)
    return redirect("desk:ledger_job", pk=job.pk)


@require_safe
def ledger_blank(request: StaffRequest) -> FileResponse:
    """An empty ledger to fill in: every sheet, every column."""
    uploads.check_may_import(request.user)
    workbook = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    exporting.blank(workbook)
    workbook.seek(0)
    return FileResponse(workbook, as_attachment=True, filename=_("空白台账.xlsx"))


@require_safe
def ledger_workbook(request: StaffRequest, pk: UUID) -> FileResponse:
    """The rows that stayed out of an import, or an export, as a workbook."""
    job = get_object_or_404(Job, pk=pk, kind__in=KINDS, owner=request.user)
    stored = uploads.open_workbook(job=job, by=request.user)
    clear = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    with files.open_bytes(stored) as source:
        clear.writelines(sealed_files.unsealed(source))
    clear.seek(0)
    return FileResponse(clear, as_attachment=True, filename=stored.name, content_type=stored.mime)


def _page(request: StaffRequest, form: LedgerForm, status: int = 200) -> HttpResponse:
    own = Job.objects.filter(owner=request.user, kind__in=KINDS).order_by("-created_at")
    may_export = request.user.holds(Permission.CASE_EXPORT)
    context = {"form": form, "jobs": own[:LISTED], "may_export": may_export}
    return render(request, "desk/ledger.html", context, status=status)


def _context(job: Job) -> dict[str, Any]:
    figures = _in_order(job.result.get("sheets") or job.state.get("counts") or {})
    dry_run = bool(job.arguments.get("dry_run"))
    rejected = sum(counts["rejected"] for counts in figures.values())
    taken = sum(counts["rows"] for counts in figures.values()) - rejected
    return {
        "job": job,
        "running": job.status in RUNNING,
        "exported": [
            {"sheet": sheet_label(name), "rows": rows}
            for name, rows in _in_order(job.result.get("counts", {})).items()
        ],
        "dry_run": dry_run,
        "figures": [{"sheet": sheet_label(name), **counts} for name, counts in figures.items()],
        "lists": [
            _faults(_("不收的原因"), job, "errors"),
            _faults(_("提示"), job, "warnings"),
        ],
        "taken": taken,
        "rejected": rejected,
        "may_start": dry_run and job.status == JobStatus.DONE and taken > 0,
    }


def _in_order(by_sheet: dict[str, Any]) -> dict[str, Any]:
    """As the workbook has its sheets; the database keeps the keys in an order of its own."""
    return {each.name: by_sheet[each.name] for each in sheets.all_sheets() if each.name in by_sheet}


def _faults(title: str, job: Job, kind: str) -> dict[str, Any]:
    """Sentences of one kind, with the names of sheets and columns as this reader knows them."""
    faults = [
        {
            **fault,
            "sheet": sheet_label(fault["sheet"]),
            "column": column_label(fault["sheet"], fault["column"]),
        }
        for fault in job.state.get(kind, ())
    ]
    return {"title": title, "faults": faults, "total": job.result.get(kind, len(faults))}

"""Users from a table: upload, preview row by row, the job, and its passwords once."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courts import permissions
from courts.enums import Permission, Role
from courts.forms.people import UploadForm
from courts.http import StaffRequest
from courts.services import users_import
from courts.services.users_plan import PlannedRow, Step, UserRow, plan_users
from courts.sheets.users import read_users
from courts.views.access import bound, form_methods, show_faults
from enforcement.kernel import files
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.http import wants_fragment
from enforcement.kernel.models import Job, StoredFile
from enforcement.kernel.sniffing import XLSX
from enforcement.kernel.tabular import SheetOut, write_workbook


@form_methods
def user_import(request: StaffRequest) -> HttpResponse:
    """Upload a table; what each row would do is shown before anything is written."""
    permissions.check_holds(request.user, Permission.USER_MANAGE)
    form = bound(request, UploadForm)
    if request.method == "POST" and form.is_valid():
        try:
            stored = users_import.keep_upload(form.cleaned_data["file"], by=request.user)
            read_users(files.disk_path(stored), stored.name)
        except InvalidInput as refusal:
            show_faults(form, InvalidInput(str(refusal), {"file": str(refusal)}))
        else:
            return redirect("courts:import_preview", file=stored.pk)
    status = 422 if form.is_bound else 200
    return render(request, "courts/user_import.html", {"form": form}, status=status)


@require_safe
def import_preview(request: StaffRequest, file: UUID) -> HttpResponse:
    """What each row would do."""
    rows = plan_users(_rows(request, file), by=request.user)
    counts = {step: sum(row.step is step for row in rows) for step in Step}
    context = {
        "file": file,
        "rows": [_shown(row) for row in rows],
        "counts": [(_words(step), count) for step, count in counts.items() if count],
        "taken": len(rows) - counts[Step.REJECTED] - counts[Step.UNCHANGED],
    }
    return render(request, "courts/import_preview.html", context)


@require_POST
def import_apply(request: StaffRequest, file: UUID) -> HttpResponse:
    """Make the users of the table."""
    job = users_import.start_import(_rows(request, file), by=request.user)
    return redirect("courts:import_job", pk=job.pk)


@require_safe
def import_job(request: StaffRequest, pk: UUID) -> HttpResponse:
    """How far it has come; then what was made, and the passwords."""
    job = _job(request, pk)
    running = job.status in (JobStatus.QUEUED, JobStatus.RUNNING)
    if wants_fragment(request):
        if running:
            return render(request, "courts/_job_running.html", {"job": job})
        return HttpResponse(headers={"HX-Refresh": "true"})
    counts = job.state.get("counts", {})
    context = {
        "job": job,
        "running": running,
        "counts": [(_words(step), counts[step.value]) for step in Step if counts.get(step.value)],
        "rejected": job.state.get("rejected", ()),
        "has_passwords": users_import.has_passwords(job),
    }
    return render(request, "courts/import_job.html", context)


@require_POST
def passwords(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The one-time passwords as a table, this once."""
    made = users_import.fetch_passwords(job=_job(request, pk), by=request.user)
    target = BytesIO()
    header = [_("用户名"), _("姓名"), _("一次性密码")]
    write_workbook(target, [SheetOut(_("一次性密码"), header, made)])
    response = HttpResponse(target.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="passwords.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def _rows(request: StaffRequest, file: UUID) -> list[UserRow]:
    permissions.check_holds(request.user, Permission.USER_MANAGE)
    uploads = StoredFile.objects.filter(owner=users_import.UPLOADS, owner_id=str(request.user.pk))
    stored = get_object_or_404(uploads, pk=file)
    files.check_may_open(request.user, stored)
    return read_users(files.disk_path(stored), stored.name)


def _job(request: StaffRequest, pk: UUID) -> Job:
    permissions.check_holds(request.user, Permission.USER_MANAGE)
    return get_object_or_404(Job, pk=pk, kind=users_import.KIND, owner=request.user)


def _words(step: Step) -> str:
    return {
        Step.CREATE: _("新建账号"),
        Step.ADD_POST: _("加岗位"),
        Step.END_POST: _("改止日"),
        Step.UNCHANGED: _("不变"),
        Step.REJECTED: _("不能导入"),
    }[step]


def _shown(row: PlannedRow) -> dict[str, Any]:
    tones = {Step.REJECTED: "bad", Step.UNCHANGED: "mute"}
    role = row.given.role
    return {
        "given": row.given,
        "role": Role(role).label if role else "",
        "words": _words(row.step),
        "tone": tones.get(row.step, "ok"),
        "error": row.error,
    }

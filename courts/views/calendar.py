"""The work calendar: a year's page, and a change with its preview."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from courts import permissions
from courts.enums import Permission
from courts.forms.calendar import CalendarForm
from courts.http import StaffRequest
from courts.listing.events import court_names
from courts.selectors.calendar import planned_change
from courts.selectors.year import year_page
from courts.services import calendar_jobs
from courts.sheets.calendar import LARGEST_FILE, CalendarFile, read_upload
from courts.views.access import bound, form_methods, show_faults
from enforcement.kernel import clock, files
from enforcement.kernel.audit.reading import events_for
from enforcement.kernel.calendar_source import FIRST_YEAR
from enforcement.kernel.enums import JobStatus
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.http import wants_fragment
from enforcement.kernel.models import Job

YEARS_AHEAD = 2
KINDS = (calendar_jobs.PREVIEW, calendar_jobs.APPLY)


@require_safe
def calendar_year(request: StaffRequest, year: int | None = None) -> HttpResponse:
    """A year: days off, make-up days, whether it is final, who changed it."""
    permissions.check_holds(request.user, Permission.CALENDAR_MANAGE)
    today = clock.today()
    year = year or today.year
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        raise Http404
    context = {
        "page": year_page(year, today),
        "weekdays": _weekdays(),
        "previous": year - 1 if year > FIRST_YEAR else None,
        "next": year + 1 if year < today.year + YEARS_AHEAD else None,
        "events": events_for("courts.CalendarDay", str(year), 20),
        "may_change": permissions.can_for_all_courts(request.user, Permission.CALENDAR_MANAGE),
    }
    return render(request, "courts/calendar_year.html", context)


def _weekdays() -> list[str]:
    return [
        pgettext("weekday", "一"), pgettext("weekday", "二"), pgettext("weekday", "三"),
        pgettext("weekday", "四"), pgettext("weekday", "五"), pgettext("weekday", "六"),
        pgettext("weekday", "日"),
    ]  # fmt: skip


@form_methods
def calendar_import(request: StaffRequest) -> HttpResponse:
    """Upload a notice; the dates that would move are worked out before anything is written."""
    permissions.check_for_all_courts(request.user, Permission.CALENDAR_MANAGE)
    form = bound(request, CalendarForm)
    rejected: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            given = _read(form)
            if not given.rejected:
                return _start(request, form, given)
            rejected = given.rejected
            form.add_error("file", _("有 %d 行不能用，请改正文件后再传。") % len(rejected))
        except InvalidInput as refusal:
            show_faults(form, refusal)
    context = {"form": form, "rejected": rejected}
    status = 422 if form.is_bound else 200
    return render(request, "courts/calendar_import.html", context, status=status)


def _read(form: CalendarForm) -> CalendarFile:
    upload = form.cleaned_data["file"]
    files.check_size(upload, LARGEST_FILE)
    given = read_upload(upload.read(), upload.name)
    if not given.days and not given.rejected:
        raise InvalidInput(_("未保存。"), {"file": _("文件里没有日子。")})
    return given


def _start(request: StaffRequest, form: CalendarForm, given: CalendarFile) -> HttpResponse:
    job = calendar_jobs.start_preview(
        given.days, source=form.cleaned_data["source"],
        whole_years=form.cleaned_data["whole_years"], by=request.user,
    )  # fmt: skip
    return redirect("courts:calendar_job", pk=job.pk)


@require_safe
def calendar_job(request: StaffRequest, pk: UUID) -> HttpResponse:
    """How far the preview or the change has come; then what it found."""
    permissions.check_for_all_courts(request.user, Permission.CALENDAR_MANAGE)
    job = get_object_or_404(Job, pk=pk, kind__in=KINDS, owner=request.user)
    running = job.status in (JobStatus.QUEUED, JobStatus.RUNNING)
    if wants_fragment(request):
        if running:
            return render(request, "courts/_job_running.html", {"job": job})
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"job": job, "running": running, "is_preview": job.kind == calendar_jobs.PREVIEW}
    if job.status == JobStatus.DONE:
        context |= _found(job)
    return render(request, "courts/calendar_job.html", context)


def _found(job: Job) -> dict[str, Any]:
    if job.kind == calendar_jobs.APPLY:
        return {"result": job.result}
    days = calendar_jobs.days_of(job)
    courts = job.state.get("courts", {})
    names = court_names(set(courts))
    return {
        "change": planned_change(days, whole_years=job.arguments["whole_years"]),
        "moved": calendar_jobs.shown_of(job),
        "total": job.result["moved"],
        "courts": [(names.get(code, code), count) for code, count in courts.items()],
    }


@require_POST
def calendar_apply(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Take over the days of a preview."""
    preview = get_object_or_404(
        Job, pk=pk, kind=calendar_jobs.PREVIEW, owner=request.user, status=JobStatus.DONE
    )
    change = planned_change(
        calendar_jobs.days_of(preview), whole_years=preview.arguments["whole_years"]
    )
    if change.missing and "complete" not in request.POST:
        raise InvalidInput(_("日历没有变。缺法定节假日的，请先勾选“已对照通知”，或补全文件再传。"))
    job = calendar_jobs.start_apply(preview, by=request.user)
    return redirect("courts:calendar_job", pk=job.pk)

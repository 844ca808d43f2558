"""Freezing a week: at once the first time, again only after a question."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courts.http import StaffRequest
from courts.models import Court
from enforcement.kernel.errors import InvalidInput
from performance import forms, permissions, services
from performance.evidence import verdicts
from performance.models import Snapshot
from performance.services import by_job
from performance.views.weekly import check_may_view

FAULTY = 422


@require_safe
def snapshot_again(request: StaffRequest, pk: int) -> HttpResponse:
    """The question before a frozen week is frozen again: what it does, and how much differs."""
    check_may_view(request)
    visible = Snapshot.objects.visible_to(request.user).select_related("district")
    snapshot = get_object_or_404(visible, pk=pk)
    permissions.check_can_take(request.user, snapshot.district)
    latest = _latest(snapshot.district_id, snapshot.week_ending) or snapshot
    return render(request, "performance/freeze_again.html", _question(latest, forms.WeekForm()))


@require_POST
def snapshot_take(request: StaffRequest) -> HttpResponse:
    """Freeze a week, or find it unchanged; by a job where it takes long.

    A week that has a version is frozen again from the page of the question only: the button of the
    first freezing may be older than that version.
    """
    form = forms.WeekForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    district = get_object_or_404(Court, pk=form.cleaned_data["court"])
    permissions.check_can_take(request.user, district)
    latest = _latest(district.pk, form.cleaned_data["week"])
    if latest is not None and "again" not in request.POST:
        return redirect("performance:snapshot_again", pk=latest.pk)
    return _take(request, district, form)


def _take(request: StaffRequest, district: Court, form: forms.WeekForm) -> HttpResponse:
    week = {
        "district": district,
        "week_ending": form.cleaned_data["week"],
        "by": request.user,
        "reason": form.cleaned_data["reason"],
    }
    if by_job.is_long(district):
        return redirect("performance:snapshot_job", pk=by_job.start_taking(**week).pk)
    taken = services.take_snapshot(**week)
    said = _("已冻结，第 %d 版。") if taken.is_new else _("没有变化，仍是第 %d 版。")
    messages.success(request, said % taken.snapshot.version)
    return redirect(taken.snapshot.week_url)


def _refused(request: StaffRequest, form: forms.WeekForm) -> HttpResponse:
    """A reason too long is said at its field; without court or week there is nothing to ask."""
    given = form.cleaned_data
    is_known = {"court", "week"} <= given.keys()
    latest = _latest(given["court"], given["week"]) if is_known else None
    if latest is None:
        raise InvalidInput(_("没有冻结：要有法院和周日的日期。"))
    permissions.check_can_take(request.user, latest.district)
    return render(request, "performance/freeze_again.html", _question(latest, form), status=FAULTY)


def _latest(district: str, week_ending: date) -> Snapshot | None:
    """The last version of the week, if there is one."""
    versions = Snapshot.objects.of_district(district).filter(week_ending=week_ending)
    return versions.select_related("district").order_by("-version").first()


def _question(latest: Snapshot, form: forms.WeekForm) -> dict[str, Any]:
    """What the page says. In a large district the counting is left to the freezing itself."""
    context = {
        "snapshot": latest,
        "form": form,
        "next": latest.version + 1,
        "is_long": by_job.is_long(latest.district),
    }
    if context["is_long"]:
        return context
    verdict = verdicts.judge(latest)
    numbers = {each.case_number for each in verdict.differences if each.case_number}
    return context | {"changed": len(numbers), "seal_holds": verdict.seal_holds}

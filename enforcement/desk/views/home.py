"""The morning page: what must be done, by when, why, and with which button."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from cases import selectors
from courts.http import StaffRequest
from courts.models import User
from enforcement.desk import morning, walking
from enforcement.kernel import clock, registries
from enforcement.office.models import Notice

NOTICES = 8
SPANS = ("week", "month")


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """工作台 by role: acts of the desk, seals, money, notices; figures after acts."""
    user, today = request.user, clock.today()
    span = request.GET.get("span", "")
    span = span if span in SPANS else "week"
    context: dict[str, Any] = {"today": today, "span": span}
    if selectors.has_desk(user):
        context |= morning.acts(user, today, _until(span, today))
        lines = (line for group in context["groups"] for line in group["lines"])
        context["walk"] = walking.token_of((line["case"].pk for line in lines), span)
    elif user.holds("payout_record"):
        context |= morning.money(user, today)
    if selectors.is_leader(user):
        context["courts"] = morning.courts(user, today)
    if user.holds("case_edit_court"):
        context["late_officers"] = morning.late_officers(user, today)
    notices = Notice.objects.filter(to=user, read_at=None).order_by("-created_at", "-pk")
    context |= {"notices": notices[:NOTICES], "offered": _offered(user, today)}
    return render(request, "desk/home.html", context)


def _until(span: str, today: date) -> date:
    """The end of the list: this Sunday, or 30 days on."""
    days = 30 if span == "month" else 6 - today.weekday()
    return today + timedelta(days=days)


def _offered(user: User, today: date) -> list[dict[str, Any]]:
    """Lines of the rooms above: petitions, pushes, proposals."""
    groups = (
        {"label": entry.label, "lines": entry.lines(user, today)}
        for entry in registries.morning.for_user(user)
    )
    return [group for group in groups if group["lines"]]


@require_safe
@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Whether this process reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


@require_safe
@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    """The mark, for what is no page of ours: a browser asks for it beside a photo."""
    return redirect(static("img/mark.svg"))


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "_components/gallery.html")

"""The weekly page: ranking table, week picker, versions."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.encoding import uri_to_iri
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courts.enums import CourtLevel, Permission
from courts.http import StaffRequest
from enforcement.kernel import clock, exporting
from enforcement.kernel.errors import NotPermitted
from performance import permissions, selectors
from performance.enums import Profile, Window
from performance.listing.choice import Choice, choose
from performance.listing.table import table_of
from performance.models import Benchmark, Snapshot

KEPT_S = 3600
WEEKS_SHOWN = 60


@require_safe
def weekly(request: StaffRequest) -> HttpResponse:
    """The ranking table of a frozen week."""
    check_may_view(request)
    choice = choose(request.user, request.GET)
    context = {
        "choice": choice,
        "freeze": _first_freeze(request),
        "may_import": permissions.can_import_benchmarks(request.user),
    }
    if choice.snapshot is not None:
        context |= _week(request, choice, choice.snapshot)
    return render(request, "performance/weekly.html", context)


def _week(request: StaffRequest, choice: Choice, snapshot: Snapshot) -> dict[str, Any]:
    """What the page of a frozen week needs."""
    profile = selectors.profile(clock.today())
    return {
        "ranges": profile is Profile.RANGES,
        "ranks_html": _ranks(choice, snapshot, profile),
        "windows": _windows(choice),
        "weeks": _weeks(choice, snapshot),
        "behind_url": choice.query(behind="" if choice.only_behind else "1"),
        "versions": _versions(request, choice, snapshot),
        "current_url": choice.query(version=""),
        "print_path": uri_to_iri(request.path + choice.query(version=snapshot.version)),
        "freeze": _freeze(request, choice, snapshot),
    }


def check_may_view(request: StaffRequest) -> None:
    """Figures are for those with the permission at any court."""
    if not request.user.holds(Permission.FIGURES_VIEW):
        raise NotPermitted(_("你的岗位不看通报。"))


def _ranks(choice: Choice, snapshot: Snapshot, profile: Profile) -> str:
    """The table. That of a whole province is rendered once per version (limits section 2)."""
    is_large = snapshot.district.level == CourtLevel.HIGH
    key = _key(choice, snapshot, profile) if is_large else ""
    known = cache.get(key) if key else None
    if known is not None:
        return str(known)
    table = table_of(choice, snapshot, profile)
    drawn = render_to_string("performance/_ranks.html", {"table": table, "choice": choice})
    if key:
        cache.set(key, drawn, KEPT_S)
    return drawn


def _key(choice: Choice, snapshot: Snapshot, profile: Profile) -> str:
    """All that the table follows from; everyone who may see the district sees the same."""
    averages = sorted(Benchmark.objects.of_week(snapshot.week_ending).items())
    parts = (
        snapshot.pk, choice.previous.pk if choice.previous else 0, choice.window.value,
        choice.only_behind, choice.pinned, profile.value, get_language(), averages,
    )  # fmt: skip
    return f"weekly-{sha256(repr(parts).encode()).hexdigest()}"


def _windows(choice: Choice) -> list[dict[str, Any]]:
    return [
        {
            "label": window.label,
            "url": choice.query(window="" if window is Window.YTD else window.value),
            "count": None,
            "current": window is choice.window,
        }
        for window in Window
    ]


def _weeks(choice: Choice, snapshot: Snapshot) -> list[dict[str, Any]]:
    return [
        {
            "monday": each.week_ending - timedelta(days=6),
            "ending": each.week_ending,
            "url": choice.query(week=each.week_ending.isoformat(), version=""),
            "current": each.week_ending == snapshot.week_ending,
        }
        for each in choice.weeks[:WEEKS_SHOWN]
    ]


def _versions(request: StaffRequest, choice: Choice, snapshot: Snapshot) -> list[dict[str, Any]]:
    """Versions of the week. A reason names cases: it is for those who see the whole district."""
    sees_all = request.user.holds(Permission.CASE_VIEW, snapshot.district_id)
    return [
        {
            "listed": each,
            "url": choice.query(version=each.version),
            "current": each.pk == snapshot.pk,
            "reason": each.reason if sees_all else "",
        }
        for each in choice.versions
    ]


def _first_freeze(request: StaffRequest) -> dict[str, Any] | None:
    """Where nothing was frozen yet: the last finished week of the own court."""
    main = request.user.access.main
    if main is None or not request.user.holds(Permission.SNAPSHOT_TAKE, main.court_id):
        return None
    return {"court": main.court_id, "week": clock.last_sunday(clock.today()), "again": None}


def _freeze(request: StaffRequest, choice: Choice, snapshot: Snapshot) -> dict[str, Any] | None:
    """The week that the button freezes: the last finished one, or this one again."""
    if not permissions.can_take(request.user, snapshot.district):
        return None
    last = clock.last_sunday(clock.today())
    is_frozen = any(each.week_ending == last for each in choice.weeks)
    week = snapshot.week_ending if is_frozen else last
    again = choice.versions[0].pk if is_frozen else None
    return {"court": snapshot.district_id, "week": week, "again": again}


@require_safe
def weekly_export(request: StaffRequest) -> HttpResponse:
    """The table as .xlsx or .csv."""
    check_may_view(request)
    return exporting.respond(request, "figures")  # type: ignore[return-value]  # some response

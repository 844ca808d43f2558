"""Freezing and rechecking a large district by a job: it takes longer than somebody waits for a page.

The job's result is small, since an event keeps it; the rows that a recheck shows stand in its state.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from cases.models import Case
from courts.enums import Permission
from courts.models import Court, User
from enforcement.kernel import jobs
from enforcement.kernel.errors import Conflict
from enforcement.kernel.jobs import Handle
from enforcement.kernel.models import Job
from performance import permissions
from performance.models import Snapshot
from performance.services.taking import check_week, take_snapshot
from performance.services.verifying import verify_snapshot

TAKE, RECHECK = "snapshot_take", "snapshot_recheck"
AT_ONCE = 20_000  # cases of a district; so many are frozen in half a second
SHOWN = 200  # differences that a recheck lists


def is_long(district: Court) -> bool:
    """Whether the district has more cases than are counted while somebody waits."""
    cases = Case.objects.filter(court__path__startswith=district.path)
    return cases[: AT_ONCE + 1].count() > AT_ONCE


def start_taking(*, district: Court, week_ending: date, by: User, reason: str = "") -> Job:
    """Queue the freezing of a week. Refused as `take_snapshot` refuses, and while one is under way."""
    check_week(week_ending)
    permissions.check_can_take(by, district)
    facts = {"court": district.name, "week": week_ending.isoformat()}
    given = {"court": district.pk, "week": week_ending.isoformat(), "reason": reason}
    try:
        return jobs.start(
            TAKE, title=noop("冻结周报：%(court)s %(week)s"), facts=facts,
            lock=f"{TAKE}/{district.pk}", by=by, arguments=given,
        )  # fmt: skip
    except Conflict as error:
        raise Conflict(_("这个辖区的周报正在冻结，请稍后再试。")) from error


def start_recheck(*, snapshot: Snapshot, by: User) -> Job:
    """Queue the recheck of a frozen week. Refused while one of it is under way."""
    facts = {"court": snapshot.district.name, "week": snapshot.week_ending.isoformat()}
    given, lock = {"snapshot": snapshot.pk}, f"{RECHECK}/{snapshot.pk}"
    try:
        return jobs.start(
            RECHECK, title=noop("核对封印：%(court)s %(week)s"), facts=facts, lock=lock, by=by,
            arguments=given,
        )  # fmt: skip
    except Conflict as error:
        raise Conflict(_("这一版正在核对，请稍后再试。")) from error


def run_taking(handle: Handle) -> dict[str, Any]:
    """The job: freeze in one transaction. Started again it finds the week as it left it."""
    given = handle.arguments
    taken = take_snapshot(
        district=Court.objects.get(pk=given["court"]),
        week_ending=date.fromisoformat(given["week"]),
        by=handle.owner,
        reason=given["reason"],
    )
    return {"snapshot": taken.snapshot.pk, "version": taken.snapshot.version, "new": taken.is_new}


def run_recheck(handle: Handle) -> dict[str, Any]:
    """The job: recheck; the first differences that its owner may see are kept for the page."""
    snapshot = Snapshot.objects.visible_to(handle.owner).get(pk=handle.arguments["snapshot"])
    verdict = verify_snapshot(snapshot=snapshot, by=handle.owner)
    courts = handle.owner.courts_with(Permission.CASE_VIEW)
    shown = [each for each in verdict.differences if each.court in courts]
    handle.progress(1, 1, rows=[list(each) for each in shown[:SHOWN]])
    return {
        "snapshot": snapshot.pk,
        "seal_holds": verdict.seal_holds,
        "differences": len(verdict.differences),
        "hidden": len(verdict.differences) - len(shown),
    }

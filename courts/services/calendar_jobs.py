"""A change of the work calendar from the page: previewed by a job, then applied by another.

Open cases of a province are too many for one request. The days travel in the job's arguments; the
dates that move stand in its state, the first of them in full and all of them counted by court.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as noop

from courts import permissions
from courts.enums import Permission
from courts.models import User
from courts.selectors.calendar import moved_dates, planned_change
from courts.services import calendar
from enforcement.kernel import jobs
from enforcement.kernel.jobs import Handle
from enforcement.kernel.models import Job

PREVIEW, APPLY = "calendar_preview", "calendar_apply"
LOCK = "calendar"
SHOWN = 200
EVERY = 2_000  # rows between two signs of life


def start_preview(days: Mapping[date, str], *, source: str, whole_years: bool, by: User) -> Job:
    """Find out which dates would move; nothing is written."""
    permissions.check_for_all_courts(by, Permission.CALENDAR_MANAGE)
    arguments = {
        "days": {day.isoformat(): kind for day, kind in days.items()},
        "source": source,
        "whole_years": whole_years,
    }
    title, facts = noop("核对日历：%(source)s"), {"source": source}
    return jobs.start(PREVIEW, title=title, facts=facts, lock=LOCK, by=by, arguments=arguments)


def start_apply(preview: Job, *, by: User) -> Job:
    """Take over the days of a preview and recount every date that rests on them."""
    permissions.check_for_all_courts(by, Permission.CALENDAR_MANAGE)
    given = preview.arguments
    title, facts = noop("更换日历：%(source)s"), {"source": given["source"]}
    return jobs.start(APPLY, title=title, facts=facts, lock=LOCK, by=by, arguments=given)


def run_preview(handle: Handle) -> dict[str, Any]:
    """The job of a preview. Run again, it starts afresh: it only reads."""
    given = handle.arguments
    change = planned_change(_days(given), whole_years=given["whole_years"])
    shown: list[dict[str, Any]] = []
    courts: Counter[str] = Counter()
    for number, moved in enumerate(moved_dates(change), 1):
        courts[moved["court"]] += 1
        if number <= SHOWN:
            shown.append(
                {**moved, "before": _text(moved["before"]), "after": _text(moved["after"])}
            )
        if number % EVERY == 0:
            handle.progress(number, 0)
    total = sum(courts.values())
    handle.progress(total, total, shown=shown, courts=dict(courts))
    return {"moved": total}


def run_apply(handle: Handle) -> dict[str, Any]:
    """The job of a change. Both steps may run again: the second goes on where dates differ."""
    given = handle.arguments
    change = calendar.change_calendar(
        _days(given), source=given["source"], by=handle.owner, whole_years=given["whole_years"]
    )
    handle.progress(0, 0)
    recounted = calendar.recount()
    return {
        "created": len(change.created),
        "updated": len(change.updated),
        "removed": len(change.removed),
        "recounted": recounted,
    }


def days_of(job: Job) -> dict[date, str]:
    """The days that a preview was asked about."""
    return _days(job.arguments)


def shown_of(job: Job) -> list[dict[str, Any]]:
    """The first dates that would move, with days as days."""
    return [
        {**moved, "before": _day(moved["before"]), "after": _day(moved["after"])}
        for moved in job.state.get("shown", ())
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _days(given: Mapping[str, Any]) -> dict[date, str]:
    return {date.fromisoformat(day): kind for day, kind in given["days"].items()}


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None

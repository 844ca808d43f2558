"""Makes the demonstration bureau in an empty installation, once."""

import base64
import hmac
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case
from courts.services import demonstration
from enforcement.desk.demo import averages, loading, roster
from enforcement.desk.demo.acts import BEGUN, MADE
from enforcement.desk.demo.bureau import Plan
from enforcement.desk.demo.filing import SPAN_DAYS
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import Conflict, InvalidInput
from enforcement.kernel.models import AuditEvent

OBJECT = ("demonstration", "bureau", "演示数据", averages.DISTRICT)


class Login(NamedTuple):
    """What `make run` prints for a role."""

    role: str
    username: str
    password: str


def make(plan: Plan, tell: Callable[[int], None]) -> bool:
    """Make the bureau, or go on with one that was interrupted; False when it is there already.

    Conflict when the installation holds anything else, InvalidInput for a day that lies ahead.
    """
    if plan.as_of > clock.today():
        raise InvalidInput(_("演示数据的截止日不能晚于今天。"))
    begun = _event(BEGUN)
    if begun is None:
        event = _begin(plan)
    elif begun.changes != _facts(plan):
        raise Conflict(_("已有另一套演示数据（%s），请先清空数据库。") % _told(begun.changes))
    elif _event(MADE):
        return False
    else:
        event = begun.pk
    loading.load(plan, event, tell)
    averages.freeze_weeks(plan)
    audit.record_many(MADE, [(*OBJECT, _facts(plan))], by=None, parent=event)
    return True


def is_used() -> bool:
    """Whether somebody began to use the installation, be it only with an administrator."""
    return made_plan() is None and (Case.objects.exists() or demonstration.has_people())


def made_plan() -> Plan | None:
    """The plan of the demonstration that is there, finished or not."""
    begun = _event(BEGUN)
    if begun is None:
        return None
    facts = begun.changes
    return Plan(facts["cases"], facts["seed"], date.fromisoformat(facts["as_of"]))


def password() -> str:
    """The one password of all demonstration people, of this installation alone."""
    key = settings.SECRET_KEY.encode()
    digest = hmac.digest(key, b"demonstration logins", "sha256")
    return "demo-" + base64.b32encode(digest).decode().lower()[:8]


def logins() -> Iterator[Login]:
    """One login for each role, in an installation that has the demonstration people."""
    there = demonstration.usernames()
    for role, court in roster.SHOWN.items():
        member = roster.one(court, role)
        if member.username in there:
            yield Login(role, member.username, password())


@transaction.atomic
def _begin(plan: Plan) -> int:
    _check_empty()
    since = plan.as_of - timedelta(days=SPAN_DAYS + 1)  # everybody was there before the first case
    demonstration.make_people(roster.members(), password=password(), since=since)
    return audit.record_many(BEGUN, [(*OBJECT, _facts(plan))], by=None)[0]


def _check_empty() -> None:
    if Case.objects.exists() or demonstration.has_other_people():
        raise Conflict(_("这里已有案件或人员，演示数据只能放进空的系统。"))


def _event(act: str) -> AuditEvent | None:
    found = AuditEvent.objects.filter(object_type=OBJECT[0], object_id=OBJECT[1], act=act)
    return found.order_by("pk").last()


def _facts(plan: Plan) -> dict[str, Any]:
    return {"cases": plan.cases, "seed": plan.seed, "as_of": plan.as_of.isoformat()}


def _told(facts: dict[str, Any]) -> str:
    return "，".join(f"{name} {value}" for name, value in facts.items())

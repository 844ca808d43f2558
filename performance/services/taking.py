"""Freezing a week of a district."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.utils import OperationalError
from django.utils.translation import gettext as _
from psycopg2.errors import LockNotAvailable

from courts.models import Court, User
from enforcement.kernel import audit, bulk, clock
from enforcement.kernel.errors import Conflict, InvalidInput
from performance import permissions, selectors
from performance.evidence import counting, recording, takings, verdicts
from performance.evidence.comparing import Difference
from performance.evidence.takings import Taking
from performance.indicators import Bounds
from performance.models import Figure, Snapshot
from performance.rules import sealing
from performance.rules.figures import FigureRow

NAMED = 20  # changed cases that a generated reason lists


@dataclass(frozen=True)
class Taken:
    """The snapshot of the week, and whether this call made it."""

    snapshot: Snapshot
    is_new: bool


@transaction.atomic
def take_snapshot(
    *, district: Court, week_ending: date, by: User | None = None, reason: str = ""
) -> Taken:
    """Freeze the week that ended on this Sunday, or find it unchanged. Rulings 1 to 3, 26.

    Nothing changed: the same version. Something changed: the next version, with the reason given
    or the changed cases as the reason. Raises InvalidInput for a day that is no Sunday or a week
    that is not over.
    """
    check_week(week_ending)
    if by is not None:
        permissions.check_can_take(by, district)
    _lock(district)
    taking = _taking(district, week_ending)
    latest = (
        Snapshot.objects.filter(district=district, week_ending=week_ending)
        .order_by("-version")
        .first()
    )
    if latest is None:
        return Taken(_freeze(taking, 1, by, reason), True)
    why = _why(latest, taking)
    if not why:
        return Taken(latest, False)
    return Taken(_freeze(taking, latest.version + 1, by, reason or why), True)


def check_week(week_ending: date) -> None:
    """Refuse a day that is no Sunday, and a week that is not over (ruling 2)."""
    if week_ending.isoweekday() != 7:
        raise InvalidInput(_("%s 不是星期日。周报按周一至周日计，请给周日的日期。") % week_ending)
    if week_ending >= clock.today():
        raise InvalidInput(_("%s 这一周还没有结束，不能冻结。") % week_ending)


def _lock(district: Court) -> None:
    """One taking of a district at a time; ends with the transaction, whatever becomes of it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"performance.snapshot:{district.pk}"],
            )
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Conflict(_("这个辖区的周报正在冻结，请稍后再试。")) from error
        raise


def _taking(district: Court, week_ending: date) -> Taking:
    return Taking(
        district.pk,
        takings.courts_of(district),
        Bounds.of(week_ending),
        selectors.parameters_on(week_ending),
    )


def _why(latest: Snapshot, taking: Taking) -> str:
    """Why the week needs a new version; "" when it says the same."""
    verdict = verdicts.judge(latest)
    before = verdicts.taking_of(latest, verdicts.stored_figures(latest))
    reasons = []
    if set(before.courts) != set(taking.courts):
        reasons.append(_("辖区法院有变"))
    if before.parameters != taking.parameters:
        reasons.append(_("参数有变"))
    if not verdict.seal_holds:
        reasons.append(_("上一版封印已破"))
    if verdict.differences:
        reasons.append(_changed(verdict.differences))
    return _("；").join(reasons)


def _changed(differences: Sequence[Difference]) -> str:
    """`2 件有变化：（2018）赣0313执5号（结案日期 — → 2018-07-20）、…`."""
    reasons = {each.case_number: each.reason for each in differences if each.case_number}
    named = [f"{number}（{why}）" for number, why in list(reasons.items())[:NAMED]]
    more = _("等") if len(reasons) > NAMED else ""
    listed = _("、").join(named) + more
    return _("%(count)d 件有变化：%(listed)s") % {"count": len(reasons), "listed": listed}


def _freeze(taking: Taking, version: int, by: User | None, reason: str) -> Snapshot:
    number = bulk.allocate_ids(Snapshot, 1)[0]
    changed = recording.record_facts(taking, number)
    figures = counting.count(taking, number)
    title = sealing.Titled(taking.district, taking.bounds.end, version)
    snapshot = Snapshot.objects.create(
        pk=number,
        district_id=taking.district,
        week_ending=taking.bounds.end,
        version=version,
        taken_at=clock.now(),
        taken_by=by,
        seal=sealing.seal(title, figures),
        reason=reason,
        parameters=taking.parameters.as_json(),
    )
    _store(snapshot, figures)
    facts = {
        "week_ending": title.week_ending,
        "version": version,
        "seal": snapshot.seal,
        "facts": changed,
    }
    audit.record("SNAPSHOT_TAKEN", snapshot, by=by, changes=facts, reason=reason)
    return snapshot


def _store(snapshot: Snapshot, figures: Sequence[FigureRow]) -> None:
    fields = ("snapshot", *FigureRow._fields)
    bulk.insert(Figure, fields, [(snapshot.pk, *row) for row in figures])

"""Giving cases to officers, and linking officers' names that came with a ledger."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from cases import permissions, signals
from cases.enums import CaseStatus
from cases.models import Case, Progress
from cases.rules.node_table import ASSIGN
from cases.services import cases as case_services
from cases.services import progress
from courts.enums import Permission
from courts.models import User
from courts.selectors import officers_at
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import InvalidInput
from enforcement.office import services as office

TAKEN = noop("%(by)s把你的 %(count)s 件案件改由%(officer)s承办，例如 %(number)s。")
GIVEN = noop("%(by)s把 %(count)s 件案件分给你，例如 %(number)s。")


@dataclass(frozen=True)
class Assigned:
    """Result of a bulk assignment: cases given, and those left out with the reason."""

    given: list[Case]
    left: list[tuple[Case, str]]


@transaction.atomic
def assign(
    *,
    case_ids: Sequence[int],
    officer_id: int,
    by: User,
    note: str = "",
    asked_at: datetime | None = None,
) -> Assigned:
    """Give cases to an officer of their court. A case that cannot take part is left with its reason.

    `asked_at`: when the question who gets them was shown; what was given away since is left too.
    One event with the count and one per case (ownership.md, Audit). Node 分案 is done by it.
    """
    permissions.check_can_assign_somewhere(by)
    officer = _person(officer_id)
    cases = list(
        Case.objects.visible_to(by)
        .filter(pk__in=case_ids)
        .select_related("officer")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    eligible = {code for code in {case.court_id for case in cases} if _works_at(officer, code)}
    given_since, result = _given_since(cases, asked_at), Assigned([], [])
    for case in cases:
        if reason := _refusal(case, officer, eligible, by) or given_since.get(case.pk, ""):
            result.left.append((case, reason))
        else:
            result.given.append(case)
    if result.given:
        _give(result.given, officer, by, note)
    return result


def _person(officer_id: int) -> User:
    officer = User.objects.filter(pk=officer_id).first()
    if officer is None:
        raise InvalidInput(_("请选承办人。"), {"officer": _("请选承办人。")})
    return officer


def _works_at(officer: User, court_id: str) -> bool:
    return officer in officers_at([court_id], clock.today())


def _refusal(case: Case, officer: User, eligible: set[str], by: User) -> str:
    if not by.holds(Permission.CASE_ASSIGN, case.court_id):
        return _("不由你分案。")
    if case.court_id not in eligible:
        return _("%s在这个法院没有执行岗位。") % officer.name
    if not case.is_open:
        return _("已结案。")
    if case.officer_id == officer.pk:
        return _("本来就由%s承办。") % officer.name
    return ""


def _given_since(cases: list[Case], asked_at: datetime | None) -> dict[int, str]:
    """Why cases that somebody else gave away in the meantime are left: one query."""
    if asked_at is None:
        return {}
    entries = Progress.objects.filter(case__in=cases, node=ASSIGN, recorded_at__gt=asked_at)
    given = set(entries.values_list("case_id", flat=True))
    return {
        case.pk: _("刚由别人分给%s，请核对后再分。") % case.officer_label
        for case in cases
        if case.pk in given
    }


def _give(cases: list[Case], officer: User, by: User, note: str) -> None:
    facts = {"officer": officer.name, "count": len(cases)}
    parent = audit.record("CASES_ASSIGNED", None, by=by, changes=facts, reason=note)
    ids = [case.pk for case in cases]
    rows = [
        audit.row_about(case, {"officer": [case.officer_label, officer.name]}) for case in cases
    ]
    fresh = [case for case in cases if case.status == CaseStatus.FILED]
    case_services.move_many(fresh, CaseStatus.ASSIGNED, by=by, parent=parent)
    case_services.touch_many(ids, officer=officer, officer_name=officer.name)
    audit.record_many("CASE_OFFICER_CHANGED", rows, by=by, parent=parent)
    progress.done_by_assignment(cases, by=by, officer=officer)
    _tell(cases, officer, by)
    signals.cases_assigned.send(sender=Case, case_ids=ids, officer=officer, by=by)


def _tell(cases: list[Case], officer: User, by: User) -> None:
    """The new officer, and everybody who had some of the cases before."""
    url = reverse("cases:case_list") + "?desk=mine"
    facts = {"by": by.name, "count": len(cases), "number": cases[0].number}
    office.send_notice(to=officer, kind="assigned", text=GIVEN, url=url, facts=facts)
    before: dict[User, list[Case]] = defaultdict(list)
    for case in cases:
        if case.officer is not None and case.officer != by:
            before[case.officer].append(case)
    for former, taken in before.items():
        facts = {
            "by": by.name, "count": len(taken), "number": taken[0].number, "officer": officer.name,
        }  # fmt: skip
        url = taken[0].get_absolute_url()
        office.send_notice(to=former, kind="taken", text=TAKEN, url=url, facts=facts)


@transaction.atomic
def link_officer_name(*, court_id: str, name: str, officer_id: int, by: User) -> int:
    """Say which user an imported officer's name is; all unlinked cases of the court follow."""
    permissions.check_can_assign(by, court_id)
    officer = _person(officer_id)
    if not _works_at(officer, court_id):
        raise InvalidInput(_("%s在这个法院没有执行岗位。") % officer.name)
    unlinked = Case.objects.filter(court_id=court_id, officer=None, officer_name=name)
    cases = list(unlinked.order_by("pk").select_for_update(of=("self",)))
    if not cases:
        raise InvalidInput(_("%s没有未对应的案件。") % name)
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(officer=officer)
    facts = {"name": name, "officer": officer.name, "count": len(cases)}
    parent = audit.record("OFFICER_LINKED", officer, by=by, changes=facts, court=court_id)
    rows = [audit.row_about(case, {"officer": [name, officer.name]}) for case in cases]
    audit.record_many("CASE_OFFICER_LINKED", rows, by=by, parent=parent)
    return len(cases)

"""Changing facts of a case, and moving its status along the table."""

from datetime import timedelta
from decimal import Decimal

import pytest

from cases import transitions
from cases.enums import CaseStatus
from cases.models import Case
from cases.services import cases as case_services
from enforcement.kernel import clock
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted, TransitionRefused
from tests.factories.cases import CaseFactory
from tests.race import race
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db


def edit(case, by, version=None, **values):
    version = case.version if version is None else version
    return case_services.edit_case(case_id=case.pk, version=version, values=values, by=by)


def test_edit_case__changes_facts_and_what_follows_from_them(officer):
    case = CaseFactory(officer=officer, cause="买卖合同纠纷", imported=True)

    edit(case, officer, cause="行政非诉执行", has_property=True, number="（2026）赣0302执99号")

    case.refresh_from_db()
    assert (case.cause, case.has_property) == ("行政非诉执行", True)
    assert case.limit_end.isoformat() == "2026-06-02"
    assert (case.version, case.live_since is not None) == (2, True)
    assert case.serial != 99, "only facts may be changed"
    assert event("CASE_CHANGED").changes == {
        "cause": ["买卖合同纠纷", "行政非诉执行"],
        "has_property": [None, True],
    }


def test_edit_case__nothing_changed_leaves_no_trace(officer):
    case = CaseFactory(officer=officer)

    edit(case, officer, cause=case.cause, version=0)

    case.refresh_from_db()
    assert case.version == 1
    assert all_acts() == []


def test_edit_case__an_older_version_never_overwrites(officer, chief):
    case = CaseFactory(officer=officer)
    edit(case, chief, team="金融法庭")

    with pytest.raises(Conflict, match="刚被别人改过"):
        edit(case, officer, version=1, team="执行一组")

    case.refresh_from_db()
    assert case.team == "金融法庭"
    assert acts_about(case) == ["CASE_CHANGED"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"filed_on": clock.today() + timedelta(days=1)}, "filed_on"),
        ({"claim_amount": Decimal("-1")}, "claim_amount"),
        ({"opening_recovered": Decimal("-1")}, "opening_recovered"),
    ],
)
def test_edit_case__faults_are_named_at_their_fields(officer, values, field):
    case = CaseFactory(officer=officer)

    with pytest.raises(InvalidInput) as refusal:
        edit(case, officer, **values)

    assert set(refusal.value.fields) == {field}
    assert all_acts() == []


def test_edit_case__not_after_closing(officer):
    case = CaseFactory(officer=officer, closed=True)

    with pytest.raises(TransitionRefused, match="结案"):
        edit(case, officer, team="执行一组")


@pytest.mark.parametrize("who", ["outsider", "president", "finance", "supervisor"])
def test_edit_case__refused_to_others(request, officer, who):
    case = CaseFactory(officer=officer)

    with pytest.raises(NotPermitted):
        edit(case, request.getfixturevalue(who), team="执行一组")

    assert all_acts() == []


def test_transitions__know_every_status():
    assert set(transitions.ALLOWED) == set(CaseStatus)


@pytest.mark.parametrize("source", CaseStatus)
@pytest.mark.parametrize("target", CaseStatus)
def test_move__along_the_table_only(officer, source, target):
    case = CaseFactory.build(status=source, court_id="赣0302")
    allowed = target in transitions.ALLOWED[source]

    if allowed:
        case_services.move(case, target, by=officer)
    else:
        with pytest.raises(TransitionRefused):
            case_services.move(case, target, by=officer)

    assert case.status == (target if allowed else source)
    assert all_acts() == ([f"CASE_{target.name}"] if allowed else [])


def test_move_many__one_event_per_case_and_none_when_one_is_refused(officer):
    filed, closed = CaseFactory(filed=True), CaseFactory(closed=True)

    with pytest.raises(TransitionRefused):
        case_services.move_many([filed, closed], CaseStatus.ASSIGNED, by=officer, parent=1)

    assert not Case.objects.filter(status=CaseStatus.ASSIGNED).exists()
    case_services.move_many([filed], CaseStatus.ASSIGNED, by=officer, parent=1)
    told = event("CASE_ASSIGNED")
    assert (told.object_label, told.parent_id) == (filed.number, 1)
    assert told.changes == {"status": ["filed", "assigned"]}


@pytest.mark.django_db(transaction=True)
def test_edit_case__two_at_once_one_is_told(officer, chief):
    case = CaseFactory(officer=officer)

    results = race([
        lambda: edit(case, officer, team="执行一组"),
        lambda: edit(case, chief, team="金融法庭"),
    ])  # fmt: skip

    assert sorted(type(result).__name__ for result in results) == ["Case", "Conflict"]
    assert acts_about(case) == ["CASE_CHANGED"]

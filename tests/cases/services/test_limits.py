"""Deductions and extensions: what they change, and who decides."""

from datetime import date, timedelta

import pytest

from cases import signals
from cases.enums import CaseStatus
from cases.models import LimitEvent
from cases.services import limits
from cases.services.limits import Deduction, Extension
from courts.enums import Role
from enforcement.kernel import clock
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted, TransitionRefused
from tests.factories.cases import CaseFactory, LimitEventFactory
from tests.factories.courts import person
from tests.news import hearing
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db
AHEAD = clock.today() + timedelta(days=2)  # to come, even if midnight passes in the run


def deduct(case, by, kind="评估", start=date(2026, 6, 4), end=date(2026, 6, 28)):
    return limits.add_deduction(
        case_id=case.pk, deduction=Deduction(kind, start, end, "委托书"), by=by
    )


def test_add_deduction__moves_the_end(officer):
    case = CaseFactory(officer=officer)

    with hearing(signals.limit_changed) as heard:
        deduct(case, officer)

    case.refresh_from_db()
    assert case.limit_end == date(2026, 9, 28), "25 days on, and from a Sunday to Monday"
    assert [news["case"].pk for news in heard] == [case.pk]
    assert acts_about(case) == ["DEDUCTION_ADDED"]
    assert event("DEDUCTION_ADDED").reason == "委托书"


@pytest.mark.parametrize(
    ("kind", "end", "status"),
    [
        ("中止执行", None, CaseStatus.SUSPENDED),
        ("暂缓执行", None, CaseStatus.SUSPENDED),
        ("中止执行", date(2026, 6, 28), CaseStatus.UNDER_WAY),
        ("评估", None, CaseStatus.UNDER_WAY),
    ],
)
def test_add_deduction__a_running_stop_suspends_the_case(officer, kind, end, status):
    case = CaseFactory(officer=officer)

    deduct(case, officer, kind, end=end)

    case.refresh_from_db()
    assert case.status == status
    assert case.limit_running is (end is None)
    assert ("CASE_SUSPENDED" in acts_about(case)) is (status == CaseStatus.SUSPENDED)


def test_add_deduction__a_case_that_only_was_filed_is_not_suspended(chief):
    case = CaseFactory(filed=True)

    deduct(case, chief, "中止执行", end=None)

    case.refresh_from_db()
    assert case.status == CaseStatus.FILED


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "出差"}, "kind"),
        ({"kind": "延长"}, "kind"),
        ({"start": AHEAD, "end": None}, "from_on"),
        ({"start": date(2026, 6, 4), "end": date(2026, 6, 3)}, "to_on"),
        ({"start": date(2020, 6, 4), "end": date(2020, 6, 9)}, "to_on"),  # all before filing
        ({"kind": "暂缓执行", "end": AHEAD}, "to_on"),
    ],
)
def test_add_deduction__faults_are_named_at_their_fields(officer, values, field):
    case = CaseFactory(officer=officer)

    with pytest.raises(InvalidInput) as refusal:
        deduct(case, officer, **values)

    assert set(refusal.value.fields) == {field}
    assert not LimitEvent.objects.exists()
    assert all_acts() == []


def test_add_deduction__the_same_twice_is_refused(officer):
    case = CaseFactory(officer=officer)
    deduct(case, officer)

    with pytest.raises(Conflict):
        deduct(case, officer)

    assert acts_about(case) == ["DEDUCTION_ADDED"]


def test_add_deduction__not_after_closing(officer):
    with pytest.raises(TransitionRefused):
        deduct(CaseFactory(officer=officer, closed=True), officer)


@pytest.mark.parametrize("who", ["outsider", "president", "finance"])
def test_add_deduction__refused_to_others(request, officer, who):
    with pytest.raises(NotPermitted):
        deduct(CaseFactory(officer=officer), request.getfixturevalue(who))

    assert not LimitEvent.objects.exists()


def test_end_deduction__the_last_running_stop_lifts_the_suspension(officer):
    case = CaseFactory(officer=officer)
    first = deduct(case, officer, "中止执行", end=None)
    second = deduct(case, officer, "暂缓执行", date(2026, 7, 1), None)

    limits.end_deduction(event_id=first.pk, to_on=date(2026, 7, 10), by=officer)
    case.refresh_from_db()
    assert case.status == CaseStatus.SUSPENDED, "the other one still runs"

    limits.end_deduction(event_id=second.pk, to_on=date(2026, 7, 10), by=officer)
    case.refresh_from_db()
    assert (case.status, case.limit_running) == (CaseStatus.UNDER_WAY, False)
    assert acts_about(case)[-2:] == ["CASE_UNDER_WAY", "DEDUCTION_ENDED"]


def test_end_deduction__only_once(officer):
    event_ = LimitEventFactory(case=CaseFactory(officer=officer), to_on=date(2026, 6, 28))

    with pytest.raises(Conflict, match="已经有止日"):
        limits.end_deduction(event_id=event_.pk, to_on=date(2026, 7, 1), by=officer)


def test_end_deduction__an_extension_has_no_end(officer):
    event_ = LimitEventFactory(case=CaseFactory(officer=officer), extension=True)

    with pytest.raises(Conflict):
        limits.end_deduction(event_id=event_.pk, to_on=date(2026, 7, 1), by=officer)


def test_end_deduction__not_before_it_began(officer):
    event_ = LimitEventFactory(case=CaseFactory(officer=officer))

    with pytest.raises(InvalidInput) as refusal:
        limits.end_deduction(event_id=event_.pk, to_on=date(2026, 6, 3), by=officer)

    assert set(refusal.value.fields) == {"to_on"}


def test_end_deduction__not_into_one_that_is_there(officer):
    case = CaseFactory(officer=officer)
    LimitEventFactory(case=case, to_on=date(2026, 6, 28))
    running = LimitEventFactory(case=case)

    with pytest.raises(Conflict, match="已经有了"):
        limits.end_deduction(event_id=running.pk, to_on=date(2026, 6, 28), by=officer)

    assert all_acts() == []


def test_end_deduction__refused_to_others(officer, outsider):
    event_ = LimitEventFactory(case=CaseFactory(officer=officer))

    with pytest.raises(NotPermitted):
        limits.end_deduction(event_id=event_.pk, to_on=date(2026, 7, 1), by=outsider)


# Extensions ------------------------------------------------------------------------------------


def extend(case, by, approver, months=3, on=date(2026, 8, 20)):
    extension = Extension(on, months, approver.pk, "审批表 3 号")
    return limits.add_extension(case_id=case.pk, extension=extension, by=by)


def test_add_extension__by_the_officer_approved_by_the_president(officer, president):
    case = CaseFactory(officer=officer)

    made = extend(case, officer, president)

    case.refresh_from_db()
    assert (made.months, made.approved_by) == (3, "周明德")
    assert case.limit_end == date(2026, 12, 2)
    assert acts_about(case) == ["EXTENSION_ADDED"]


def test_add_extension__by_a_vice_president(officer):
    deputy = person(Role.DEPUTY_PRESIDENT, "欧阳谦")

    assert extend(CaseFactory(officer=officer), officer, deputy).approved_by == "欧阳谦"


@pytest.mark.parametrize("who", ["chief", "officer", "outsider", "supervisor"])
def test_add_extension__approved_by_nobody_else(request, officer, who):
    case = CaseFactory(officer=officer)

    with pytest.raises(InvalidInput, match="院长或副院长") as refusal:
        extend(case, officer, request.getfixturevalue(who))

    assert set(refusal.value.fields) == {"approver"}
    assert not LimitEvent.objects.exists()


def test_add_extension__who_approves_does_not_record(president):
    with pytest.raises(InvalidInput, match="不能是登记人"):
        extend(CaseFactory(), president, president)

    assert all_acts() == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"months": 0}, "months"),
        ({"months": 4}, "months"),
        ({"on": AHEAD}, "approved_on"),
        ({"on": date(2026, 3, 1)}, "approved_on"),
    ],
)
def test_add_extension__faults_are_named_at_their_fields(officer, president, values, field):
    with pytest.raises(InvalidInput) as refusal:
        extend(CaseFactory(officer=officer), officer, president, **values)

    assert set(refusal.value.fields) == {field}
    assert all_acts() == []


def test_add_extension__a_second_one_counts_too(officer, president):
    case = CaseFactory(officer=officer)
    extend(case, officer, president)

    extend(case, officer, president, on=date(2026, 8, 21))

    case.refresh_from_db()
    assert case.limit_end == date(2027, 3, 2)


def test_add_extension__not_after_closing(officer, president):
    with pytest.raises(TransitionRefused):
        extend(CaseFactory(officer=officer, closed=True), officer, president)


@pytest.mark.parametrize("who", ["outsider", "finance", "petition_desk"])
def test_add_extension__refused_to_others(request, officer, president, who):
    with pytest.raises(NotPermitted):
        extend(CaseFactory(officer=officer), request.getfixturevalue(who), president)

"""A stopped clock moves its end by a day, every day."""

from datetime import timedelta

import pytest

from cases import tasks
from cases.models import Case
from cases.services import derived, nightly
from enforcement.kernel import clock
from tests.factories.cases import CaseFactory, LimitEventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stopped(court):
    case = LimitEventFactory(from_on=clock.today() - timedelta(days=10)).case
    Case.objects.filter(pk=case.pk).update(filed_on=clock.today() - timedelta(days=40))
    derived.recompute([case.pk], today=clock.today() - timedelta(days=5))
    case.refresh_from_db()
    return case


def test_renew_running_limits__keeps_the_days_that_are_left(stopped):
    before = stopped.limit_end

    assert nightly.renew_running_limits() == 1

    stopped.refresh_from_db()
    assert stopped.limit_end > before
    assert nightly.renew_running_limits() == 0, "a second run does nothing"


def test_renew_running_limits__leaves_other_cases_alone(stopped, monkeypatch):
    CaseFactory()
    asked = []
    monkeypatch.setattr(derived, "recompute", lambda ids: asked.append(ids) or 0)

    tasks.renew_running_limits()

    assert asked == [[stopped.pk]]


@pytest.mark.parametrize(
    ("first", "last", "stands"), [(-10, 5, True), (-10, 0, True), (-10, -1, False), (0, 3, True)]
)
def test_renew_running_limits__the_clock_stands_while_a_deduction_covers_the_day(
    court, first, last, stands
):
    today = clock.today()
    days = {"from_on": today + timedelta(first), "to_on": today + timedelta(last)}
    case = LimitEventFactory(**days).case
    Case.objects.filter(pk=case.pk).update(filed_on=today - timedelta(days=40))
    derived.recompute([case.pk], today=today - timedelta(days=1))

    nightly.renew_running_limits()

    case.refresh_from_db()
    assert case.limit_running is stands
    assert case.limit_end is not None


def test_renew_running_limits__in_batches(court, monkeypatch):
    monkeypatch.setattr(nightly, "BATCH", 2)
    cases = [LimitEventFactory(from_on=clock.today()).case for _each in range(5)]
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(limit_running=True)
    asked = []
    monkeypatch.setattr(derived, "recompute", lambda ids: asked.append(len(ids)) or len(ids))

    assert nightly.renew_running_limits() == 5
    assert asked == [2, 2, 1]

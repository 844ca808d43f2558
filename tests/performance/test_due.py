"""What is frozen by itself: the last finished week, and missed ones after the first (schedule)."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db.utils import OperationalError

from enforcement.kernel.models import AuditEvent
from enforcement.schedule import SCHEDULE
from performance import services, tasks
from performance.models import Snapshot
from tests.performance.records import make_case

pytestmark = pytest.mark.django_db
MONDAY = date(2018, 7, 23)
WEEK = timedelta(days=7)


def weeks():
    return sorted(str(each) for each in Snapshot.objects.values_list("week_ending", flat=True))


def test_the_last_finished_week_is_frozen_once(courts):
    make_case()

    assert services.take_due(today=MONDAY) == 1
    assert services.take_due(today=MONDAY) == 0
    assert weeks() == ["2018-07-22"]
    event = AuditEvent.objects.get(act="SNAPSHOT_TAKEN")
    assert event.actor_name == "系统"


@pytest.mark.parametrize("day", range(7))
def test_a_missed_monday_catches_up_on_any_day(courts, day):
    make_case()

    services.take_due(today=MONDAY + timedelta(days=day))

    assert weeks() == ["2018-07-22"]


def test_missed_weeks_after_the_first_are_caught_up(courts):
    make_case()
    services.take_due(today=MONDAY - 3 * WEEK)

    assert services.take_due(today=MONDAY) == 3
    assert weeks() == ["2018-07-01", "2018-07-08", "2018-07-15", "2018-07-22"]


def test_no_further_back_than_eight_weeks(courts):
    make_case(filed_on=date(2018, 1, 4))
    services.take_due(today=date(2018, 2, 5))

    services.take_due(today=MONDAY)

    assert weeks() == ["2018-02-04"] + [
        str(MONDAY - timedelta(days=1) - n * WEEK) for n in range(8, -1, -1)
    ]


def test_every_district_with_cases_has_its_own(courts):
    make_case("赣0302")
    make_case("赣0102")

    assert services.take_due(today=MONDAY) == 2
    assert set(Snapshot.objects.values_list("district_id", flat=True)) == {"赣01", "赣03"}


def test_nothing_before_the_first_case(courts):
    make_case(filed_on=MONDAY)

    assert services.take_due(today=MONDAY) == 0


def test_a_district_that_fails_does_not_hold_back_the_others(courts):
    make_case("赣0302")
    make_case("赣0102")
    take = services.due.take_snapshot

    def fail_once(*, district, week_ending):
        if district.pk == "赣01":
            raise OperationalError("out of order")
        return take(district=district, week_ending=week_ending)

    with patch("performance.services.due.take_snapshot", fail_once), pytest.raises(ExceptionGroup):
        services.take_due(today=MONDAY)

    assert Snapshot.objects.get().district_id == "赣03"


def test_the_task_is_the_scheduled_one(courts):
    make_case(filed_on=date(2018, 1, 4))

    tasks.take_due_snapshots()
    tasks.take_due_snapshots()

    assert Snapshot.objects.count() == 1
    names = {entry["task"] for entry in SCHEDULE.values()}
    assert tasks.take_due_snapshots.name in names

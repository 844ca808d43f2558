"""Two takings of one district at once (rulings 26; contract 3)."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from courts.models import Court
from enforcement.kernel.errors import Conflict
from performance import services
from performance.models import CaseFact, Snapshot
from tests.performance.records import SUNDAY, make_case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def ledger(courts):
    """Some cases, committed."""
    return [make_case() for _number in range(5)]


def _in_threads(work, count):
    def run():
        try:
            work()
        finally:
            connection.close()

    threads = [Thread(target=run) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_four_at_once_make_one_version(ledger, district):
    _in_threads(lambda: services.take_snapshot(district=district, week_ending=SUNDAY), 4)

    assert Snapshot.objects.get().version == 1
    assert CaseFact.objects.count() == len(ledger)


def test_two_weeks_at_once_keep_one_current_version_of_each_case(ledger, district):
    weeks = iter([SUNDAY, SUNDAY - timedelta(days=7)])

    _in_threads(lambda: services.take_snapshot(district=district, week_ending=next(weeks)), 2)

    assert Snapshot.objects.count() == 2
    assert CaseFact.objects.filter(until=None).count() == len(ledger)


def test_one_that_waits_too_long_is_told_so(ledger, district):
    """A taking that holds the district: the other gives up after the time limit for locks."""

    def try_again():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 200")
        with pytest.raises(Conflict, match="正在冻结"):
            services.take_snapshot(district=district, week_ending=SUNDAY)
        with pytest.raises(CommandError) as refusal:
            call_command("take_snapshot", "--week-ending", str(SUNDAY), "--court", "赣03")
        refused.append(refusal.value.returncode)

    refused: list[int] = []
    with transaction.atomic():
        services.take_snapshot(district=district, week_ending=SUNDAY)
        _in_threads(try_again, 1)

    assert refused == [1]
    assert Snapshot.objects.count() == 1


def test_districts_do_not_wait_for_each_other(ledger, district):
    def other():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 200")
        services.take_snapshot(district=Court.objects.get(pk="赣0302"), week_ending=SUNDAY)

    with transaction.atomic():
        services.take_snapshot(district=district, week_ending=SUNDAY)
        _in_threads(other, 1)

    assert Snapshot.objects.count() == 2

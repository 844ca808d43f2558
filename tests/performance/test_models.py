"""What must never be is a constraint."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from enforcement.kernel import clock
from performance.models import Benchmark, CaseFact, Figure, Snapshot
from tests.performance.records import SUNDAY, make_case

pytestmark = pytest.mark.django_db


def _snapshot(**values):
    given = {
        "district_id": "赣03",
        "week_ending": SUNDAY,
        "version": 1,
        "taken_at": clock.now(),
        **values,
    }
    return Snapshot(**given, seal="0" * 64)


@pytest.mark.parametrize("values", [{"week_ending": date(2018, 7, 23)}, {"version": 0}])
def test_snapshot(courts, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        _snapshot(**values).save()


def test_snapshot__a_version_once(courts):
    _snapshot().save()
    with pytest.raises(IntegrityError), transaction.atomic():
        _snapshot().save()


def test_figure__once(freeze):
    figure = freeze().figures.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(
            snapshot=figure.snapshot, scope=figure.scope, court_id=figure.court_id,
            indicator=figure.indicator, window=figure.window, numerator=1,
        )  # fmt: skip


def test_benchmark__once_and_on_a_sunday(db):
    given = {"indicator": "avg_days", "value": 1, "source": "x", "recorded_at": clock.now()}
    Benchmark.objects.create(week_ending=SUNDAY, **given)
    for day in (SUNDAY, date(2018, 7, 23)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Benchmark.objects.create(week_ending=day, **given)


def test_fact__ends_after_it_begins(freeze):
    make_case()
    freeze()
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFact.objects.update(until=1)


def test_words(freeze):
    make_case()
    snapshot = freeze()

    assert str(snapshot) == "赣03 2018-07-22 v1"
    assert snapshot.seal_words == f"{snapshot.seal[:4]} {snapshot.seal[4:8]}"
    assert "赣0302" in str(snapshot.figures.filter(court="赣0302").first())
    assert str(CaseFact.objects.get()).endswith(f"号 {snapshot.pk}")
    assert str(Benchmark(indicator="avg_days", week_ending=SUNDAY)) == "avg_days 2018-07-22"

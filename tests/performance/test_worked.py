"""The worked example: every figure of both weeks, and every figure opened to its records."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import transaction

from courts.models import Court
from enforcement.desk.ledger.importing import import_ledger
from performance import selectors, services
from performance.enums import Scope
from performance.evidence import verdicts
from performance.evidence.opening import Opened, Place, Tab
from performance.indicators import BY_CODE
from performance.models import Benchmark, Snapshot
from tests.real_data import real_data

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WEEKS = (date(2018, 7, 22), date(2017, 10, 8))  # the later one first, on purpose


@pytest.fixture(scope="module")
def frozen(django_db_setup, django_db_blocker) -> Iterator[dict[date, Snapshot]]:
    """The worked ledger as the program imports it, both weeks frozen. Kept for this module."""
    ledger = real_data("worked/ledger.xlsx")
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("prepare", "--no-migrate", verbosity=0)
        assert not import_ledger(ledger).as_json()["errors"]
        district = Court.objects.get(pk="赣03")
        assert selectors.the_district() == district
        yield {
            week: services.take_snapshot(district=district, week_ending=week).snapshot
            for week in WEEKS
        }
        transaction.set_rollback(True)


def _expected(week):
    with real_data("worked/figures.csv").open(encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if row["week_ending"] == str(week)]


def _rows(snapshot):
    figures = verdicts.stored_figures(snapshot)
    rows = [each.as_json() for each in selectors.ranked_snapshot(snapshot, figures)]
    return {(r["scope"], r["court"], r["indicator"], r["window"]): r for r in rows}


def _text(value):
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _differing(snapshot, column):
    """Cells that are not as expected."""
    found, wrong = _rows(snapshot), []
    expected = _expected(snapshot.week_ending)
    assert len(found) == len(expected) == 245
    for row in expected:
        mine = found[row["scope"], row["court"], row["indicator"], row["window"]]
        for name in ("numerator", "denominator", "value", "rank"):
            if _text(mine[name]) != row[name]:
                wrong.append((row, name, mine[name]))
        if _text(mine["behind"]) != row[column]:
            wrong.append((row, column, mine["behind"]))
    return wrong


@pytest.mark.parametrize("week", WEEKS)
def test_every_figure_is_the_one_expected__without_averages(frozen, week):
    assert _differing(frozen[week], "behind_without_averages") == []


@pytest.mark.parametrize("week", WEEKS)
def test_every_figure_is_the_one_expected__with_averages(frozen, week):
    """Averages that arrive late change `behind`, and neither a figure nor the seal (ruling 25)."""
    result = services.import_benchmarks(real_data("worked/benchmarks.csv").read_bytes())

    assert (result.created, result.rejected) == (Benchmark.objects.count(), 0)
    assert _differing(frozen[week], "behind_with_averages") == []
    assert verdicts.judge(frozen[week]).same


@pytest.mark.parametrize("week", WEEKS)
def test_taking_again_changes_nothing(frozen, week):
    again = services.take_snapshot(district=Court.objects.get(pk="赣03"), week_ending=week)

    assert not again.is_new
    assert again.snapshot == frozen[week]


@pytest.mark.parametrize("week", WEEKS)
def test_identities(frozen, week):
    """received = closed + open, and the courts add up to the district (design 5)."""
    rows = _rows(frozen[week])
    for (scope, court, indicator, window), row in rows.items():
        if indicator == "received":
            parts = [rows[scope, court, each, window]["numerator"] for each in ("closed", "open")]
            assert row["numerator"] == sum(parts)
        if scope == Scope.DISTRICT:
            courts = [
                r for k, r in rows.items() if k[0] == Scope.COURT and k[2:] == (indicator, window)
            ]
            for part in ("numerator", "denominator"):
                if row[part] is not None:
                    assert Decimal(row[part]) == sum(Decimal(r[part]) for r in courts)


@pytest.mark.parametrize("week", WEEKS)
def test_every_figure_opens_to_the_records_behind_it(frozen, week):
    """What the lists add up to is the figure, whatever the court, indicator or window."""
    snapshot = frozen[week]
    taking = verdicts.taking_of(snapshot, verdicts.stored_figures(snapshot))
    for (scope, court, code, window), row in _rows(snapshot).items():
        courts = taking.courts if scope == Scope.DISTRICT else (court,)
        indicator = BY_CODE[code]
        opened = Opened(taking, snapshot.pk, indicator, _window(indicator, window), courts)
        counts = opened.counts()
        assert sum(each.numerator for each in counts if each.tab in UPPER) == Decimal(
            row["numerator"]
        )
        if row["denominator"] is not None:
            tabs = (Tab.BASE,) if any(each.tab == Tab.BASE for each in counts) else UPPER
            alike = code != "petition_ratio"
            below = sum(
                each.denominator if alike else each.numerator for each in counts if each.tab in tabs
            )
            if alike or Tab.BASE in tabs:
                assert below == Decimal(row["denominator"])
        assert all(each.reason for each in counts if each.tab in WITH_REASONS), (code, counts)


UPPER = (Tab.COUNTED, Tab.MISSED, Tab.LEFT_OUT)
WITH_REASONS = (Tab.MISSED, Tab.LEFT_OUT, Tab.BASE_LEFT_OUT)


def _window(indicator, window):
    return next(each for each in indicator.windows if each.value == window)


def test_lists_hold_the_records_that_their_counts_promise(frozen):
    snapshot = frozen[WEEKS[0]]
    taking = verdicts.taking_of(snapshot, verdicts.stored_figures(snapshot))
    for indicator in BY_CODE.values():
        opened = Opened(taking, snapshot.pk, indicator, indicator.own_window, taking.courts)
        for each in opened.counts():
            listed = list(opened.all(Tab(each.tab), each.reason))
            if each.reason:
                assert len(listed) == each.records
            pages = _paged(opened, Tab(each.tab), each.reason)
            assert [row["record_pk"] for row in pages] == [row["record_pk"] for row in listed]


def _paged(opened, tab, reason, size=37):
    """All records of a list, page by page."""
    rows, place = [], None
    while page := opened.page(tab, reason, size, place):
        rows += page
        place = Place(page[-1]["sorted"], page[-1]["record_pk"])
    return rows

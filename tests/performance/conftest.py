"""A district with frozen weeks."""

from datetime import date

import pytest
from django.utils import translation

from courts.selectors import parameters
from performance import services
from performance.evidence import verdicts
from tests.performance.records import SUNDAY, make_case

DAY = date(2018, 7, 18)


@pytest.fixture(autouse=True)
def _nothing_left_over():
    """Parameters remembered and a language chosen by another test are none of this one's."""
    parameters.forget()
    translation.deactivate()
    yield
    parameters.forget()
    translation.deactivate()


@pytest.fixture
def district(courts):
    """萍乡中院 with its subtree."""
    return courts["赣03"]


@pytest.fixture
def freeze(district):
    """Freeze a week; the snapshot, whether new or not."""

    def take(week_ending=SUNDAY, **options):
        return services.take_snapshot(
            district=district, week_ending=week_ending, **options
        ).snapshot

    return take


@pytest.fixture
def figure():
    """Numerator and denominator of a figure of a snapshot."""

    def read(snapshot, indicator, window="ytd", court="赣0302"):
        scope = "court" if court else "district"
        for row in verdicts.stored_figures(snapshot):
            if (row.scope, row.indicator, row.window) == (scope, indicator, window) and (
                not court or row.court == court
            ):
                return row.numerator, row.denominator
        raise LookupError(indicator)

    return read


@pytest.fixture
def web(client, supervisor):
    """The browser of 综合科 of 萍乡中院."""
    client.force_login(supervisor)
    return client


@pytest.fixture
def mixed(courts):
    """One case for every reason of the first core indicator."""
    old, late = date(2018, 1, 5), date(2018, 7, 20)
    given = {
        "counted": {"filed_on": date(2018, 3, 1), "closed_on": DAY, "has_property": True},
        "expired": {"filed_on": old, "has_property": True},
        "late": {"filed_on": old, "closed_on": late, "has_property": True},
        "zhongben": {"closed_on": DAY, "close_mode": "终结本次执行程序", "has_property": True},
        "struck": {"closed_on": DAY, "close_mode": "销案", "has_property": True},
        "poor": {"has_property": False},
        "unknown": {},
        "running": {"has_property": True},
    }
    return {name: make_case("赣0302", **facts) for name, facts in given.items()}

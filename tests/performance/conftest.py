"""A district with frozen weeks."""

import pytest
from django.utils import translation

from courts.selectors import parameters
from performance import services
from performance.evidence import verdicts
from tests.performance.records import SUNDAY


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

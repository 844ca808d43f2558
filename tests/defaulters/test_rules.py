"""Terms of listings and the age below which nobody is listed (法释〔2017〕7号, arts. 2 and 4)."""

from datetime import date

import pytest

from defaulters.rules import is_minor, term_end


@pytest.mark.parametrize(
    ("ground", "published_on", "expected"),
    [
        (1, date(2018, 6, 4), None),
        (2, date(2018, 6, 4), date(2020, 6, 4)),
        (6, date(2020, 2, 29), date(2022, 2, 28)),
    ],
)
def test_term_end(ground, published_on, expected):
    assert term_end(ground, published_on) == expected


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        (date(2000, 6, 1), date(2018, 6, 1), False),
        (date(2000, 6, 2), date(2018, 6, 1), True),
        (date(2000, 2, 29), date(2018, 2, 28), False),
        (None, date(2018, 6, 1), False),
    ],
)
def test_is_minor(born, on, expected):
    assert is_minor(born, on) is expected

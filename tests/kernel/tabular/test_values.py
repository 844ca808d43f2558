"""Blank is what a person sees as blank."""

import pytest

from enforcement.kernel.tabular import is_blank
from enforcement.kernel.tabular.values import NO_RESULT


@pytest.mark.parametrize("cell", [None, "", " ", "\u3000\xa0", "\u200b\ufeff", "\r\n\t"])
def test_is_blank(cell):
    assert is_blank(cell)


@pytest.mark.parametrize("cell", [0, 0.0, False, "0", ".", "案", NO_RESULT, float("nan")])
def test_is_blank__there_is_something(cell):
    assert not is_blank(cell)


def test_fault__is_written_as_it_was_shown():
    assert str(NO_RESULT) == "（公式无结果）"

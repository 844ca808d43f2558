"""Defusing formulas in .csv, and taking the apostrophe off again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.kernel.tabular.formulas import defuse, restore


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86 799",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\tplain",
        "\r\n",
        "\n=1",
        " =1",
        "\u3000=1",
        "\u200b=1",
        "\ufeff=1",
        "\x00=1",
        "＝1+1",
        "＠SUM",
        "－5",
        "＋5",
        "'=1",
        "''=1",
        "' =1",
    ],
)
def test_defuse__what_a_spreadsheet_might_run(text):
    assert defuse(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "案号", "（2018）赣03执1号", "1-2", "a=b", "'quoted'", "O'Brien", " 5", "'", "''"]
)
def test_defuse__plain_text_is_left_alone(text):
    assert defuse(text) == text
    assert restore(text) == text


@settings(deadline=None)
@given(st.text(st.sampled_from("'=+-@\t\r\n a案＝\u200b\ufeff")))
def test_restore__undoes_defuse(text):
    assert restore(defuse(text)) == text

"""Header rows: any order, either language, nothing missing, nothing twice."""

from datetime import date

import pytest

from enforcement.kernel.tabular import Column, Kind, TabularRefused, match_columns, plain_name
from enforcement.kernel.tabular.values import NO_RESULT

COLUMNS = [
    Column("案号", "case_number", required=True),
    Column("立案日期", "filed_on", required=True, kind=Kind.DATE),
    Column("承办人", "officer"),
    Column("备用"),
]


@pytest.mark.parametrize(
    ("header", "positions"),
    [
        (["案号", "立案日期"], {"案号": 0, "立案日期": 1}),
        (["承办人", "立案日期", "案号"], {"案号": 2, "立案日期": 1, "承办人": 0}),
        (["case_number", "立案日期"], {"案号": 0, "立案日期": 1}),
        (["CASE_NUMBER", "Filed_On"], {"案号": 0, "立案日期": 1}),
        ([" 案\u3000号\n", "立案 日期\u200b"], {"案号": 0, "立案日期": 1}),
        (["ｃａｓｅ＿ｎｕｍｂｅｒ", "立案日期"], {"案号": 0, "立案日期": 1}),
        (["", "案号", None, "立案日期", " "], {"案号": 1, "立案日期": 3}),
    ],
)
def test_match_columns(header, positions):
    match = match_columns(header, COLUMNS, "案件")

    assert match.positions == positions
    assert match.warnings == []


def test_match_columns__unknown_columns_are_ignored_with_a_warning():
    match = match_columns(["案号", " 备注 ", "立案日期", "颜色"], COLUMNS, "案件")

    assert [warning.column for warning in match.warnings] == ["备注", "颜色"]
    assert match.warnings[0].sentence == "不认识“备注”这一列，已忽略。"


@pytest.mark.parametrize(
    "header", [[], [""], ["备注"], ["承办人", "案号"], [20180702.0, NO_RESULT]]
)
def test_match_columns__required_column_missing(header):
    with pytest.raises(TabularRefused, match=r"工作表“案件”的第一行缺少必需的列：.*立案日期"):
        match_columns(header, COLUMNS, "案件")


@pytest.mark.parametrize("second", ["案号", "case_number", " 案 号"])
def test_match_columns__the_same_column_twice(second):
    with pytest.raises(TabularRefused, match="“案号”一列出现了两次"):
        match_columns(["案号", "立案日期", second], COLUMNS, "案件")


def test_match_columns__cells_that_are_no_text():
    match = match_columns(["案号", 5.0, date(2018, 7, 2), True, "立案日期"], COLUMNS, "案件")

    assert match.positions == {"案号": 0, "立案日期": 4}


def test_plain_name__sheets_are_compared_like_columns():
    assert plain_name(" Ｃases\u200b ") == plain_name("cases")

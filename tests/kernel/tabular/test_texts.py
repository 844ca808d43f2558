"""Text of cells: what a spreadsheet shows, without what nobody sees."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from enforcement.kernel.clock import SHANGHAI
from enforcement.kernel.tabular import CellError, fold, read_text
from enforcement.kernel.tabular.texts import quoted
from enforcement.kernel.tabular.values import INVISIBLE, NO_RESULT, UNREADABLE, CellFault


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("王萍芳", "王萍芳"),
        ("  王萍芳\u3000\n", "王萍芳"),
        ("\ufeff王萍芳\u200b", "王萍芳"),
        ("a\r\nb\rc\nd\te", "a\nb\nc\nd\te"),
        ("a\x00b\x07c\x1f\x7f\x85d", "abcd"),
        ("\x07", None),
        ("家庭👨\u200d👩\u200d👧", "家庭👨\u200d👩\u200d👧"),
        ("（２０１８）", "（２０１８）"),
        (123.0, "123"),
        (13979912345.0, "13979912345"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (-3.0, "-3"),
        (0.00001, "0.00001"),
        (7, "7"),
        (Decimal("12.50"), "12.50"),
        (999999999999999.0, "999999999999999"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2018, 7, 2), "2018-07-02"),
        (datetime(2018, 7, 2, 9, 5, tzinfo=SHANGHAI), "2018-07-02 09:05"),
        (datetime(2018, 7, 2, 9, 5, 7, tzinfo=SHANGHAI), "2018-07-02 09:05:07"),
        (time(9, 5), "09:05"),
        (time(9, 5, 7), "09:05:07"),
        (timedelta(days=1, hours=2, seconds=3), "26:00:03"),
        (None, None),
        ("", None),
        (" \u3000\u200b", None),
        ("#标题", "#标题"),
    ],
)
def test_read_text(cell, text):
    assert read_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("（２０１８）赣０３执１号", "(2018)赣03执1号"),
        (" ＡＢｃ\u3000", "ABc"),
        ("王\u200b萍芳", "王萍芳"),
        ("王\u202e萍芳\ufeff", "王萍芳"),
        ("ﾊﾝ", "ハン"),
        ("a\x00b", "ab"),
        ("\x07\u200b", None),
        (" plain ", "plain"),
    ],
)
def test_read_text__folded(cell, text):
    assert read_text(cell, folded=True) == text


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (360399197412120018.0, "超过 15 位"),
        (10**15, "超过 15 位"),
        (-(10**400), "超过 15 位"),
        (1e300, "超过 15 位"),
        (float("nan"), "不是有效的数"),
        (float("inf"), "不是有效的数"),
        (Decimal("NaN"), "不是有效的数"),
        (Decimal("sNaN"), "不是有效的数"),
        (Decimal("-Infinity"), "不是有效的数"),
        (NO_RESULT, "公式没有结果"),
        (UNREADABLE, "无法读取"),
        (CellFault("#DIV/0!"), "错误值 #DIV/0!"),
        ("#N/A", "错误值 #N/A"),
        (" #REF! ", "错误值 #REF!"),
        (b"bytes", "无法读取"),
        (object(), "无法读取"),
    ],
)
def test_read_text__refused(cell, fault):
    with pytest.raises(CellError, match=fault):
        read_text(cell)


def test_read_text__length():
    assert read_text("案" * 200, max_length=200) == "案" * 200
    with pytest.raises(CellError, match="超过 200 个字"):
        read_text("案" * 201, max_length=200)


def test_fold__twice_is_once():
    for text in ("（２０１８） 赣", "Å", "ﬁ", "㈱", " a\u200b "):
        assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (43283.0, "43283"),
        (1.5, "1.5"),
        ("a\nb", "a b"),
        ("案" * 50, "案" * 39 + "…"),
        pytest.param(10**5000, "过大的数", id="huge"),
        (float("nan"), "nan"),
        (None, "None"),
        (NO_RESULT, "（公式无结果）"),
    ],
)
def test_quoted__short_and_on_one_line(cell, text):
    assert quoted(cell) == text


def test_read_text__what_is_printable_and_no_space_is_seen():
    """The quick way for clean texts rests on it."""
    assert [char for char in INVISIBLE if char.isprintable()] == [" "]
    assert [read_text(f"{char}甲 乙{char}") for char in INVISIBLE] == ["甲 乙"] * len(INVISIBLE)

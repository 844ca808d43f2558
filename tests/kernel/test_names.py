"""Names as they are matched and as they are sorted (ruling 30, contract 14)."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.kernel.names import normalize_name, pinyin_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张三", " 张 三\u3000"),
        ("张三", "张\xa0三\r\n"),
        ("张三", "\ufeff张\u200b三"),
        ("阿不都·热合曼", "阿不都•热合曼"),
        ("阿不都·热合曼", "阿不都‧热合曼"),
        ("阿不都·热合曼", "阿不都・热合曼"),
        ("阿不都·热合曼", "阿不都･热合曼"),
        ("阿不都·热合曼", "阿不都．热合曼"),
        ("阿不都·热合曼", "阿不都.热合曼"),
        ("阿不都·热合曼", "阿不都热合曼"),
        ("ＡＢＣ公司１号", "ABC公司1号"),
        ("John Smith", "JOHN SMITH"),
        ("⼭西", "山西"),
        ("\uf9d1某", "六某"),
        ("葛\U000e0100某", "葛某"),
        ("江西（萍乡）公司", "江西(萍乡)公司"),
        ("江西〔萍乡〕公司", "江西【萍乡】公司"),
    ],
)
def test_normalize_name__same(one, other):
    assert normalize_name(one) == normalize_name(other)
    assert normalize_name(one, unit=True) == normalize_name(other, unit=True)


@pytest.mark.parametrize(
    ("one", "other"), [("张三", "张四"), ("张三", "张三丰"), ("第一公司", "第二公司")]
)
def test_normalize_name__different(one, other):
    assert normalize_name(one) != normalize_name(other)
    assert normalize_name(one, unit=True) != normalize_name(other, unit=True)


def test_normalize_name__brackets_count_for_people_alone():
    assert normalize_name("江西（萍乡）公司", unit=True) == normalize_name(
        "江西萍乡公司", unit=True
    )
    assert normalize_name("张三（大）") != normalize_name("张三大")


@given(st.text(max_size=20), st.booleans())
def test_normalize_name__again_changes_nothing(text, unit):
    once = normalize_name(text, unit=unit)
    assert normalize_name(once, unit=unit) == once
    assert not re.search(r"\s", once)


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("单田芳", "shan4"),
        ("仇和平", "qiu2"),
        ("查良镛", "zha1"),
        ("曾国强", "zeng1"),
        ("解晓东", "xie4"),
        ("任贤齐", "ren2"),
        ("区建国", "ou1"),
        ("单于建", "chan2"),
        ("尉迟恭", "yu4"),
        ("尉建国", "wei4"),
        ("重庆市建工有限公司", "chong2"),
        ("解放路百货商店", "jie3"),
        ("乐平市建筑公司", "le4"),
        ("单", "dan1"),
    ],
)
def test_pinyin_key__first_character(name, reading):
    assert pinyin_key(name).split(" ")[0] == reading + name[0]


def test_pinyin_key__order_of_a_list():
    right = [
        "爱民公司",
        "安源",
        "单建国",
        "章建国",
        "赵建国",
        "张建国",
        "张三",
        "李四",
        "吕布",
        "ABC公司",
    ]
    assert sorted(right, key=pinyin_key) == [
        "ABC公司", "爱民公司", "安源", "李四", "吕布", "单建国", "张建国", "张三", "章建国", "赵建国"
    ]  # fmt: skip


@given(st.text(max_size=12))
def test_pinyin_key__of_anything(text):
    assert "\x00" in text or isinstance(pinyin_key(text), str)


@pytest.mark.slow
def test_pinyin_key__is_cheap_for_people():
    pinyin_key("张三")
    start = time.process_time()
    for _ in range(10_000):
        pinyin_key("欧阳建国")
    assert time.process_time() - start < 1


def test_normalize_name__plain_characters_have_one_form():
    for char in map(chr, range(0x4E00, 0xA000)):
        assert unicodedata.normalize("NFKC", char).casefold() == char == normalize_name(char)

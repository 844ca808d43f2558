"""Fields that take what people type, and say what is wrong in their words."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from enforcement.kernel.fields import yuan


@pytest.mark.parametrize(
    ("text", "sum_"),
    [("12,300.50", "12300.50"), ("１２３", "123"), (" 0 ", "0"), ("9" * 13, "9" * 13)],
)
def test_yuan__in_any_spelling(text, sum_):
    assert yuan("x").clean(text) == Decimal(sum_)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9" * 14, "金额太大"),
        ("9" * 16, "金额太大"),
        ("1e30", "金额太大"),
        ("-1", "不能为负数"),
        ("1.234", "最多两位小数"),
        ("十万", "请填金额"),
    ],
)
def test_yuan__faults_in_the_words_of_money(text, words):
    with pytest.raises(ValidationError) as refusal:
        yuan("x").clean(text)

    assert any(words in sentence for sentence in refusal.value.messages)

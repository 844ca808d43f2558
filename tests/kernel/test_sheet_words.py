"""Sheets and columns in the reader's language, and figures of events in words."""

import pytest
from django.utils import translation

from enforcement.kernel.audit.reading import changes_in_words
from enforcement.kernel.sheet_words import by_alias, column_label, sheet_label


@pytest.mark.parametrize(
    ("language", "sheet", "column"),
    [("zh-hans", "期限事项", "案号"), ("en", "Limit events", "Case number")],
)
def test_names_are_chinese_or_the_alias_in_words(language, sheet, column):
    with translation.override(language):
        assert sheet_label("期限事项") == sheet
        assert column_label("期限事项", "案号") == column
        assert (sheet_label("备忘"), column_label("备忘", "甲")) == ("备忘", "甲")
        assert column_label("案件", "备注") == "备注"


def test_events_keep_aliases_and_are_told_in_both_languages():
    changes = by_alias({"当事人": {"created": 2}})

    assert changes == {"parties": {"created": 2}}
    assert changes_in_words("cases.Case", changes) == "当事人：新增 2"
    with translation.override("en"):
        assert "Parties" in changes_in_words("cases.Case", changes)

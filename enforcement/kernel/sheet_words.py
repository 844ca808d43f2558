"""Names of ledger sheets and columns for readers, and words for what became of their rows.

The Chinese names are part of the format; in English the aliases of the format are shown.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from enforcement.kernel import audit, sheets
from enforcement.kernel.sheets import Sheet

KINDS = {
    "rows": _("行数"),
    "created": _("新增"),
    "updated": _("更新"),
    "unchanged": _("不变"),
    "rejected": _("不收"),
    "numbers": _("含完整号码"),
    "file": _("文件名"),
}


def describe() -> None:
    """Give facts of events about rows their words; called once all sheets are registered."""
    audit.describe_facts(KINDS)
    for sheet in sheets.all_sheets():
        audit.describe_facts({sheet.alias: lazy(sheet_label, str)(sheet.name)})


def sheet_label(name: str) -> str:
    """The name of a sheet as this reader knows it; an unknown one as it stands."""
    sheet = _sheet(name)
    return name if sheet is None or _is_chinese() else _in_words(sheet.alias)


def column_label(sheet_name: str, column: str) -> str:
    """The name of a column of a sheet as this reader knows it."""
    sheet = _sheet(sheet_name)
    if sheet is None or _is_chinese():
        return column
    aliases = {each.name: each.column.alias_en for each in sheet.fields}
    return _in_words(aliases[column]) if column in aliases else column


def by_alias(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Figures by sheet as events keep them: in no reader's language."""
    aliases = {sheet.name: sheet.alias for sheet in sheets.all_sheets()}
    return {aliases[name]: value for name, value in figures.items()}


def _sheet(name: str) -> Sheet | None:
    return next((sheet for sheet in sheets.all_sheets() if sheet.name == name), None)


def _is_chinese() -> bool:
    return (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


def _in_words(alias: str) -> str:
    """`limit_events` as the head of a table shows it."""
    return alias.replace("_", " ").capitalize()

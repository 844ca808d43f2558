"""Header rows: which column of the file is which column that we know, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from enforcement.kernel.tabular.errors import TabularRefused
from enforcement.kernel.tabular.texts import compact
from enforcement.kernel.tabular.values import Cell, Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column that we know: its Chinese name, its English alias, whether it must be there."""

    name_zh: str
    alias_en: str = ""
    required: bool = False
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class HeaderWarning:
    """A column of the file that nobody knows; it is ignored."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """Where each known column stands (Chinese name → index in the row), and what was ignored."""

    positions: dict[str, int]
    warnings: list[HeaderWarning] = field(default_factory=list)


def plain_name(text: str) -> str:
    """The form in which names of sheets and columns are compared: width, spaces, case alike."""
    return compact(text).casefold()


def match_columns(header: Sequence[Cell], columns: Sequence[Column], sheet: str) -> HeaderMatch:
    """Find the known columns in a header row.

    TabularRefused when a required column is missing or one stands there twice (ruling 33).
    """
    known = {plain_name(name): column for column in columns for name in _names(column)}
    match = HeaderMatch({})
    for position, cell in enumerate(header):
        if not isinstance(cell, str) or not plain_name(cell):
            continue
        column = known.get(plain_name(cell))
        if column is None:
            match.warnings.append(_unknown(cell))
        elif match.positions.setdefault(column.name_zh, position) != position:
            raise TabularRefused(
                _("工作表“%(sheet)s”的表头中，“%(column)s”一列出现了两次。")
                % {"sheet": sheet, "column": column.name_zh}
            )
    _check_complete(match, columns, sheet)
    return match


def _names(column: Column) -> list[str]:
    return [column.name_zh, column.alias_en] if column.alias_en else [column.name_zh]


def _unknown(cell: str) -> HeaderWarning:
    name = cell.strip()
    return HeaderWarning(name, _("不认识“%(column)s”这一列，已忽略。") % {"column": name})


def _check_complete(match: HeaderMatch, columns: Sequence[Column], sheet: str) -> None:
    missing = [c.name_zh for c in columns if c.required and c.name_zh not in match.positions]
    if missing:
        raise TabularRefused(
            _("工作表“%(sheet)s”的第一行缺少必需的列：%(columns)s。")
            % {"sheet": sheet, "columns": "、".join(missing)}
        )

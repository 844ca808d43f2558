"""The columns in which records behind a figure are listed, on the page and in the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enforcement.kernel.figures import MISSING, count_text, money_text
from enforcement.kernel.tabular import Kind
from performance.enums import Source, Unit
from performance.evidence.opening import Shelf, Tab, shelves
from performance.indicators import Indicator
from performance.listing.figure import OpenFigure

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One column of a list of records."""

    name: str
    label: Promise | str
    kind: Kind

    @property
    def is_number(self) -> bool:
        """Right-aligned."""
        return self.kind in (Kind.AMOUNT, Kind.INTEGER)

    def value(self, row: Row) -> Any:
        """The value for a sheet."""
        value = row[self.name]
        if isinstance(value, list):  # names of nodes
            return gettext("、").join(gettext(each) for each in value)
        return value

    def text(self, row: Row) -> str:
        """The value as written on a page."""
        value = self.value(row)
        if value is None or value == "":
            return gettext("停表") if self.name == "limit_end" else MISSING
        if isinstance(value, date):
            return value.isoformat()
        if self.kind is Kind.AMOUNT:
            return money_text(value)
        return count_text(int(value)) if isinstance(value, int | Decimal) else str(value)


def shelf_of(indicator: Indicator, tab: Tab) -> Shelf:
    """The kind of records that a list holds."""
    return next(each for each in shelves(indicator) if tab in each.tabs)


def columns_of(figure: OpenFigure, tab: Tab) -> list[Column]:
    """Number, reason where there is one, the days that matter, the value sorted by, officer."""
    shelf = shelf_of(figure.indicator, tab)
    is_petition = shelf.relation.source is Source.PETITION
    columns = [Column("number", _("登记编号") if is_petition else _("案号"), Kind.TEXT)]
    if is_petition:
        columns.append(Column("case_number", _("案件"), Kind.TEXT))
    if not figure.court:
        columns.append(Column("court_code", _("法院"), Kind.TEXT))
    if tab not in (Tab.COUNTED, Tab.BASE):
        columns.append(Column("reason", _("原因"), Kind.TEXT))
    first, *others = (Column(name, _DAYS[name], Kind.DATE) for name in shelf.sorting.days)
    in_yuan = shelf.numerator.unit is Unit.YUAN
    kind = Kind.AMOUNT if in_yuan else Kind.INTEGER
    columns += [first, *_amounts(shelf), Column("shown", shelf.sorting.label, kind)]
    return [*columns, Column("officer", _("承办人"), Kind.TEXT), *others]


def _amounts(shelf: Shelf) -> list[Column]:
    """What a record adds, where it is not simply one."""
    if shelf.relation.source is Source.RECEIPT:
        return [
            Column("amount", _("到账金额（元）"), Kind.AMOUNT),
            Column("paid_amount", _("发放金额（元）"), Kind.AMOUNT),
        ]
    if shelf.numerator.unit is Unit.YUAN:
        return [
            Column("recovered", _("到位（元）"), Kind.AMOUNT),
            Column("claim", _("标的（元）"), Kind.AMOUNT),
        ]
    if shelf.numerator.unit is Unit.NODES:
        return [Column("late_names", _("超期节点"), Kind.TEXT)]
    return []


_DAYS: dict[str, Promise] = {
    "filed_on": _("立案"),
    "closed_on": _("结案日"),
    "limit_end": _("期限届满"),
    "received_on": _("收到"),
    "due_on": _("应发"),
    "paid_on": _("发放"),
    "done_on": _("办结"),
}

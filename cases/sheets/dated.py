"""期限事项, 案款, 进展, 查封: rows with a date that hang on a case."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import AssetKind, LimitEventKind
from cases.models import LimitEvent, Progress, Receipt, Seal
from cases.models.progress import LONGEST_TEXT
from cases.rules import seals
from cases.rules.derived import LimitRow
from cases.rules.keys import text_digest
from cases.rules.node_table import NODE_NAMES
from cases.sheets import readers
from cases.sheets.batch import Batch, Work
from cases.sheets.rows import NO_FAULTS, Fault, RowSheet, Stored
from enforcement.kernel import clock
from enforcement.kernel.sheets import Field
from enforcement.kernel.tabular.headers import Column
from enforcement.kernel.tabular.values import Kind, Row

CASE_NUMBER = Field(Column("案号", "case_number", True), readers.text(200), repeats=True)
MOST_MONTHS = 120


def ends_before_it_begins(from_on: date, to_on: date) -> Fault:
    """The fault of a period that runs backwards."""
    return "止", _("止日 %(to)s 早于起日 %(from)s。") % {"to": to_on, "from": from_on}


class LimitEvents(RowSheet):
    """期限事项: deductions, and extensions with months (rulings 14 and 40)."""

    name, alias, order = "期限事项", "limit_events", 30
    model = LimitEvent
    key_column = "止"
    columns = ("kind", "from_on", "to_on", "months")
    births = ("document", "approved_by")
    fields = (
        CASE_NUMBER,
        Field(Column("事由", "kind", True, Kind.CHOICE), readers.words(*LimitEventKind.values)),
        Field(Column("起", "from_on", True, Kind.DATE), readers.day()),
        Field(Column("止", "to_on", True, Kind.DATE), readers.day(future_ok=True), blank_ok=True),
        Field(Column("月数", "months", False, Kind.INTEGER), readers.whole(1, MOST_MONTHS)),
    )

    def settle(self, work: Work, values: list[Any]) -> None:
        """The 止 of an extension, and the months of a deduction, mean nothing."""
        if values[0] == LimitEventKind.EXTENSION:
            values[2] = None
        else:
            values[3] = None

    def key(self, values: Sequence[Any]) -> Hashable:
        """事由 + 起 + 止."""
        kind, from_on, to_on, _months = values
        return kind, from_on, None if kind == LimitEventKind.EXTENSION else to_on

    def check(self, work: Work, values: Sequence[Any]) -> list[Fault]:
        """An extension has months; a deduction ends no earlier than it begins."""
        kind, from_on, to_on, months = values
        if kind == LimitEventKind.EXTENSION:
            if months is None:
                return [("月数", _("事由为延长时必填，应为 1 以上的整数。"))]
        elif to_on is not None and to_on < from_on:
            return [ends_before_it_begins(from_on, to_on)]
        return NO_FAULTS

    def known(self, batch: Batch) -> Iterator[tuple[int, Stored]]:
        rows = LimitEvent.objects.filter(case_id__in=batch.stored_ids).order_by("pk")
        for case_id, pk, *values in rows.values_list(
            "case_id", "pk", "kind", "from_on", "to_on", "months"
        ):
            yield case_id, Stored(pk, values)

    def accept(self, work: Work, values: Sequence[Any]) -> None:
        work.limit_rows.append(LimitRow(*values))

    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        numbers = dict(chosen)
        rows = LimitEvent.objects.filter(case_id__in=numbers).order_by("case_id", "pk")
        for row in rows.values_list("case_id", "kind", "from_on", "to_on", "months"):
            yield [numbers[row[0]], *row[1:]]


class Receipts(RowSheet):
    """案款: money that arrived and went out (rulings 13 and 42)."""

    name, alias, order = "案款", "receipts", 40
    model = Receipt
    key_column = "到账金额"
    columns = ("received_on", "amount", "paid_on", "paid_amount", "deferred_until", "due_on")
    births = ("payer",)
    fields = (
        CASE_NUMBER,
        Field(Column("到账日期", "received_on", True, Kind.DATE), readers.day()),
        Field(Column("到账金额", "amount", True, Kind.AMOUNT), readers.amount),
        Field(Column("发放日期", "paid_on", False, Kind.DATE), readers.day()),
        Field(Column("发放金额", "paid_amount", False, Kind.AMOUNT), readers.amount),
        Field(
            Column("延缓至", "deferred_until", False, Kind.DATE),
            readers.day(future_ok=True),
        ),
    )

    def key(self, values: Sequence[Any]) -> Hashable:
        """到账日期 + 到账金额."""
        return values[0], values[1]

    def check(self, work: Work, values: Sequence[Any]) -> list[Fault]:
        """Paid out after it arrived, and no more than arrived."""
        received_on, amount, paid_on, paid_amount, _deferred = values
        faults = []
        if paid_on is not None and paid_on < received_on:
            sentence = _("发放日期 %(paid)s 早于到账日期 %(received)s。")
            faults.append(("发放日期", sentence % {"paid": paid_on, "received": received_on}))
        if paid_amount is not None and paid_amount > amount:
            sentence = _("发放金额 %(paid)s 超过到账金额 %(amount)s。")
            faults.append(("发放金额", sentence % {"paid": paid_amount, "amount": amount}))
        return faults

    def known(self, batch: Batch) -> Iterator[tuple[int, Stored]]:
        rows = Receipt.objects.filter(case_id__in=batch.stored_ids).order_by("ordinal", "pk")
        for case_id, pk, *values in rows.values_list(
            "case_id", "pk", "received_on", "amount", "paid_on", "paid_amount", "deferred_until"
        ):
            yield case_id, Stored(pk, values)

    def stored(self, values: Sequence[Any], batch: Batch) -> tuple[Any, ...]:
        days = values[0], values[4]
        due = batch.dues.get(days)
        if due is None:
            due = batch.dues[days] = batch.terms.payout_due(*days)
        return (*values, due)

    def birth(self, batch: Batch) -> dict[str, Any]:
        return {**super().birth(batch), "ordinal": 0}

    def accept(self, work: Work, values: Sequence[Any]) -> None:
        work.received += values[1]

    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        numbers = dict(chosen)
        rows = Receipt.objects.filter(case_id__in=numbers)
        for case_id, *values in rows.order_by(
            "case_id", "received_on", "ordinal", "pk"
        ).values_list(
            "case_id", "received_on", "amount", "paid_on", "paid_amount", "deferred_until"
        ):
            yield [numbers[case_id], *values]


class Entries(RowSheet):
    """进展: progress entries. A 节点 is done by its first entry (ruling 12)."""

    name, alias, order = "进展", "progress", 50
    model = Progress
    key_column = "内容"
    columns = ("at", "text", "node", "by_name", "text_digest")
    births = ("result",)
    fields = (
        CASE_NUMBER,
        Field(Column("时间", "at", True, Kind.DATETIME), readers.moment),
        Field(Column("内容", "text", True), readers.prose(LONGEST_TEXT)),
        Field(Column("节点", "node", False, Kind.CHOICE), readers.words(*NODE_NAMES), blank=""),
        Field(Column("记录人", "by", False), readers.text(40), blank="", repeats=True),
    )

    def key(self, values: Sequence[Any]) -> Hashable:
        """时间 + 内容."""
        return values[0], values[1]

    def known(self, batch: Batch) -> Iterator[tuple[int, Stored]]:
        rows = Progress.objects.filter(case_id__in=batch.stored_ids).order_by("pk")
        for case_id, pk, *values in rows.values_list(
            "case_id", "pk", "at", "text", "node", "by_name"
        ):
            yield case_id, Stored(pk, values)

    def stored(self, values: Sequence[Any], batch: Batch) -> tuple[Any, ...]:
        return (*values, text_digest(values[1]))

    def accept(self, work: Work, values: Sequence[Any]) -> None:
        day, node = values[0].date(), values[2]
        if node not in work.done or day < work.done[node]:
            work.done[node] = day

    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        numbers = dict(chosen)
        rows = Progress.objects.filter(case_id__in=numbers).order_by("case_id", "at", "pk")
        for case_id, at, *values in rows.values_list("case_id", "at", "text", "node", "by_name"):
            yield [numbers[case_id], clock.local(at).replace(tzinfo=None), *values]


class Seals(RowSheet):
    """查封: seizures and freezes; a blank 止 is the longest term allowed (ruling 41)."""

    name, alias, order = "查封", "seals", 60
    model = Seal
    key_column = "起"
    columns = ("asset", "kind", "from_on", "to_on")
    fields = (
        CASE_NUMBER,
        Field(Column("财产名称", "asset", True), readers.text(200)),
        Field(Column("财产类型", "kind", True, Kind.CHOICE), readers.words(*AssetKind.values)),
        Field(Column("起", "from_on", True, Kind.DATE), readers.day()),
        Field(
            Column("止", "to_on", False, Kind.DATE),
            readers.day(future_ok=True, years_ahead=readers.SEAL_AND_TERM_YEARS_AHEAD),
        ),
    )

    def key(self, values: Sequence[Any]) -> Hashable:
        """财产名称 + 起."""
        return values[0], values[2]

    def settle(self, work: Work, values: list[Any]) -> None:
        if values[3] is None:
            values[3] = seals.computed_end(values[1], values[2])

    def check(self, work: Work, values: Sequence[Any]) -> list[Fault]:
        """The term is no longer than law allows."""
        _asset, kind, from_on, to_on = values
        longest, fault = seals.check_term(kind, from_on, to_on)
        if fault is seals.SealFault.ENDS_BEFORE_IT_BEGINS:
            return [ends_before_it_begins(from_on, to_on)]
        if fault is None:
            return NO_FAULTS
        sentence = _("%(kind)s的查封期限最长到 %(longest)s，这里写到 %(to)s。")
        return [("止", sentence % {"kind": kind, "longest": longest, "to": to_on})]

    def known(self, batch: Batch) -> Iterator[tuple[int, Stored]]:
        rows = Seal.objects.filter(case_id__in=batch.stored_ids).order_by("pk")
        for case_id, pk, *values in rows.values_list(
            "case_id", "pk", "asset", "kind", "from_on", "to_on"
        ):
            yield case_id, Stored(pk, values)

    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        numbers = dict(chosen)
        rows = Seal.objects.filter(case_id__in=numbers).order_by("case_id", "pk")
        for case_id, *values in rows.values_list("case_id", "asset", "kind", "from_on", "to_on"):
            yield [numbers[case_id], *values]

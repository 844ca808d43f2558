"""案件: the case's own row, on which all others of a case hang."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from cases.enums import CloseMode
from cases.models import Case
from cases.rules.closing import ENFORCED, MODES
from cases.services.cases import cause_of
from cases.services.numbering import LEAP
from cases.sheets import readers
from cases.sheets.batch import Batch, Work
from cases.sheets.leaps import leaps
from cases.sheets.officers import Officers
from enforcement.kernel.row_reading import reader_of
from enforcement.kernel.sheets import MISSING, Field
from enforcement.kernel.tabular.cells import CellError
from enforcement.kernel.tabular.headers import Column
from enforcement.kernel.tabular.texts import shown
from enforcement.kernel.tabular.values import Cell, Kind, Row

CASES = "案件"
Fault = tuple[str, str]

OFFICER_NAME = readers.text(40)
WORDS = {mode.value: mode.value for mode in CloseMode} | {"终本": CloseMode.ZHONGBEN.value}

# Places of the values below, in the order of the sheet's fields without 案号.
NAMES = (
    "filed_on", "officer_name", "team", "cause", "basis_number", "claim_amount", "has_property",
    "given_limit_end", "closed_on", "close_mode", "opening_recovered", "zhongben_ok",
)  # fmt: skip
OFFICER, CAUSE, GIVEN_END, CLOSED_ON, CLOSE_MODE, ZHONGBEN_OK = 1, 3, 7, 8, 9, 11


class StoredCase(NamedTuple):
    """A case in the database."""

    pk: int
    number: str
    live_since: Any
    row_hash: bytes | None
    officer_id: int | None
    status: str
    version: int
    cause_code: str
    values: list[Any]


class Cases:
    """案件. Its plan is in the works: `values` once the row is accepted."""

    name, alias, order, group = CASES, "cases", 10, "cases"
    fields = (
        Field(Column("案号", "case_number", True), readers.text(200)),
        Field(Column("立案日期", "filed_on", True, Kind.DATE), readers.day()),
        Field(Column("承办人", "officer"), OFFICER_NAME, blank="", repeats=True),
        Field(Column("承办部门", "team"), readers.text(40), blank="", repeats=True),
        Field(Column("案由", "cause"), readers.text(120), blank="", repeats=True),
        Field(Column("执行依据文号", "basis_number"), readers.text(120), blank=""),
        Field(Column("申请执行标的", "claim_amount", True, Kind.AMOUNT), readers.amount),
        Field(Column("有财产可供执行", "has_property", False, Kind.YES_NO), readers.yes_no),
        Field(Column("法定期限届满日", "limit_end", False, Kind.DATE), readers.day(future_ok=True)),
        Field(Column("结案日期", "closed_on", False, Kind.DATE), readers.day()),
        Field(
            Column("结案方式", "close_mode", False, Kind.CHOICE),
            readers.one_of(WORDS, listed=len(ENFORCED)),
            blank="",
        ),
        Field(Column("到位金额", "recovered_amount", False, Kind.AMOUNT), readers.amount, blank=0),
        Field(Column("终本合格", "zhongben_ok", False, Kind.YES_NO), readers.yes_no),
    )

    def __init__(self) -> None:
        self.blanks = [each.blank for each in self.fields[1:]]

    def plan(self, batch: Batch, officers: Officers) -> None:
        """Read and check the rows; accepted values go into the works."""
        if not batch.run.has(self.name):
            return
        reader = reader_of(self, batch.run)
        rows = [(work, row) for work in batch.works for row in work.rows.get(self.name, ())]
        read = reader.read_all([row for _work, row in rows], batch.outcome)
        for (work, row), values in zip(rows, read, strict=True):
            if self._take(batch, work, row, values):
                self._settle(batch, work, row, officers)
        for work, last in leaps(batch):
            batch.outcome.warn(CASES, work.row, "案号", _leap(work, last))

    def _take(
        self, batch: Batch, work: Work, row: tuple[int, Row], values: list[Any] | None
    ) -> bool:
        faults = [("案号", work.refusal)] if work.refusal else []
        if work.row:
            faults.append(("案号", _("与本表第 %d 行重复，只收第一行。") % work.row))
        if values is not None and not faults:
            before = work.stored.values if work.stored else self.blanks
            values = [b if v is MISSING else v for v, b in zip(values, before, strict=True)]
            faults = [*_faults(work, values), *_live_faults(work, values)]
        for column, sentence in faults:
            batch.outcome.error(self.name, row[0], column, sentence)
        if values is None or faults:
            batch.reject(work, self.name, row)
            return False
        work.values, work.row = dict(zip(NAMES, values, strict=True)), row[0]
        return True

    def _settle(self, batch: Batch, work: Work, row: tuple[int, Row], officers: Officers) -> None:
        """Resolve cause and officer, and count the row."""
        values = work.values
        if values is None:
            return
        resolved = cause_of(values["cause"])
        stored: StoredCase | None = work.stored
        if stored and stored.values[CAUSE] == resolved["cause"]:
            resolved["cause_code"] = resolved["cause_code"] or stored.cause_code
        values |= resolved
        values["officer_id"] = _officer(batch, work, row[0], officers)
        counts = batch.outcome.of(self.name)
        if stored is None:
            values["number_raw"] = raw_number(row[1][batch.run.positions[self.name]["案号"]])
            work.changes[self.alias] = {"created": 1}
            counts.created += 1
            return
        changes = {
            name: [before, values[name]]
            for name, before in zip(NAMES, stored.values, strict=True)
            if values[name] != before
        }
        work.changes |= changes
        if changes:
            counts.updated += 1
        else:
            counts.unchanged += 1
        if stored.officer_id != values["officer_id"] and "officer_name" not in changes:
            work.changes["officer"] = [stored.officer_id, values["officer_id"]]

    def export(self, chosen: Any, reveal: bool) -> Iterator[Row]:
        """Rows of some cases, given as (id, number). A computed 届满日 stays blank: it is no fact."""
        numbers = dict(chosen)
        rows = Case.objects.filter(pk__in=numbers).order_by("number")
        for pk, officer, *values in rows.values_list("pk", "officer__name", *NAMES):
            values[OFFICER] = values[OFFICER] or officer or ""
            yield [numbers[pk], *values]


def stored_cases(rows: Any) -> Iterator[StoredCase]:
    """Cases of a query, with the values that 案件 compares."""
    columns = (
        "pk", "number", "live_since", "row_hash", "officer_id", "status", "version", "cause_code",
        "officer__name", *NAMES,
    )  # fmt: skip
    for row in rows.values_list(*columns):
        values = list(row[9:])
        values[OFFICER] = values[OFFICER] or row[8] or ""
        fingerprint = bytes(row[3]) if row[3] is not None else None
        yield StoredCase._make((*row[:3], fingerprint, *row[4:8], values))


def raw_number(cell: Cell) -> str:
    """The case number as it stood in the cell (formats.md: keep the raw value)."""
    try:
        return shown(cell).strip()[:120]
    except CellError:
        return ""


def _faults(work: Work, values: Sequence[Any]) -> Iterator[Fault]:
    """Faults between cells of a row (rulings 37 and 42)."""
    filed_on, closed_on, mode = values[0], values[CLOSED_ON], values[CLOSE_MODE]
    if closed_on is not None and closed_on < filed_on:
        yield (
            "结案日期",
            _("结案日期 %(closed)s 早于立案日期 %(filed)s。")
            % {"closed": closed_on, "filed": filed_on},
        )
    if closed_on is not None and not mode:
        yield "结案方式", _("有结案日期，没有结案方式，请补填。")
    if mode and closed_on is None:
        yield "结案日期", _("有结案方式，没有结案日期，请补填。")
    allowed = MODES[work.parsed.type_word or ""]
    if mode and mode not in allowed:
        yield (
            "结案方式",
            _("“%(type)s”案件不能以“%(mode)s”结案，可填：%(modes)s。")
            % {"type": work.parsed.type_word, "mode": mode, "modes": "、".join(allowed)},
        )


def _live_faults(work: Work, values: Sequence[Any]) -> Iterable[Fault]:
    """No back door past the acts of the program (ownership.md)."""
    if not work.is_live:
        return
    before = work.stored.values
    if values[CLOSED_ON] != before[CLOSED_ON] or values[CLOSE_MODE] != before[CLOSE_MODE]:
        column = "结案日期" if values[CLOSED_ON] != before[CLOSED_ON] else "结案方式"
        yield (
            column,
            _live_closing(before[CLOSED_ON] is not None) % work.number,
        )
    if values[ZHONGBEN_OK] != before[ZHONGBEN_OK]:
        yield (
            "终本合格",
            _("案件 %s 已在系统中办理，台账不能改终本合格，请在该案页面办理终本核查。")
            % work.number,
        )


def _live_closing(is_closed: bool) -> str:
    """Where the page of the case offers what the ledger may not do; %s is its number."""
    if is_closed:
        return _(
            "案件 %s 已在系统中办理，台账不能改它的结案。结案录错的，请在该案页面“更多”里撤销结案。"
        )
    return _("案件 %s 已在系统中办理，台账不能改它的结案，请在该案页面“更多”里登记结案。")


def _leap(work: Work, last: int) -> str:
    return _(
        "案号 %(number)s 的序号比这一年同类案件现有的最大序号 %(last)d 大出 %(leap)d 以上，请核对；"
        "录错的请更正案号，否则以后的编号都跟着变。"
    ) % {"number": work.number, "last": last, "leap": LEAP}


def _officer(batch: Batch, work: Work, row: int, officers: Officers) -> int | None:
    """The user behind the officer's name; an unchanged name keeps its link."""
    name = work.values["officer_name"] if work.values else ""
    stored: StoredCase | None = work.stored
    if not name:
        return None
    if stored and stored.officer_id and stored.values[OFFICER] == name:
        return stored.officer_id
    court = work.parsed.court_code or ""
    found = officers.only(court, name)
    if found is None:
        # A second import says it again without reading the row (session.py): no batch.warn.
        batch.outcome.warn(CASES, row, "承办人", officers.unknown(court, name))
    return found

"""Provincial averages: imported with their source, one figure per indicator and week (ruling 8)."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from courts.access import SOURCE_LANGUAGE
from courts.models import User
from enforcement.kernel import audit, clock
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.tabular import CellError, read_date
from performance import permissions
from performance.indicators import BY_CODE, INDICATORS, Indicator
from performance.models import Benchmark

COLUMNS = ("indicator", "week_ending", "value", "source")
HEADS = {"指标": "indicator", "周日": "week_ending", "省均": "value", "来源": "source"}
LARGEST = Decimal("99999999.9999")
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class Fault:
    """Why a row was rejected; `row` as a spreadsheet counts, the head is 1."""

    row: int
    column: str
    message: str


@dataclass
class Imported:
    """What an import did."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Rows that were not taken."""
        return len({fault.row for fault in self.faults})


class _Rejected(Exception):
    """A cell that cannot be taken."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column, self.message = column, message


@transaction.atomic
def import_benchmarks(content: bytes, *, by: User | None = None) -> Imported:
    """Store the averages of a CSV file; good rows go in, faulty ones are named. Idempotent.

    Raises InvalidInput for a file that is no such table.
    """
    if by is not None:
        permissions.check_can_import_benchmarks(by)
    result = Imported()
    given = list(_accepted(_rows(content), result))
    before, after = _store(given, result)
    if result.created or result.updated:
        changes = audit.diff(before, after)
        audit.record("BENCHMARKS_IMPORTED", None, by=by, changes=changes)
    return result


def _rows(content: bytes) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(_decoded(content), newline=""))
    try:
        heads = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = [HEADS.get(name, name) for name in heads]
        rows = list(reader)
    except csv.Error as error:
        raise InvalidInput(_("文件里有过长的内容，不是省均表。")) from error
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        head = ",".join(COLUMNS)
        raise InvalidInput(
            _("文件缺少列 %(missing)s。首行应为 %(head)s。")
            % {"missing": "、".join(missing), "head": head}
        )
    return rows


def _decoded(content: bytes) -> str:
    if b"\x00" in content:  # UTF-16, or no text at all
        raise InvalidInput(_("文件不是 UTF-8 或 GB18030 编码的 CSV。"))
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput(_("文件不是 UTF-8 或 GB18030 编码的 CSV。"))


Accepted = tuple[tuple[str, date], Decimal, str]


def _accepted(rows: Iterable[Mapping[str, Any]], result: Imported) -> Iterator[Accepted]:
    seen: set[tuple[str, date]] = set()
    for number, row in enumerate(rows, start=2):
        cells = {name: (row[name] or "").strip() for name in COLUMNS}
        if not any(cells.values()):
            continue
        try:
            key = _indicator(cells["indicator"]), _sunday(cells["week_ending"])
            accepted = key, _value(cells["value"]), _source(cells["source"])
            if key in seen:
                raise _Rejected("indicator", _("同一指标同一周在文件中出现两次。"))
        except _Rejected as refusal:
            result.faults.append(Fault(number, refusal.column, refusal.message))
            continue
        seen.add(key)
        yield accepted


def _indicator(text: str) -> str:
    """The code of an indicator given by its code, or by its Chinese name."""
    indicator = BY_CODE.get(text) or _by_name().get(text)
    if indicator is None or indicator.is_count:
        raise _Rejected("indicator", _("没有名为“%s”的指标。") % text)
    return indicator.code


@cache
def _by_name() -> dict[str, Indicator]:
    with translation.override(SOURCE_LANGUAGE):  # the file's words, whoever sends it
        names = [(each, {str(each.name), str(each.title)}) for each in INDICATORS]
    return {name: each for each, both in names for name in both}


def _sunday(text: str) -> date:
    try:
        day = read_date(text, clock.today(), future_ok=True)
    except CellError as fault:
        raise _Rejected("week_ending", fault.sentence) from None
    if day is None or day.isoweekday() != 7:
        raise _Rejected("week_ending", _("“%s”不是星期日。") % text)
    return day


def _value(text: str) -> Decimal:
    try:
        value = Decimal(text.removesuffix("%").replace(",", ""))
    except InvalidOperation:
        raise _Rejected("value", _("“%s”不是数字。") % text) from None
    if not value.is_finite() or not 0 <= value <= LARGEST:
        raise _Rejected("value", _("“%s”不是可用的平均值。") % text)
    return value.quantize(Decimal("0.0001"))


def _source(text: str) -> str:
    if not text or len(text) > 200:
        raise _Rejected("source", _("请写明来源，不超过 200 字。"))
    return text


def _store(given: list[Accepted], result: Imported) -> tuple[dict[str, Any], dict[str, Any]]:
    weeks = {key[1] for key, _value, _source in given}
    stored = {
        (each.indicator, each.week_ending): each
        for each in Benchmark.objects.select_for_update(of=("self",)).filter(week_ending__in=weeks)
    }
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key, value, source in given:
        known = stored.get(key)
        label = f"{key[0]} {key[1]}"
        if known is not None and (known.value, known.source) == (value, source):
            result.unchanged += 1
            continue
        before[label] = f"{known.value} {known.source}" if known else None
        after[label] = f"{value} {source}"
        result.updated += known is not None
        result.created += known is None
    changed = [(k, v, s) for k, v, s in given if f"{k[0]} {k[1]}" in after]
    _write(changed)
    return before, after


def _write(changed: list[Accepted]) -> None:
    now = clock.now()
    rows = [
        Benchmark(indicator=key[0], week_ending=key[1], value=value, source=source, recorded_at=now)
        for key, value, source in changed
    ]
    Benchmark.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["indicator", "week_ending"],
        update_fields=["value", "source", "recorded_at"],
    )

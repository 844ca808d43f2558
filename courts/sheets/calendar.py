"""Reading a work calendar from rows of text: columns `date` and `kind`, others ignored."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from courts.enums import DayKind
from enforcement.kernel import clock
from enforcement.kernel.calendar_source import FIRST_YEAR
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.workdays import SATURDAY

DATE, KIND = "date", "kind"
YEARS_AHEAD = 2  # notices come one year ahead; more is a typing error
LARGEST_FILE = 1024 * 1024  # a year has some forty rows


@dataclass(frozen=True)
class RejectedRow:
    """A row that cannot be taken. `row` is its number in the file (header = 1)."""

    row: int
    message: str


@dataclass
class CalendarFile:
    """What a file says: days in order of the file, and the rows that cannot be taken."""

    days: dict[date, str] = field(default_factory=dict)
    rejected: list[RejectedRow] = field(default_factory=list)


def read_file(path: Path) -> CalendarFile:
    """Read a CSV file in UTF-8. Raises InvalidInput when it is none, OSError when it is not there."""
    if path.stat().st_size > LARGEST_FILE:
        raise InvalidInput(_("%s 太大，不像一年的日历。") % path.name)
    return read_text(path.read_bytes(), path.name)


def read_text(content: bytes, name: str) -> CalendarFile:
    """Read the bytes of a CSV file. Raises InvalidInput with the sentence that says why not."""
    try:
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(text.splitlines(), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(_("%s 不是 UTF-8 的 CSV 文件。") % name) from error
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    missing = [column for column in (DATE, KIND) if column not in header]
    if missing:
        raise InvalidInput(
            _("%(name)s 缺少列 %(columns)s。") % {"name": name, "columns": "、".join(missing)}
        )
    return read_rows(
        (number, dict(zip(header, row, strict=False)))
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    )


def read_rows(rows: Iterable[tuple[int, Mapping[str, str]]]) -> CalendarFile:
    """Check numbered rows; a bad row is named and left out, the others are taken."""
    read = CalendarFile()
    for number, row in rows:
        try:
            day, kind = _day(row)
            if read.days.setdefault(day, kind) != kind:
                raise InvalidInput(_("%s 在文件里出现两次，种类不同。") % day)
        except InvalidInput as fault:
            read.rejected.append(RejectedRow(number, str(fault)))
    return read


def _day(row: Mapping[str, str]) -> tuple[date, str]:
    text, kind = (row.get(DATE) or "").strip(), (row.get(KIND) or "").strip().lower()
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(_("日期“%s”不是真实的日期，应写成 2027-01-01。") % text[:40]) from error
    if kind not in DayKind.values:
        raise InvalidInput(_("种类“%s”不认识，应为 holiday 或 makeup_workday。") % kind[:40])
    _check(day, kind)
    return day, kind


def _check(day: date, kind: str) -> None:
    """Years before 2004 skip weekends alone (ruling 47); make-up days are weekend days."""
    last = (clock.today() + timedelta(days=366 * YEARS_AHEAD)).year
    if not FIRST_YEAR <= day.year <= last:
        raise InvalidInput(
            _("%(day)s 不在 %(first)s 年至 %(last)s 年之间。")
            % {"day": day, "first": FIRST_YEAR, "last": last}
        )
    if kind == DayKind.MAKEUP_WORKDAY and day.weekday() < SATURDAY:
        raise InvalidInput(_("%s 不是周末，不能调休上班。") % day)

"""Reading a work calendar: 日期 种类 (.xlsx or .csv, or `date` and `kind`), other columns ignored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from courts.enums import DayKind
from enforcement.kernel import clock
from enforcement.kernel.calendar_source import FIRST_YEAR
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.tabular import (
    Cell,
    CellError,
    Choices,
    Column,
    Kind,
    TabularRefused,
    match_columns,
    open_tables,
    read_choice,
    read_date,
)
from enforcement.kernel.workdays import SATURDAY

DATE, KIND = "日期", "种类"
COLUMNS = (Column(DATE, "date", True, Kind.DATE), Column(KIND, "kind", True))
KINDS = Choices(
    {
        "放假": DayKind.HOLIDAY.value,
        "上班": DayKind.MAKEUP_WORKDAY.value,
        "调休上班": DayKind.MAKEUP_WORKDAY.value,
        "holiday": DayKind.HOLIDAY.value,
        "makeup_workday": DayKind.MAKEUP_WORKDAY.value,
    },
    listed=2,
)
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
    """Read a spreadsheet. Raises InvalidInput when it is none, OSError when it is not there."""
    if path.stat().st_size > LARGEST_FILE:
        raise InvalidInput(_("%s 太大，不像一年的日历。") % path.name)
    try:
        with open_tables(path) as workbook:
            if not workbook.sheets:
                raise TabularRefused(_("工作簿里没有工作表。"))
            sheet = workbook.sheets[0]
            places = match_columns(sheet.header, COLUMNS, sheet.name).positions
            numbered = (
                (n, {name: row[at] for name, at in places.items()}) for n, row in sheet.rows()
            )
            return read_rows(numbered)
    except TabularRefused as refusal:
        raise InvalidInput(str(refusal)) from refusal


def read_upload(content: bytes, name: str) -> CalendarFile:
    """Read an upload by the name that it came under. Raises InvalidInput."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"calendar{Path(name).suffix.lower()}"
        path.write_bytes(content)
        return read_file(path)


def read_rows(rows: Iterable[tuple[int, Mapping[str, Cell]]]) -> CalendarFile:
    """Check numbered rows; a bad row is named and left out, the others are taken."""
    read = CalendarFile()
    for number, row in rows:
        try:
            day, kind = _day(row)
            if read.days.setdefault(day, kind) != kind:
                raise CellError(_("%s 在文件里出现两次，种类不同。") % day)
        except CellError as fault:
            read.rejected.append(RejectedRow(number, fault.sentence))
    return read


def _day(row: Mapping[str, Cell]) -> tuple[date, str]:
    day = read_date(row[DATE], clock.today(), future_ok=True, years_ahead=YEARS_AHEAD)
    kind = read_choice(row[KIND], KINDS)
    if day is None or kind is None:
        raise CellError(_("“%s”没有填。") % (_("日期") if day is None else _("种类")))
    _check(day, kind)
    return day, kind


def _check(day: date, kind: str) -> None:
    """Years before 2004 skip weekends alone (ruling 47); make-up days are weekend days."""
    if day.year < FIRST_YEAR:
        raise CellError(_("%(day)s 早于 %(first)s 年。") % {"day": day, "first": FIRST_YEAR})
    if kind == DayKind.MAKEUP_WORKDAY and day.weekday() < SATURDAY:
        raise CellError(_("%s 不是周末，不能调休上班。") % day)

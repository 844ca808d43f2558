"""Dates and times from cells: real dates, five spellings of text, and nothing guessed (D 38)."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NoReturn

from django.utils.translation import gettext as _

from enforcement.kernel.clock import SHANGHAI
from enforcement.kernel.tabular.errors import CellError
from enforcement.kernel.tabular.texts import compact, fold, quoted
from enforcement.kernel.tabular.values import Cell, CellFault

EARLIEST_YEAR = 1990  # ruling 38

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d?)-(\d\d?)|/(\d\d?)/(\d\d?)|\.(\d\d?)\.(\d\d?)|年(\d\d?)月(\d\d?)日"
    r"|(\d\d)(\d\d))",
    re.ASCII,
)
_MOMENT = re.compile(r"(.+?)(?:(?:\s+|T|(?<=日))(\d\d?):(\d\d)(?::(\d\d))?)?", re.ASCII | re.DOTALL)
_MIDNIGHT = re.compile(r"[\sT]+0?0:00(?::00)?$")  # what a .csv export adds to a plain date
_FIRST_WRITTEN, _LAST_WRITTEN = 10000101, 99991231  # numbers of eight digits that say a date
_HALF_SECOND = timedelta(milliseconds=500)


def read_date(
    cell: Cell, today: date, *, future_ok: bool = False, years_ahead: int = 1
) -> date | None:
    """The date of a cell; None when blank. CellError for anything that is no date (ruling 38).

    Refused: years before 1990, years more than `years_ahead` after today's, and, unless
    `future_ok`, any day after today (ruling 42). The time of a real date cell is dropped.
    """
    if type(cell) is str:
        day = _date_of_text(cell)
    elif isinstance(cell, date):
        day = _to_the_second(cell).date() if isinstance(cell, datetime) else cell
    else:
        day = _date_of_number(cell)
    if day is not None:
        _check_range(day, today, future_ok, years_ahead)
    return day


def read_datetime(
    cell: Cell, today: date, *, future_ok: bool = False, years_ahead: int = 1
) -> datetime | None:
    """The moment of a cell in Asia/Shanghai, to the second; a date alone is its midnight.

    Ranges as in `read_date`. None when blank.
    """
    if type(cell) is str:
        moment = _moment_of_text(cell)
    elif isinstance(cell, datetime):
        moment = _to_the_second(cell)
    else:
        day = cell if isinstance(cell, date) else _date_of_number(cell)
        moment = None if day is None else datetime.combine(day, time(), SHANGHAI)
    if moment is not None:
        _check_range(moment.date(), today, future_ok, years_ahead)
    return moment


def _check_range(day: date, today: date, future_ok: bool, years_ahead: int) -> None:
    if day.year < EARLIEST_YEAR:
        raise CellError(_("日期 %(day)s 早于 1990 年。") % {"day": day.isoformat()})
    if day > today and (not future_ok or day.year > today.year + years_ahead):
        if day.year > today.year + years_ahead:
            last = today.year + years_ahead
            raise CellError(
                _("日期 %(day)s 晚于 %(year)d 年。") % {"day": day.isoformat(), "year": last}
            )
        raise CellError(_("日期 %(day)s 晚于今天。") % {"day": day.isoformat()})


@lru_cache(maxsize=16_384)
def _date_of_text(text: str) -> date | None:
    found = _DATE.fullmatch(text) or _DATE.fullmatch(compact(_MIDNIGHT.sub("", fold(text))))
    if found:
        return _calendar_day(text, *(int(part) for part in found.groups() if part))
    if not compact(text):
        return None
    _refuse_date(text)


def _calendar_day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise CellError(_("没有“%(text)s”这一天。") % {"text": quoted(text)}) from None


def _date_of_number(cell: Cell) -> date | None:
    """20180722 in a number cell is a date; no other number is, a bare serial neither."""
    if cell is None:
        return None
    if isinstance(cell, CellFault):
        raise CellError(cell.sentence)
    if isinstance(cell, int | float) and _FIRST_WRITTEN <= cell <= _LAST_WRITTEN:
        return _date_of_text(f"{cell:.15g}")
    _refuse_date(cell)


def _moment_of_text(text: str) -> datetime | None:
    found = _MOMENT.fullmatch(text)
    if found is None or not (found[2] or text[-1:].isdigit()):
        text = fold(text)
        found = _MOMENT.fullmatch(text)
    day = _date_of_text(found[1]) if found else None
    if found is None or day is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.group(2, 3, 4))
    if hour > 23 or minute > 59 or second > 59:
        raise CellError(_("没有“%(text)s”这个时间。") % {"text": quoted(text)})
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=SHANGHAI)


def _to_the_second(moment: datetime) -> datetime:
    """A spreadsheet keeps times as fractions of a day: 16:36:00 may arrive as 16:35:59.9999."""
    try:
        if moment.tzinfo is not None:
            moment = moment.astimezone(SHANGHAI)
        if moment.microsecond:
            moment = (moment + _HALF_SECOND).replace(microsecond=0)
    except OverflowError:
        _refuse_date(moment)
    return moment.replace(tzinfo=SHANGHAI)


def _refuse_date(cell: Cell) -> NoReturn:
    raise CellError(
        _("“%(text)s”不是日期，请写成 2018-07-22 或 2018年7月22日。") % {"text": quoted(cell)}
    )

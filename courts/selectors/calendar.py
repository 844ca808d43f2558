"""What a change of the work calendar would do, before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from courts.models import CalendarDay
from enforcement.kernel import registries
from enforcement.kernel.registries import MovedDate
from enforcement.kernel.statutory_days import statutory_days
from enforcement.kernel.workdays import WorkCalendar


@dataclass(frozen=True)
class CalendarChange:
    """The calendar as it is and as it would be, and the days that make the difference."""

    before: WorkCalendar
    after: WorkCalendar
    created: Mapping[date, str]
    updated: Mapping[date, str]
    removed: tuple[date, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Whether the table would stay as it is."""
        return not (self.created or self.updated or self.removed)

    @property
    def became_final(self) -> tuple[int, ...]:
        """Years that are announced only by this change."""
        return tuple(sorted(self.after.final_years - self.before.final_years))

    @property
    def missing(self) -> tuple[date, ...]:
        """Statutory holidays that would count as working days, in years that the change touches.

        An announced year has only the days off that its rows say: a notice typed in part would
        move deadlines onto holidays without a word.
        """
        announced = sorted(self.after.final_years & set(self.years))
        days = (day for year in announced for day in sorted(statutory_days(year)))
        return tuple(day for day in days if self.after.is_workday(day))

    @property
    def years(self) -> tuple[int, ...]:
        """Years of the days that change."""
        days = {*self.created, *self.updated, *self.removed}
        return tuple(sorted({day.year for day in days}))


def planned_change(days: Mapping[date, str], *, whole_years: bool = False) -> CalendarChange:
    """What taking these days would change.

    `whole_years`: the days are all that differ in the years they fall in; days of these years
    that stand in the table and not here become ordinary days again.
    """
    known = dict(CalendarDay.objects.values_list("date", "kind"))
    years = {day.year for day in days} if whole_years else set()
    removed = tuple(sorted(day for day in known if day.year in years and day not in days))
    wanted = {day: kind for day, kind in known.items() if day not in removed} | dict(days)
    return CalendarChange(
        before=WorkCalendar.from_rows(known.items()),
        after=WorkCalendar.from_rows(wanted.items()),
        created={day: kind for day, kind in days.items() if day not in known},
        updated={day: kind for day, kind in days.items() if known.get(day, kind) != kind},
        removed=removed,
        unchanged=sum(known.get(day) == kind for day, kind in days.items()),
    )


def moved_dates(change: CalendarChange) -> Iterator[MovedDate]:
    """The dates of every app that would move (joint 4), streamed in the order of the sources."""
    for source in sorted(registries.clock_sources.entries.values(), key=lambda each: each.order):
        yield from source.preview(change.before, change.after)

"""The spans of days of a week's figures. Ruling 2: all ends inclusive, all end on the Sunday."""

from datetime import date, timedelta
from typing import NamedTuple, Self

from enforcement.kernel.months import add_months
from performance.enums import Window

SUNDAY = 7
ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MONTHS_BACK = 36
OLD_AFTER_MONTHS = 12


class Bounds(NamedTuple):
    """First days of the windows that end on `end`, and the day before which a case is old."""

    end: date
    ytd: date
    week: date
    m36: date
    year_ago: date

    @classmethod
    def of(cls, week_ending: date) -> Self:
        """Windows of the week that ends on this Sunday. ValueError for another day."""
        if week_ending.isoweekday() != SUNDAY:
            raise ValueError(f"{week_ending} is no Sunday")
        return cls(
            end=week_ending,
            ytd=week_ending.replace(month=1, day=1),
            week=week_ending - WEEK + ONE_DAY,
            m36=add_months(week_ending, -MONTHS_BACK) + ONE_DAY,
            year_ago=add_months(week_ending, -OLD_AFTER_MONTHS),
        )

    def start(self, window: Window) -> date:
        """First day of a window."""
        return {Window.YTD: self.ytd, Window.WEEK: self.week, Window.M36: self.m36}[window]

    @property
    def earliest(self) -> date:
        """First day of the longer one of year and week: a week may begin in December."""
        return min(self.ytd, self.week)

    def parameters(self) -> dict[str, date]:
        """Names and values that the SQL of the indicators refers to."""
        return {**self._asdict(), "earliest": self.earliest}

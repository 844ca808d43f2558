"""The only place that reads the clock. Courts count in Asia/Shanghai; storage is UTC."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Today's date in Asia/Shanghai."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same moment on the clock of Asia/Shanghai."""
    return moment.astimezone(SHANGHAI)


def day_of(moment: datetime) -> date:
    """The calendar day of a moment in Asia/Shanghai."""
    return local(moment).date()


def last_sunday(day: date) -> date:
    """The last Sunday that was over before `day`: a week runs Monday 00:00 to Sunday 24:00."""
    return day - timedelta(days=day.isoweekday() % 7 or 7)

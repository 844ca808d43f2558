"""Provincial averages of the demonstration, and its frozen weeks."""

from collections.abc import Iterator
from datetime import date, timedelta

from courts.models import Court
from enforcement.desk.demo.bureau import Plan
from enforcement.desk.demo.dice import Dice
from enforcement.kernel import clock
from performance.services import import_benchmarks, take_snapshot

DISTRICT = "赣03"
WEEKS_FROZEN, WEEKS_AVERAGED = 8, 10
# Where the province stands, between 湘东 and the other courts.
STANDING = {
    "intime_real_rate": 82.0,
    "zhongben_ok_rate": 87.0,
    "petition_done_rate": 76.0,
    "overall_rate_36m": 80.0,
}


def freeze_weeks(plan: Plan) -> None:
    """Import the averages, then take the snapshots of the last weeks, oldest first."""
    import_benchmarks(csv_text(plan).encode())
    district = Court.objects.get(pk=DISTRICT)
    for week in reversed(list(sundays(plan.as_of, WEEKS_FROZEN))):
        take_snapshot(district=district, week_ending=week)


def csv_text(plan: Plan) -> str:
    """The averages as the file that a supervisor would import."""
    dice = Dice(plan.seed)
    lines = ["indicator,week_ending,value,source"]
    for week in sundays(plan.as_of, WEEKS_AVERAGED):
        source = f"赣高法执通报〔{week.year}〕{week.isocalendar().week}号（演示）"
        for indicator, standing in STANDING.items():
            value = standing + dice.uniform(-0.8, 0.8)
            lines.append(f"{indicator},{week},{value:.2f},{source}")
    return "\n".join(lines) + "\n"


def sundays(as_of: date, count: int) -> Iterator[date]:
    """The last Sundays that were over on a day, newest first."""
    last = clock.last_sunday(as_of)
    return (last - timedelta(weeks=back) for back in range(count))

"""Filters over frozen weeks."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from courts.models import Court

if TYPE_CHECKING:
    from performance.models import Benchmark, Snapshot


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, user: Any) -> Self:
        """Weeks of districts in which a court of the user's lies: the bulletin goes to them all."""
        own = user.courts_with("figures_view")
        inside = Court.objects.filter(code__in=own, path__startswith=OuterRef("district__path"))
        return self.filter(Exists(inside))

    def of_district(self, code: str) -> Self:
        """Weeks of the district of this court."""
        return self.filter(district_id=code)

    def of_week(self, text: str) -> Self:
        """Versions of the week that ends on this day, YYYY-MM-DD; nothing for another text."""
        try:
            return self.filter(week_ending=date.fromisoformat(text))
        except ValueError:
            return self.none()


class BenchmarkQuerySet(models.QuerySet["Benchmark"]):
    def of_week(self, week_ending: date) -> dict[str, Any]:
        """Averages of exactly this week by indicator; never carried forward (ruling 8)."""
        return {code: value for code, value, _at in self.recorded(week_ending)}

    def recorded(self, week_ending: date) -> list[tuple[str, Any, datetime]]:
        """Indicator, average and time of import of exactly this week."""
        rows = self.filter(week_ending=week_ending)
        return list(rows.values_list("indicator", "value", "recorded_at"))

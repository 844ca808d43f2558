"""Tables of frozen weeks: figures, the facts behind them, and provincial averages."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courts.models import Court, User
from performance.enums import Scope, Window
from performance.querysets import BenchmarkQuerySet, SnapshotQuerySet

SUNDAY = 7


class Snapshot(models.Model):
    """The figures of one week of a district, frozen. Never changed; a later version follows.

    Its id numbers the takings of a district in time: facts hold from one taking to another.
    """

    district = models.ForeignKey(Court, models.PROTECT, related_name="+", verbose_name=_("辖区"))
    week_ending = models.DateField(_("周日"))
    version = models.PositiveSmallIntegerField(_("版本"))
    taken_at = models.DateTimeField(_("冻结时间"))
    taken_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("冻结人")
    )
    seal = models.CharField(_("封印"), max_length=64)
    reason = models.TextField(_("变更原因"), blank=True)
    parameters = models.JSONField(default=dict)  # those in force on the Sunday

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="snapshot_version_once", fields=["district", "week_ending", "version"]
            ),
            models.CheckConstraint(
                name="snapshot_on_sunday", condition=Q(week_ending__iso_week_day=SUNDAY)
            ),
            models.CheckConstraint(name="snapshot_version", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.district_id} {self.week_ending} v{self.version}"

    def get_absolute_url(self) -> str:
        """The weekly page of this version."""
        return f"{self.week_url}&version={self.version}"

    @property
    def week_url(self) -> str:
        """The weekly page of this week, on whatever version is the last."""
        query = f"court={self.district_id}&week={self.week_ending}"
        return f"{reverse('performance:weekly')}?{query}"

    @property
    def monday(self) -> date:
        """First day of the week."""
        return self.week_ending - timedelta(days=6)

    @property
    def court_id(self) -> str:
        """Whose record it is, for the audit trail."""
        return self.district_id

    @property
    def seal_words(self) -> str:
        """The first eight characters of the seal, in fours."""
        return f"{self.seal[:4]} {self.seal[4:8]}"


class Figure(models.Model):
    """Exact numerator and denominator of an indicator in a window; never a rounded rate."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="figures")
    scope = models.CharField(max_length=8, choices=Scope.choices)
    court = models.ForeignKey(Court, models.PROTECT, related_name="+", db_constraint=False)
    indicator = models.CharField(max_length=30)
    window = models.CharField(max_length=4, choices=Window.choices)
    numerator = models.DecimalField(max_digits=20, decimal_places=2)
    denominator = models.DecimalField(max_digits=20, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="figure_once",
                fields=["snapshot", "indicator", "window", "scope", "court"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.court_id} {self.indicator} {self.window}"


class Benchmark(models.Model):
    """A provincial average of a week: percent for rates, else the plain figure (ruling 8)."""

    indicator = models.CharField(_("指标"), max_length=30)
    week_ending = models.DateField(_("周日"))
    value = models.DecimalField(_("省均"), max_digits=12, decimal_places=4)
    source = models.CharField(_("来源"), max_length=200)
    recorded_at = models.DateTimeField()

    objects = BenchmarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="benchmark_once", fields=["indicator", "week_ending"]),
            models.CheckConstraint(
                name="benchmark_on_sunday", condition=Q(week_ending__iso_week_day=SUNDAY)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.week_ending}"


class Fact(models.Model):
    """A record as it was known when a district's week was frozen.

    `since`: id of the first snapshot that saw it so; `until`: of the first that saw it
    otherwise. A row is never overwritten but for closing `until`. Keeps plain ids and codes, as
    audit events do: evidence must not hinder or follow the life of what it tells about.
    """

    # The key is also the way to the records of a court, and the only index: evidence is written
    # by the hundred thousand and read by the page.
    pk = models.CompositePrimaryKey("district", "court_code", "record_pk", "since")
    district = models.CharField(max_length=20)
    court_code = models.CharField(max_length=20)
    record_pk = models.BigIntegerField()
    since = models.BigIntegerField()
    until = models.BigIntegerField(null=True)
    number = models.CharField(max_length=60)
    officer = models.CharField(max_length=40)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_begins",
                condition=Q(until=None) | Q(until__isnull=False, until__gt=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.since}"


class CaseFact(Fact):
    """A 执 or 执恢 case. `recovered` and `limit_end` are as of the week that was frozen; no
    `limit_end` while a deduction was running.

    `late_nodes` with `late_due` and `late_done`: key nodes due by then and not done by their due
    day, without 结案; null when there are none.
    """

    type_word = models.CharField(max_length=4)
    filed_on = models.DateField()
    closed_on = models.DateField(null=True)
    close_mode = models.CharField(max_length=12)
    has_property = models.BooleanField(null=True)
    zhongben_ok = models.BooleanField(null=True)
    claim = models.DecimalField(max_digits=15, decimal_places=2)
    recovered = models.DecimalField(max_digits=15, decimal_places=2)
    limit_end = models.DateField(null=True)
    late_nodes = ArrayField(models.CharField(max_length=30), null=True)
    late_due = ArrayField(models.DateField(), null=True)
    late_done = ArrayField(models.DateField(null=True), null=True)


class ReceiptFact(Fact):
    """Money that arrived for a 执 case. `number` is the case's."""

    case_pk = models.BigIntegerField()
    received_on = models.DateField()
    amount = models.DecimalField(max_digits=15, decimal_places=2)
    due_on = models.DateField()
    paid_on = models.DateField(null=True)
    paid_amount = models.DecimalField(max_digits=15, decimal_places=2, null=True)


class PetitionFact(Fact):
    """A petition. `number` is its own, `case_number` that of its case."""

    case_pk = models.BigIntegerField(null=True)
    case_number = models.CharField(max_length=120)
    received_on = models.DateField()
    done_on = models.DateField(null=True)
    struck_on = models.DateField(null=True)

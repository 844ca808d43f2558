"""Deductions and extensions, and the statutory end as it stood from day to day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases import enums
from cases.models.case import Case


class LimitEvent(models.Model):
    """A deduction (both days inclusive) or an extension in months of the statutory limit."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="limit_events", db_index=False)
    kind = models.CharField(_("事由"), max_length=10, choices=enums.LimitEventKind.choices)
    from_on = models.DateField(_("起"))
    to_on = models.DateField(_("止"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("月数"), null=True, blank=True)
    document = models.CharField(_("文书号"), max_length=80, blank=True)
    approved_by = models.CharField(_("批准人"), max_length=40, blank=True)
    source = models.CharField(max_length=6, choices=enums.Source.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="limit_event_once",
                fields=["case", "kind", "from_on", "to_on"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="limit_event_ends_after_it_begins",
                condition=Q(kind=enums.LimitEventKind.EXTENSION)
                | Q(to_on=None)
                | Q(to_on__isnull=False, to_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="limit_event_months",
                condition=~Q(kind=enums.LimitEventKind.EXTENSION)
                | Q(months__isnull=False, months__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on}"


class LimitVersion(models.Model):
    """The statutory end as it stood for every day on which it may be asked (ownership.md)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="limit_versions", db_index=False)
    asked_from = models.DateField()
    asked_to = models.DateField(null=True)
    limit_end = models.DateField(null=True)  # null: a deduction is running, computed for the day

    class Meta:
        constraints = [
            models.UniqueConstraint(name="limit_version_once", fields=["case", "asked_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.asked_from} {self.limit_end}"

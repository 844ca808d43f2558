"""Seizures and freezes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases import enums
from cases.models.case import Case
from cases.querysets import SealQuerySet


class Seal(models.Model):
    """A seizure or freeze. Its end never rolls over a holiday: the effect lapses on the day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="seals", db_index=False)
    asset = models.CharField(_("财产名称"), max_length=200)
    kind = models.CharField(_("财产类型"), max_length=4, choices=enums.AssetKind.choices)
    from_on = models.DateField(_("起"))
    to_on = models.DateField(_("止"))
    released_on = models.DateField(_("解除"), null=True, blank=True)
    source = models.CharField(max_length=6, choices=enums.Source.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = SealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="seal_once", fields=["case", "asset", "from_on"]),
            models.CheckConstraint(
                name="seal_ends_after_it_begins", condition=Q(to_on__gte=F("from_on"))
            ),
        ]
        indexes = [
            models.Index(fields=["to_on"], name="seal_in_force", condition=Q(released_on=None)),
        ]

    def __str__(self) -> str:
        return self.asset

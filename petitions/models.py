"""Tables of petitions.

A key to another table has no index of its own (`db_index=False`) where another begins with it.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from courts.models import Court
from petitions.querysets import PetitionQuerySet


class Petition(models.Model):
    """One registered petition, whatever the number of people (ruling 11)."""

    number = models.CharField(_("登记编号"), max_length=60, unique=True)
    court = models.ForeignKey(
        Court, models.PROTECT, related_name="+", verbose_name=_("法院"), db_index=False
    )
    received_on = models.DateField(_("来访日期"))
    petitioner = models.CharField(_("信访人"), max_length=80)
    people = models.PositiveIntegerField(_("人数"))
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("案件"),
        db_index=False,
    )  # fmt: skip
    case_number = models.CharField(_("案号"), max_length=120, blank=True)  # as given
    source = models.CharField(_("来源"), max_length=60, blank=True)
    demand = models.TextField(_("诉求"), blank=True)
    supervised = models.BooleanField(_("督办"), null=True, blank=True)
    done_on = models.DateField(_("办结日期"), null=True, blank=True)
    resolved = models.BooleanField(_("化解"), null=True, blank=True)
    struck_on = models.DateField(_("剔除日期"), null=True, blank=True)
    problems = models.PositiveIntegerField(_("问题数"), null=True, blank=True)
    revisited_on = models.DateField(_("回访日期"), null=True, blank=True)
    satisfied = models.BooleanField(_("满意"), null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = PetitionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="petition_people", condition=Q(people__gte=1)),
            models.CheckConstraint(
                name="petition_done_after_received",
                condition=Q(done_on=None) | Q(done_on__isnull=False, done_on__gte=F("received_on")),
            ),
            models.CheckConstraint(
                name="petition_struck_after_received",
                condition=Q(struck_on=None)
                | Q(struck_on__isnull=False, struck_on__gte=F("received_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["court", "-received_on", "-id"], name="petition_court_received"),
            # Lists over many courts, as the index of the newest cases.
            models.Index(
                fields=["-received_on", "-id"],
                include=["court", "done_on", "struck_on"],
                name="petition_newest",
            ),
            models.Index(fields=["case"], name="petition_case"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state_label(self) -> str:
        """How far it has come, in words."""
        if self.struck_on:
            return gettext("已剔除")
        return gettext("已办结") if self.done_on else gettext("未办结")

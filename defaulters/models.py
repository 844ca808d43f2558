"""Tables of the defaulter register.

A key to another table has no index of its own (`db_index=False`) where another begins with it.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import Source
from cases.models import Case, Party
from courts.models import Court
from defaulters.enums import Ground
from defaulters.querysets import EntryQuerySet


class Entry(models.Model):
    """One listing: a case and one of its debtors (法释〔2017〕7号第一条).

    `court` is always that of the case; it stands here too because every list begins with it. A case
    keeps the court it was filed at: a corrected number bears the same code, and a ledger row with
    another code is another case. Should one ever move, its entries follow (migration 0004).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    court = models.ForeignKey(
        Court, models.PROTECT, related_name="+", verbose_name=_("法院"), db_index=False
    )
    debtor = models.ForeignKey(Party, models.PROTECT, related_name="+", db_index=False)
    ground = models.PositiveSmallIntegerField(_("失信情形"), choices=Ground.choices)
    decided_on = models.DateField(_("决定日期"))
    published_on = models.DateField(_("公布日期"))
    expires_on = models.DateField(_("期限至"), null=True, blank=True)  # null: no term (ground 1)
    removed_on = models.DateField(_("删除日期"), null=True, blank=True)
    removal_ground = models.CharField(_("删除事由"), max_length=200, blank=True)
    source = models.CharField(max_length=6, choices=Source.choices)
    recorded_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="entry_once", fields=["case", "debtor"]),
            models.CheckConstraint(
                name="entry_published_after_decided", condition=Q(published_on__gte=F("decided_on"))
            ),
            models.CheckConstraint(
                name="entry_removed_after_published",
                condition=Q(removed_on=None)
                | Q(removed_on__isnull=False, removed_on__gte=F("published_on")),
            ),
            models.CheckConstraint(name="entry_ground", condition=Q(ground__gte=1, ground__lte=6)),
        ]
        indexes = [
            # `removed_on` lies beside the key: the list asks for what is live unless told otherwise.
            models.Index(
                fields=["court", "-published_on", "-id"],
                include=["removed_on"],
                name="entry_court_published",
            ),
            # Lists over many courts, as the index of the newest cases.
            models.Index(
                fields=["-published_on", "-id"],
                include=["court", "removed_on"],
                name="entry_newest",
            ),
            models.Index(fields=["debtor"], name="entry_debtor"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.debtor}"

"""Money that arrived for a case and went out again."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases import enums
from cases.models.case import Case
from cases.models.money import money
from cases.models.rare import given_once, where_given
from cases.querysets import ReceiptQuerySet


class Receipt(models.Model):
    """Money that arrived for a case, and its way out. The rest can never be negative."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="receipts", db_index=False)
    received_on = models.DateField(_("到账日期"))
    amount = money(_("到账金额"))
    ordinal = models.PositiveSmallIntegerField(default=0)  # equal sums of one day, entered live
    payer = models.CharField(_("付款人"), max_length=80, blank=True)
    paid_on = models.DateField(_("发放日期"), null=True, blank=True)
    paid_amount = money(_("发放金额"), null=True, blank=True)
    deferred_until = models.DateField(_("延缓至"), null=True, blank=True)
    due_on = models.DateField(_("应发"))
    source = models.CharField(max_length=6, choices=enums.Source.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(null=True)  # one key per form: a double click is one

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="receipt_once", fields=["case", "received_on", "amount", "ordinal"]
            ),
            given_once("submission", "receipt_submitted_once"),
            models.CheckConstraint(name="receipt_amount_positive", condition=Q(amount__gte=0)),
            models.CheckConstraint(
                name="receipt_paid_within",
                condition=Q(paid_amount=None)
                | Q(paid_amount__isnull=False, paid_amount__gte=0, paid_amount__lte=F("amount")),
            ),
            models.CheckConstraint(
                name="receipt_paid_after_arrival",
                condition=Q(paid_on=None) | Q(paid_on__isnull=False, paid_on__gte=F("received_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="receipt_unpaid", condition=Q(paid_on=None)),
            where_given("by", "receipt_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.received_on} {self.amount}"

    @property
    def left(self) -> Decimal:
        """What has not gone out; a payout without a sum was all of it (ruling 13)."""
        if self.paid_amount is not None:
            return self.amount - self.paid_amount
        return Decimal(0) if self.paid_on else self.amount

    @property
    def has_gone(self) -> bool:
        """Whether anything of it was paid out."""
        return self.paid_on is not None or self.left != self.amount


class PaidPart(models.Model):
    """One payout of a receipt, recorded in the program. A ledger's payout has none: one day, one sum.

    What the receipt said before stays with it, so that the last one can be taken back.
    """

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="parts")
    paid_on = models.DateField(_("发放日期"))
    amount = money(_("发放金额"))
    was_paid_on = models.DateField(null=True)
    was_paid_amount = money(_("发放金额"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="paid_part_positive", condition=Q(amount__gt=0)),
        ]
        indexes = [where_given("by", "paid_part_by_user")]

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount}"

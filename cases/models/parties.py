"""Parties, with encrypted numbers and the keys that find them."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from cases import enums
from cases.models.case import Case
from cases.querysets import PartyQuerySet


class Bigrams(Func):
    """The two-character pieces of a text, as text[]: what pg_trgm cannot index (limits 2)."""

    function = "bigrams"


class Party(models.Model):
    """Somebody in a case. Numbers are encrypted; digests find them (ownership.md)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties", db_index=False)
    role = models.CharField(_("诉讼地位"), max_length=8, choices=enums.PartyRole.choices)
    name = models.CharField(_("名称"), max_length=120)
    name_key = models.CharField(max_length=120)  # normalised name
    kind = models.CharField(_("类型"), max_length=8, choices=enums.PartyKind.choices)
    number_cipher = models.TextField(blank=True)
    number_masked = models.CharField(_("证件号码"), max_length=40, blank=True)
    number_digest = models.BigIntegerField(null=True)
    number_first6 = models.BigIntegerField(null=True)
    number_first10 = models.BigIntegerField(null=True)
    number_last4 = models.BigIntegerField(null=True)
    number_birth = models.BigIntegerField(null=True)
    phone_cipher = models.TextField(blank=True)
    phone_masked = models.CharField(_("电话"), max_length=20, blank=True)
    phone_digest = models.BigIntegerField(null=True)
    phone_last4 = models.BigIntegerField(null=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    legal_representative = models.CharField(_("法定代表人"), max_length=60, blank=True)
    household = models.CharField(
        _("户籍性质"), max_length=4, choices=enums.Household.choices, blank=True
    )

    objects = PartyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="party_once",
                fields=["case", "role", "name_key", "number_digest"],
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                fields=["number_digest"],
                name="party_number",
                condition=Q(number_digest__isnull=False),
            ),
            models.Index(
                fields=["phone_digest"],
                name="party_phone",
                condition=Q(phone_digest__isnull=False),
            ),
            models.Index(
                fields=["phone_last4"],
                name="party_phone_last4",
                condition=Q(phone_last4__isnull=False),
            ),
            GinIndex(Bigrams(F("name_key")), name="party_bigrams", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name

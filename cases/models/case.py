"""The case itself, and the numbers that it bore by mistake."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import enums
from cases.models.money import money
from cases.models.rare import given_once
from cases.querysets import CaseQuerySet
from courts.models import Court, User


class Case(models.Model):
    """An enforcement case. `number` is canonical; what was typed stays in `number_raw`."""

    number = models.CharField(_("案号"), max_length=60)
    number_raw = models.CharField(max_length=120)
    court = models.ForeignKey(
        Court, models.PROTECT, related_name="+", verbose_name=_("法院"), db_index=False
    )
    year = models.PositiveSmallIntegerField()
    type_word = models.CharField(_("案件类型"), max_length=4, choices=enums.CaseType.choices)
    serial = models.PositiveIntegerField()
    status = models.CharField(
        _("状态"), max_length=10, choices=enums.CaseStatus.choices, default=enums.CaseStatus.FILED
    )
    filed_on = models.DateField(_("立案日期"))
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办人"),
        db_index=False,
    )  # fmt: skip
    officer_name = models.CharField(_("承办人姓名"), max_length=40, blank=True)
    team = models.CharField(_("承办部门"), max_length=40, blank=True)
    cause_code = models.CharField(max_length=12, blank=True)
    cause = models.CharField(_("案由"), max_length=120, blank=True)
    basis_number = models.CharField(_("执行依据文号"), max_length=120, blank=True)
    claim_amount = money(_("申请执行标的"))
    has_property = models.BooleanField(_("有财产可供执行"), null=True, blank=True)
    given_limit_end = models.DateField(_("给定的法定期限届满日"), null=True, blank=True)
    closed_on = models.DateField(_("结案日期"), null=True, blank=True)
    close_mode = models.CharField(
        _("结案方式"), max_length=12, choices=enums.CloseMode.choices, blank=True
    )
    opening_recovered = money(_("到位金额（期初）"), default=0)
    zhongben_ok = models.BooleanField(_("终本合格"), null=True, blank=True)

    # Stored results of the rules, rewritten by services when a fact changes ---------------------
    received_total = money(_("到账合计"), default=0)
    limit_end = models.DateField(_("法定期限届满日"), null=True, blank=True)  # at closing, or now
    limit_running = models.BooleanField(default=False)  # a deduction covers today: the clock stands
    limit_provisional = models.BooleanField(default=False)
    next_node = models.CharField(_("下一节点"), max_length=30, blank=True)
    next_due_on = models.DateField(_("下一节点应办"), null=True, blank=True)

    source = models.CharField(max_length=6, choices=enums.Source.choices, default=enums.Source.LIVE)
    live_since = models.DateTimeField(null=True, blank=True)  # first act done in the program
    row_hash = models.BinaryField(max_length=16, null=True)  # of its rows in the last ledger
    submission = models.UUIDField(null=True)  # one key per form: a double click is one
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_number", fields=["number"]),
            given_once("submission", "case_submitted_once"),
            models.UniqueConstraint(
                name="case_number_parts", fields=["court", "type_word", "year", "serial"]
            ),
            models.CheckConstraint(
                name="case_claim_not_negative", condition=Q(claim_amount__gte=0)
            ),
            models.CheckConstraint(
                name="case_recovered_not_negative",
                condition=Q(opening_recovered__gte=0, received_total__gte=0),
            ),
            models.CheckConstraint(
                name="case_closed_with_mode",
                condition=Q(closed_on=None, close_mode="")
                | (Q(closed_on__isnull=False) & ~Q(close_mode="")),
            ),
            models.CheckConstraint(
                name="case_closed_status",
                condition=Q(closed_on=None) & ~Q(status=enums.CaseStatus.CLOSED)
                | Q(closed_on__isnull=False, status=enums.CaseStatus.CLOSED),
            ),
            models.CheckConstraint(
                name="case_not_closed_before_filed",
                condition=Q(closed_on=None)
                | Q(closed_on__isnull=False, closed_on__gte=F("filed_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["court", "-filed_on", "-id"], name="case_court_filed"),
            # Lists over many courts: without it the database sorts all of their cases. What most of
            # them ask for lies beside the key, so that the cases of other courts are not looked at.
            models.Index(
                fields=["-filed_on", "-id"], include=["court", "closed_on"], name="case_filed"
            ),
            models.Index(
                fields=["court", "limit_end", "id"],
                name="case_open_limit",
                condition=Q(closed_on=None),
            ),
            models.Index(fields=["officer", "-filed_on", "-id"], name="case_officer_filed"),
            models.Index(fields=["court", "closed_on"], name="case_court_closed"),
            models.Index(fields=["basis_number"], name="case_basis", condition=~Q(basis_number="")),
            models.Index(
                fields=["officer_name"],
                name="case_officer_unlinked",
                condition=Q(officer=None) & ~Q(officer_name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page of the case."""
        return reverse("cases:case_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Not closed yet."""
        return self.closed_on is None

    @property
    def recovered(self) -> Decimal:
        """Recovered so far: the opening value and all receipts."""
        return self.opening_recovered + self.received_total

    @property
    def officer_label(self) -> str:
        """Name of the officer, linked to a user or as imported."""
        return self.officer.name if self.officer else self.officer_name


class FormerNumber(models.Model):
    """A number that a case bore by mistake: found by search, never given again (domain 1.2)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="former_numbers")
    number = models.CharField(max_length=60, db_index=True)
    court = models.ForeignKey(Court, models.PROTECT, related_name="+")
    type_word = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number

"""Tables of the case file. What must never be is a constraint."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import enums
from cases.querysets import (
    CaseQuerySet,
    PartyQuerySet,
    ProgressQuerySet,
    ReceiptQuerySet,
    SealQuerySet,
)
from courts.models import Court, User
from enforcement.kernel.models import StoredFile


def money(label: str, **options: object) -> models.DecimalField:
    """Yuan with two places, up to 9,999,999,999,999.99."""
    return models.DecimalField(label, max_digits=15, decimal_places=2, **options)  # type: ignore[arg-type]


class Case(models.Model):
    """An enforcement case. `number` is canonical; what was typed stays in `number_raw`."""

    number = models.CharField(_("案号"), max_length=60, unique=True)
    number_raw = models.CharField(max_length=120)
    court = models.ForeignKey(Court, models.PROTECT, related_name="+", verbose_name=_("法院"))
    year = models.PositiveSmallIntegerField()
    type_word = models.CharField(_("案件类型"), max_length=4, choices=enums.CaseType.choices)
    serial = models.PositiveIntegerField()
    status = models.CharField(
        _("状态"), max_length=10, choices=enums.CaseStatus.choices, default=enums.CaseStatus.FILED
    )
    filed_on = models.DateField(_("立案日期"))
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("承办人")
    )
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
    limit_running = models.BooleanField(default=False)  # a deduction without an end is running
    limit_provisional = models.BooleanField(default=False)
    next_node = models.CharField(_("下一节点"), max_length=30, blank=True)
    next_due_on = models.DateField(_("下一节点应办"), null=True, blank=True)

    source = models.CharField(max_length=6, choices=enums.Source.choices, default=enums.Source.LIVE)
    live_since = models.DateTimeField(null=True, blank=True)  # first act done in the program
    row_hash = models.BinaryField(max_length=16, null=True)  # of its rows in the last ledger
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
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
            models.Index(
                fields=["court", "limit_end", "id"],
                name="case_open_limit",
                condition=Q(closed_on=None),
            ),
            models.Index(fields=["officer", "-filed_on", "-id"], name="case_officer_filed"),
            models.Index(fields=["court", "closed_on"], name="case_court_closed"),
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
    def recovered(self) -> object:
        """Recovered so far: the opening value and all receipts."""
        return self.opening_recovered + self.received_total

    @property
    def officer_label(self) -> str:
        """Name of the officer, linked to a user or as imported."""
        return self.officer.name if self.officer else self.officer_name


class Bigrams(Func):
    """The two-character pieces of a text, as text[]: what pg_trgm cannot index (limits 2)."""

    function = "bigrams"


class Party(models.Model):
    """Somebody in a case. Numbers are encrypted; digests find them (ownership.md)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
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
            models.Index(fields=["case", "id"], name="party_case"),
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
            GinIndex(Bigrams(F("name_key")), name="party_bigrams", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name


class Progress(models.Model):
    """One progress entry. Immutable: a mistake is corrected by a further entry."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="entries")
    at = models.DateTimeField(_("时间"))
    text = models.TextField(_("内容"))
    node = models.CharField(_("节点"), max_length=30, blank=True)
    result = models.CharField(_("结果"), max_length=30, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("记录人"), max_length=40, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=6, choices=enums.Source.choices)
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(null=True, unique=True)  # one key per form: a double click is one
    text_digest = models.BigIntegerField()  # key of the ledger row: case, time, text

    objects = ProgressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="progress_once", fields=["case", "at", "text_digest"]),
        ]
        indexes = [models.Index(fields=["case", "-at", "-id"], name="progress_case_at")]

    def __str__(self) -> str:
        return self.text[:40]


class Attachment(models.Model):
    """A photo or scan that belongs to a progress entry."""

    entry = models.ForeignKey(Progress, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.file)


class CaseNode(models.Model):
    """A node of a case with its due day by rule and the day it was done."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="nodes")
    node = models.CharField(_("节点"), max_length=30)
    due_on = models.DateField(_("应办"), null=True)
    done_on = models.DateField(_("实办"), null=True)
    provisional = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="node_once", fields=["case", "node"])]

    def __str__(self) -> str:
        return self.node


class LimitEvent(models.Model):
    """A deduction (both days inclusive) or an extension in months of the statutory limit."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="limit_events")
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

    case = models.ForeignKey(Case, models.CASCADE, related_name="limit_versions")
    asked_from = models.DateField()
    asked_to = models.DateField(null=True)
    limit_end = models.DateField(null=True)  # null: a deduction is running, computed for the day

    class Meta:
        constraints = [
            models.UniqueConstraint(name="limit_version_once", fields=["case", "asked_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.asked_from} {self.limit_end}"


class Receipt(models.Model):
    """Money that arrived for a case, and its way out. The rest can never be negative."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="receipts")
    received_on = models.DateField(_("到账日期"))
    amount = money(_("到账金额"))
    ordinal = models.PositiveSmallIntegerField(default=0)  # equal sums of one day, entered live
    payer = models.CharField(_("付款人"), max_length=80, blank=True)
    paid_on = models.DateField(_("发放日期"), null=True, blank=True)
    paid_amount = money(_("发放金额"), null=True, blank=True)
    deferred_until = models.DateField(_("延缓至"), null=True, blank=True)
    due_on = models.DateField(_("应发"))
    source = models.CharField(max_length=6, choices=enums.Source.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="receipt_once", fields=["case", "received_on", "amount", "ordinal"]
            ),
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
        ]

    def __str__(self) -> str:
        return f"{self.received_on} {self.amount}"


class Seal(models.Model):
    """A seizure or freeze. Its end never rolls over a holiday: the effect lapses on the day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="seals")
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

"""Progress entries with their attachments, and the nodes of a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases import enums
from cases.models.case import Case
from cases.models.rare import given_once, where_given
from cases.querysets import ProgressQuerySet
from cases.rules.node_table import NODE_CODES
from courts.models import User
from enforcement.kernel.models import StoredFile

LONGEST_TEXT = 10_000  # characters of an entry, typed or imported alike


class Progress(models.Model):
    """One progress entry. Immutable: a mistake is corrected by a further entry."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="entries", db_index=False)
    at = models.DateTimeField(_("时间"))
    text = models.TextField(_("内容"))
    node = models.CharField(_("节点"), max_length=30, blank=True)
    result = models.CharField(_("结果"), max_length=30, blank=True)
    place = models.CharField(_("位置"), max_length=40, blank=True, db_default="")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    by_name = models.CharField(_("记录人"), max_length=40, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    source = models.CharField(max_length=6, choices=enums.Source.choices)
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(null=True)  # one key per form: a double click is one
    text_digest = models.BigIntegerField()  # key of the ledger row: case, time, text

    objects = ProgressQuerySet.as_manager()

    class Meta:
        constraints = [
            # Also the order of the timeline.
            models.UniqueConstraint(name="progress_once", fields=["case", "at", "text_digest"]),
            given_once("submission", "progress_submitted_once"),
        ]
        # An imported ledger fills neither: rows without a value stay out of the index.
        indexes = [
            where_given("by", "progress_by_user"),
            where_given("corrects", "progress_corrects"),
        ]

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

    case = models.ForeignKey(Case, models.CASCADE, related_name="nodes", db_index=False)
    node = models.CharField(_("节点"), max_length=30)
    due_on = models.DateField(_("应办"), null=True)
    done_on = models.DateField(_("实办"), null=True)
    provisional = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="node_once", fields=["case", "node"])]

    def __str__(self) -> str:
        return self.node

    @property
    def code(self) -> str:
        """Code of the node in the table of nodes (domain 2.9)."""
        return NODE_CODES[self.node]

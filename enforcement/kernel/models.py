"""Tables of the ground floor: audit events and their seals, jobs, stored files.

Events keep plain ids with name and post as they were then: no foreign key, so that the record of an
act never interferes with the life of what it tells about (ownership.md, Rooms).
"""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enforcement.kernel.enums import FileState, JobStatus


class AuditEvent(models.Model):
    """One act, written in the act's own transaction. Never updated, never deleted (triggers)."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # null: the system itself
    actor_name = models.CharField(max_length=80)
    post = models.CharField(max_length=120)
    act = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=64)
    object_label = models.CharField(max_length=200)
    court_code = models.CharField(max_length=20)
    changes = models.JSONField()  # {"field": [before, after]} or facts of the act; no clear numbers
    reason = models.TextField()
    request_id = models.CharField(max_length=32)
    parent_id = models.BigIntegerField(null=True)  # the bulk act that this row belongs to

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="audit_object"),
            models.Index(fields=["court_code", "-id"], name="audit_court"),
            models.Index(fields=["actor_id", "-id"], name="audit_actor"),
            models.Index(
                fields=["parent_id"],
                name="audit_parent",
                condition=models.Q(parent_id__isnull=False),
            ),
            BrinIndex(fields=["at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.object_label}"


class AuditPending(models.Model):
    """Events not yet sealed, with the transaction that wrote them. Filled by a trigger.

    Read from its beginning and emptied every few seconds: a second index would cost every writer.
    """

    event_id = models.BigIntegerField(primary_key=True)
    xid = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.event_id)


class AuditSeal(models.Model):
    """A link of the hash chain: number without gaps, hash over the previous hash and the event."""

    number = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.number)


class StoredFile(models.Model):
    """A file under MEDIA_ROOT: hashed, type sniffed, opened only after its owner allowed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=40)  # name in registries.file_owners
    owner_id = models.CharField(max_length=64)
    name = models.CharField(_("文件名"), max_length=200)
    mime = models.CharField(max_length=120)
    size = models.BigIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=FileState.choices, default=FileState.KEPT)
    expires_at = models.DateTimeField(null=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "owner_id"], name="file_owner"),
            models.Index(
                fields=["expires_at"],
                name="file_expiry",
                condition=models.Q(expires_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Job(models.Model):
    """Long work with progress, cancel, result and an end; one worker at a time by lease."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)  # name in kernel.jobs.runners
    label = models.CharField(
        _("名称"), max_length=200
    )  # a msgid; whoever looks reads it translated
    facts = models.JSONField(default=dict)  # what its places stand for
    arguments = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=JobStatus.choices, default=JobStatus.QUEUED)
    # The same work twice at once is refused: one live job per lock.
    lock = models.CharField(max_length=200)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    state = models.JSONField(default=dict)  # where to go on after a worker's death
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=10, default="zh-hans")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="job_one_live_per_lock",
                fields=["lock"],
                condition=models.Q(status__in=["queued", "running"]),
            ),
        ]
        indexes = [models.Index(fields=["owner", "-created_at"], name="job_owner")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What the job is, in the language of whoever looks."""
        words = gettext(self.label)
        return words % self.facts if self.facts else words

"""Drafts, saved views, notices and number series."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """What somebody typed and has not submitted: per person and form, encrypted, 30 days."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)  # e.g. "progress"
    about = models.CharField(max_length=64, blank=True)  # the record's id
    content = models.TextField()  # encrypted JSON of the fields
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="draft_one_per_form", fields=["owner", "form", "about"]),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.about}"


class SavedView(models.Model):
    """A named filter of a list; its query string is the whole state."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)  # e.g. "cases:case_list"
    name = models.CharField(_("名称"), max_length=40)
    query = models.TextField(_("条件"))
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="saved_view_name_once", fields=["owner", "page", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """A line in 待阅. Read means that the person pressed the button, not that a page opened."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    text = models.CharField(_("内容"), max_length=300)  # in Chinese, with %(name)s of the facts
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["to", "-created_at"], name="notice_unread", condition=models.Q(read_at=None)
            ),
            models.Index(fields=["to", "-created_at"], name="notice_all"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The notice in the language of the reader."""
        told = gettext(self.text)
        return told % self.facts if self.facts else told


class NumberSeries(models.Model):
    """The last number given in a series; a number is never given twice."""

    key = models.CharField(max_length=120, unique=True)  # e.g. "case/2026/赣0302/执"
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key} {self.last}"

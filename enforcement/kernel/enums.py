"""Closed lists of the kernel."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobStatus(TextChoices):
    """Life of a job."""

    QUEUED = "queued", _("等待")
    RUNNING = "running", _("进行中")
    DONE = "done", _("完成")
    CANCELLED = "cancelled", _("已取消")
    FAILED = "failed", _("未完成")


class FileState(TextChoices):
    """Whether the bytes are still there."""

    KEPT = "kept", _("在库")
    REMOVED = "removed", _("已清除")

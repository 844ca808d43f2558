"""The desk's own entries of the menu, words of the kernel's and office's acts, its jobs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enforcement.desk import walking
from enforcement.kernel import audit, exporting, jobs, walks
from enforcement.kernel.models import Job, StoredFile
from enforcement.kernel.registries import FileOwner, MenuEntry, file_owners, menu

WORDS = {
    "JOB_STARTED": _("开始任务"),
    "JOB_CANCEL_ASKED": _("要求取消任务"),
    "JOB_CANCELLED": _("取消任务"),
    "JOB_DONE": _("任务完成"),
    "JOB_FAILED": _("任务未完成"),
    "FILE_OPENED": _("打开文件"),
    "FILE_EXPIRED": _("清除过期文件"),
    "EXPORTED": _("导出"),
    "VIEW_SAVED": _("存常用筛选"),
    "VIEW_DELETED": _("删常用筛选"),
    "NOTICES_READ": _("已阅"),
}
FACTS = {
    "kind": _("种类"),
    "lock": _("任务标识"),
    "file": _("文件编号"),
    "list": _("列表"),
    "rows": _("行数"),
    "query": _("条件"),
    "notices": _("通知"),
}


def register() -> None:
    """Called once, when the app is ready."""
    audit.describe(WORDS)
    audit.describe_facts(FACTS)
    jobs.runners["export"] = exporting.run
    walks.kinds[walking.KIND] = walking.walk
    menu.register("home", MenuEntry(_("工作台"), "desk:home", "house", 10))
    file_owners.register(exporting.OWNER, FileOwner(order=20, may_open=owns_job))


def owns_job(user: Any, file: StoredFile) -> bool:
    """The result of a job is its owner's."""
    return Job.objects.filter(pk=file.owner_id, owner=user).exists()

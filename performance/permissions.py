"""May this person do this with figures?"""

from django.utils.translation import gettext as _

from courts.enums import Permission
from courts.models import Court, User
from enforcement.kernel.errors import NotPermitted, passes


def check_can_take(user: User, district: Court) -> None:
    """Freeze a week of the district."""
    if not user.holds(Permission.SNAPSHOT_TAKE, district.pk):
        raise NotPermitted(_("周报由中院综合科或执行局局长冻结。"))


def check_can_import_benchmarks(user: User) -> None:
    """Import provincial averages."""
    if not user.holds(Permission.BENCHMARK_IMPORT):
        raise NotPermitted(_("全省平均由中院综合科导入。"))


def can_take(user: User, district: Court) -> bool:
    """Whether 冻结本周 is shown."""
    return passes(check_can_take, user, district)


def can_import_benchmarks(user: User) -> bool:
    """Whether 导入省均 is shown."""
    return passes(check_can_import_benchmarks, user)


def can_list(user: User, court_ids: frozenset[str], *, petitions: bool) -> bool:
    """Whether the records behind a figure of these courts may be shown to this person."""
    needed = Permission.PETITION_VIEW if petitions else Permission.CASE_VIEW
    return court_ids <= user.courts_with(needed)


def can_export(user: User, court_ids: frozenset[str]) -> bool:
    """Whether the records behind a figure of these courts may be exported by this person."""
    return court_ids <= user.courts_with(Permission.CASE_EXPORT)

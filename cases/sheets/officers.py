"""Officers' names of a ledger and the users that bear them."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from courts.models import Post
from enforcement.kernel.names import normalize_name


class Officers:
    """Users by court and name, as of one day; read once per import."""

    def __init__(self, on: date) -> None:
        self._ids: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._found: dict[tuple[str, str], int | None] = {}
        self._unknown: dict[tuple[str, str], str] = {}
        posts = Post.objects.in_force(on).filter(user__is_active=True)
        for court, name, pk in posts.values_list("court_id", "user__name", "user_id"):
            self._ids[court, normalize_name(name)].add(pk)

    def only(self, court: str, name: str) -> int | None:
        """The one user of that court with this name; None when there is none or several."""
        if (court, name) not in self._found:
            found = self._ids.get((court, normalize_name(name)), ())
            self._found[court, name] = next(iter(found)) if len(found) == 1 else None
        return self._found[court, name]

    def unknown(self, court: str, name: str) -> str:
        """Why a name stays text."""
        if (court, name) not in self._unknown:
            several = bool(self._ids.get((court, normalize_name(name))))
            self._unknown[court, name] = _several(name) if several else _nobody(name)
        return self._unknown[court, name]


def _several(name: str) -> str:
    return _("本院有多名用户叫“%s”，先按姓名保留，请在系统中指定是哪一位。") % name


def _nobody(name: str) -> str:
    return _("本院没有名为“%s”的用户，先按姓名保留，开通用户后可在系统中关联。") % name

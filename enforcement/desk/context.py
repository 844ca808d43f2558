"""The frame of every page: court, person, menu, counts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.selectors import has_desk
from courts.enums import Role
from enforcement.desk.counts import Counts, waiting
from enforcement.kernel import clock, registries
from enforcement.kernel.figures import count_text


@dataclass
class Shell:
    """What templates/base.html asks for; counts are read only when the page shows them."""

    user: Any
    path: str
    today: date

    @property
    def court_name(self) -> str:
        """Court of the main post."""
        main = self.user.access.main
        return main.court_name if main else ""

    @property
    def user_name(self) -> str:
        """Name of the person."""
        return self.user.name

    @property
    def post_label(self) -> str:
        """Role of the main post."""
        main = self.user.access.main
        return str(Role(main.role).label) if main else ""

    @cached_property
    def nav(self) -> list[dict[str, Any]]:
        """Menu entries of the person's roles."""
        roles = self.user.access.roles
        entries = registries.menu.for_user(self.user)
        return [self._item(e) for e in entries if not e.roles or e.roles & roles]

    @property
    def inbox_count(self) -> int:
        """Unread notices."""
        return self._counts.unread

    @cached_property
    def _counts(self) -> Counts:
        """One query, only on pages that show the bar."""
        return waiting(self.user, self.today)

    @property
    def density(self) -> str:
        """Height of table rows, as the person chose."""
        return self.user.density

    @property
    def keys_off(self) -> bool:
        """Whether single keys are switched off."""
        return not self.user.single_keys

    @cached_property
    def phone_tabs(self) -> list[dict[str, Any]]:
        """The five tabs at the foot of a phone (ui.md section 3)."""
        if not self.user.holds("case_view"):
            return []
        tabs = [
            (_("工作台"), "desk:home", "house"),
            (_("案件"), "cases:case_list", "briefcase"),
            *([(_("记进展"), "cases:progress_choose", "pencil")] if has_desk(self.user) else []),
            (_("待阅"), "desk:inbox", "bell"),
            (_("我的"), "courts:settings", "user"),
        ]
        return [
            {
                "label": label,
                "url": reverse(name),
                "icon": icon,
                "active": self.path == reverse(name),
                "count": self.inbox_count if name == "desk:inbox" else None,
            }
            for label, name, icon in tabs
        ]

    def _item(self, entry: registries.MenuEntry) -> dict[str, Any]:
        url = reverse(entry.url_name)
        count, alert = self._waiting(entry)
        active = self.path == url if url == "/" else self.path.startswith(url)
        return {
            "label": entry.label,
            "url": url,
            "icon": entry.icon,
            "count": count,
            "counted": _counted(entry, count),
            "alert": alert,
            "active": active,
        }

    def _waiting(self, entry: registries.MenuEntry) -> tuple[int | None, bool]:
        """Acts that wait behind a menu entry, and whether one is overdue."""
        if entry.url_name == "desk:home":
            return self._counts.due, bool(self._counts.overdue)
        return entry.count(self.user) if entry.count else (None, False)


def _counted(entry: registries.MenuEntry, count: int | None) -> str:
    """What the number behind a menu entry counts, where its page has a further one of the kind."""
    if entry.url_name != "desk:home" or not count:
        return ""
    return ngettext("今天及以前应办 %s 项", "今天及以前应办 %s 项", count) % count_text(count)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor; nothing for strangers."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"shell": Shell(user, request.path, clock.today())}

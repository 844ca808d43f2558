"""The frame of every page: court, person, menu, counts."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from courts.enums import Role
from enforcement.kernel import clock, registries


@dataclass
class Shell:
    """What templates/base.html asks for; counts are read only when the page shows them."""

    user: Any
    path: str
    today: date = field(default_factory=clock.today)

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

    def _item(self, entry: registries.MenuEntry) -> dict[str, Any]:
        url = reverse(entry.url_name)
        count, alert = entry.count(self.user) if entry.count else (None, False)
        active = self.path == url if url == "/" else self.path.startswith(url)
        return {
            "label": entry.label,
            "url": url,
            "icon": entry.icon,
            "count": count,
            "alert": alert,
            "active": active,
        }


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor; nothing for strangers."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"shell": Shell(user, request.path)}

"""What a person may do today, from posts, substitutions, the role table and the court tree."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import override

from courts.enums import CourtLevel, Role
from enforcement.kernel import clock

SOURCE_LANGUAGE = "zh-hans"
# Posts at these levels reach the courts below theirs (design 3, Visibility).
REACHING_DOWN = frozenset({CourtLevel.SUPREME, CourtLevel.HIGH, CourtLevel.INTERMEDIATE})


@dataclass(frozen=True)
class HeldPost:
    """A post in force today, with the courts it covers."""

    role: str
    court_id: str
    court_name: str
    level: str
    team: str
    own: bool  # false: standing in for somebody
    courts: frozenset[str]

    @property
    def label(self) -> str:
        """Court, role and team in words."""
        role = Role(self.role).label
        return (
            f"{self.court_name} {role} · {self.team}" if self.team else f"{self.court_name} {role}"
        )


@dataclass(frozen=True)
class Access:
    """Answers every question of permission for one person on one day."""

    posts: tuple[HeldPost, ...]
    granted: dict[str, frozenset[str]]  # permission → courts
    scope: frozenset[str]

    def holds(self, permission: str, court_id: str | None = None) -> bool:
        """Whether the permission is held at the court, or anywhere."""
        courts = self.granted.get(permission, frozenset())
        return bool(courts) if court_id is None else court_id in courts

    def courts_with(self, permission: str) -> frozenset[str]:
        """Courts at which the permission is held."""
        return self.granted.get(permission, frozenset())

    @property
    def main(self) -> HeldPost | None:
        """The first own post; what the head of the page shows."""
        own = [post for post in self.posts if post.own]
        return next(iter([*own, *self.posts]), None)

    @property
    def roles(self) -> frozenset[str]:
        """All roles held today."""
        return frozenset(post.role for post in self.posts)

    @cached_property
    def label(self) -> str:
        """The main post in words, in Chinese whatever the page's language: the record keeps it."""
        main = self.main
        return f"{main.court_name} {_recorded(main.role)}" if main else _recorded("")


@cache
def _recorded(role: str) -> str:
    """A role as records name it; every event asks, and the word never changes."""
    with override(SOURCE_LANGUAGE):
        return str(Role(role).label) if role else _("无岗位")


def load_access(user_id: int) -> Access:
    """Read posts, their permissions and the courts they cover: one query."""
    posts: list[HeldPost] = []
    granted: dict[str, set[str]] = defaultdict(set)
    scope: set[str] = set()
    for row in _posts(user_id):
        courts = {row["court_id"], *row["below"]}
        posts.append(_held(row, user_id, frozenset(courts)))
        scope |= courts
        for permission in row["permissions"]:
            granted[permission] |= courts
    frozen = {permission: frozenset(courts) for permission, courts in granted.items()}
    return Access(tuple(posts), frozen, frozenset(scope))


def _posts(user_id: int) -> Iterable[Any]:
    post, permission = apps.get_model("courts", "Post"), apps.get_model("courts", "RolePermission")
    of_role = permission.objects.filter(role=OuterRef("role"))
    held = post.objects.of(user_id, clock.today()).order_by("pk")
    return held.values(
        "pk",
        "user_id",
        "role",
        "team",
        "court_id",
        "court__name",
        "court__level",
        permissions=ArraySubquery(of_role.values("permission")),
        below=_below(),
    )


def _below() -> Case:
    """Codes of the courts under that of the post, when posts at its level reach down."""
    courts = apps.get_model("courts", "Court").objects
    under = ArraySubquery(courts.filter(path__startswith=OuterRef("court__path")).values("code"))
    nothing = Value([], output_field=under.output_field)
    return Case(When(court__level__in=REACHING_DOWN, then=under), default=nothing)


def _held(row: dict[str, Any], user_id: int, courts: frozenset[str]) -> HeldPost:
    return HeldPost(
        role=row["role"],
        court_id=row["court_id"],
        court_name=row["court__name"],
        level=row["court__level"],
        team=row["team"],
        own=row["user_id"] == user_id,
        courts=courts,
    )

"""People of the demonstration bureau. They exist only in an installation that holds nothing else."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.contrib.auth.hashers import make_password
from django.db import transaction

from courts.enums import Role
from courts.models import Post, User
from enforcement.kernel import audit


class Member(Protocol):
    """Somebody at a court."""

    @property
    def court(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def team(self) -> str: ...
    @property
    def username(self) -> str: ...


@transaction.atomic
def make_people(members: Iterable[Member], *, password: str, since: date) -> int:
    """Make users with one post each and one password for all, no change of it asked for."""
    people = list(members)
    hashed = make_password(password)
    users = User.objects.bulk_create(
        User(username=each.username, name=each.name, password=hashed, is_demo=True)
        for each in people
    )
    Post.objects.bulk_create(
        Post(user=user, court_id=each.court, role=each.role, team=each.team, from_on=since)
        for user, each in zip(users, people, strict=True)
    )
    audit.record("DEMONSTRATION_PEOPLE_MADE", None, by=None, changes={"people": len(people)})
    return len(people)


def has_people() -> bool:
    """Whether anybody is here at all."""
    return User.objects.exists()


def has_other_people() -> bool:
    """Whether anybody is here beside a first administrator and the demonstration's own people."""
    others = User.objects.filter(is_demo=False)
    return others.count() > 1 or others.exclude(posts__role=Role.ADMIN).exists()


def usernames() -> frozenset[str]:
    """User names of the demonstration's people."""
    return frozenset(User.objects.filter(is_demo=True).values_list("username", flat=True))

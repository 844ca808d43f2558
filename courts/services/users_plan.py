"""What a table of users would do, row by row, before anything is written."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _

from courts import permissions
from courts.enums import Permission
from courts.models import Court, Post, User
from courts.services.users import check_username
from enforcement.kernel import clock
from enforcement.kernel.errors import DomainError, NotPermitted


class Step(StrEnum):
    """What a row would do."""

    CREATE = "create"
    ADD_POST = "add_post"
    END_POST = "end_post"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class UserRow:
    """A row as it was read. `error` says why it cannot be taken; then the values may be blank."""

    row: int
    username: str = ""
    name: str = ""
    court_id: str = ""
    role: str = ""
    team: str = ""
    from_on: date | None = None
    to_on: date | None = None
    error: str = ""


@dataclass(frozen=True)
class PlannedRow:
    """A row with what it would do. `post_id`: the post that it would end."""

    given: UserRow
    step: Step
    error: str = ""
    post_id: int | None = None


class HeldPost(NamedTuple):
    """A post of a person, in the table or made by an earlier row of the file."""

    pk: int | None
    court_id: str
    role: str
    from_on: date
    to_on: date | None

    def overlaps(self, from_on: date, to_on: date | None) -> bool:
        """Whether both hold on some day."""
        begun = to_on is None or self.from_on <= to_on
        return begun and (self.to_on is None or from_on <= self.to_on)


@dataclass
class _Person:
    name: str
    is_new: bool
    is_visible: bool = True
    is_oneself: bool = False
    posts: list[HeldPost] = field(default_factory=list)


def plan_users(rows: Sequence[UserRow], *, by: User) -> list[PlannedRow]:
    """What the rows would do, in order: a handful of queries whatever their number."""
    people = _known(rows, by)
    managed = by.courts_with(Permission.USER_MANAGE)
    courts = set(Court.objects.filter(code__in=managed).values_list("code", flat=True))
    return [_plan(row, people, courts) for row in rows]


def _plan(row: UserRow, people: dict[str, _Person], courts: set[str]) -> PlannedRow:
    if row.error:
        return PlannedRow(row, Step.REJECTED, row.error)
    given = replace(row, from_on=row.from_on or clock.today())
    try:
        _check(given, people.get(given.username), courts)
        return _step(given, people)
    except DomainError as refusal:
        return PlannedRow(given, Step.REJECTED, str(refusal))


def _step(given: UserRow, people: dict[str, _Person]) -> PlannedRow:
    from_on = given.from_on or clock.today()
    person = people.get(given.username)
    if person is None:
        person = people[given.username] = _Person(given.name, is_new=True)
        step = Step.CREATE
    else:
        held = _same_post(given, person.posts)
        if held is not None:
            is_other_end = given.to_on is not None and given.to_on != held.to_on
            step = Step.END_POST if is_other_end and held.pk else Step.UNCHANGED
            return PlannedRow(given, step, post_id=held.pk)
        if person.is_oneself:
            raise NotPermitted(permissions.NOT_ONESELF)
        step = Step.ADD_POST
    person.posts.append(HeldPost(None, given.court_id, given.role, from_on, given.to_on))
    return PlannedRow(given, step)


def _same_post(given: UserRow, posts: list[HeldPost]) -> HeldPost | None:
    from_on = given.from_on or clock.today()
    return next(
        (
            post
            for post in posts
            if (post.court_id, post.role) == (given.court_id, given.role)
            and post.overlaps(from_on, given.to_on)
        ),
        None,
    )


def _check(given: UserRow, person: _Person | None, courts: set[str]) -> None:
    if given.court_id not in courts:
        raise DomainError(_("法院 %s 不认识，或不归你管理。") % given.court_id)
    check_username(given.username)
    if person is not None and not person.is_visible:
        raise DomainError(_("用户名 %s 已有人用，请换一个。") % given.username)
    if person is not None and person.name != given.name:
        raise DomainError(
            _("用户名 %(username)s 已是%(name)s，姓名不同。")
            % {"username": given.username, "name": person.name}
        )
    _check_period(given, person.posts if person else [])


def _check_period(given: UserRow, posts: list[HeldPost]) -> None:
    from_on = given.from_on or clock.today()
    if given.to_on is not None and given.to_on < from_on:
        raise DomainError(_("止日不能早于起日。"))
    if given.to_on is not None and given.to_on < clock.today():
        raise DomainError(_("止日不能早于今天。"))
    held = {post.role for post in posts if post.overlaps(from_on, given.to_on)}
    permissions.check_roles_apart({given.role, *held})


def _known(rows: Sequence[UserRow], by: User) -> dict[str, _Person]:
    found = User.objects.filter(username__in={row.username for row in rows})
    visible = set(User.objects.visible_to(by).filter(pk__in=found).values_list("pk", flat=True))
    posts: dict[int, list[HeldPost]] = defaultdict(list)
    held = Post.objects.filter(user__in=found).order_by("pk")
    for post in held:
        facts = HeldPost(post.pk, post.court_id, post.role, post.from_on, post.to_on)
        posts[post.user_id].append(facts)
    return {
        user.username: _Person(
            user.name, False, user.pk in visible, user.pk == by.pk, posts[user.pk]
        )
        for user in found
    }

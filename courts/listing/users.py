"""The list of people whom an administrator manages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from courts.enums import Permission, Role
from courts.filters import STATES, UserFilter
from courts.models import Post, User
from courts.selectors.accounts import locked_usernames
from enforcement.kernel import clock, conditions, paging
from enforcement.kernel.exporting import Export
from enforcement.kernel.paging import Order
from enforcement.kernel.tabular import Kind

ORDER = Order("name")
STATE = ("q", "state", "court", "role")


@dataclass(frozen=True)
class UserList:
    """The people of a query string."""

    user: User
    query: QueryDict
    filter: UserFilter

    @property
    def rows(self) -> QuerySet[User]:
        """The people in no order; nobody while a condition is wrong."""
        found = self.filter.qs if self.filter.is_valid() else User.objects.none()
        return found.prefetch_related(Prefetch("posts", _shown_posts(self.user), to_attr="shown"))

    def page(self) -> paging.Page[User]:
        """The page that the query names."""
        return paging.paginate(self.rows, ORDER, self.query)

    def segments(self) -> list[dict[str, Any]]:
        """In use, shut, or both."""
        return conditions.segments(self.query, STATE, "state", STATES)

    def chips(self) -> list[dict[str, str]]:
        """The other conditions."""
        return conditions.chips(self.filter.form, self.query, hidden=("state",))

    def given(self) -> list[tuple[str, str]]:
        """The conditions that are set, for forms that carry them along."""
        return conditions.given(self.query, STATE)

    def query_string(self) -> str:
        """The conditions, for the export."""
        return conditions.kept(self.query, STATE)


def user_list(user: User, query: QueryDict) -> UserList:
    """The list for a query string; without a word of the state: accounts in use."""
    given = query.copy()
    if not given.get("state"):
        given["state"] = "active"
    return UserList(user, given, UserFilter(given, User.objects.visible_to(user), user=user))


def row_of(person: Any, locked: frozenset[str] | set[str]) -> dict[str, Any]:
    """What courts/_user_row.html needs."""
    return {"person": person, "posts": person.shown, "states": states_of(person, locked)}


def rows_of(people: Iterable[User]) -> list[dict[str, Any]]:
    """Rows of a page, with the accounts that wrong passwords locked: one query."""
    found = list(people)
    locked = locked_usernames(person.username for person in found)
    return [row_of(person, locked) for person in found]


def states_of(person: User, locked: frozenset[str] | set[str]) -> list[tuple[str, str]]:
    """State words of an account with their tones; at most two."""
    if not person.is_active:
        return [(_("已停用"), "mute")]
    states = [(_("锁定"), "bad")] if person.username in locked else []
    if person.must_change_password:
        states.append((_("待改密码"), "warn"))
    return states or [(_("在用"), "ok")]


def export_users(user: User, query: QueryDict) -> Export:
    """The list as a sheet; its columns are those that the import reads, and some more."""
    found = user_list(user, query)
    header = [
        _("用户名"), _("姓名"), _("法院代字"), _("岗位"), _("部门"), _("起"), _("止"), _("状态"),
        _("最近登录"),
    ]  # fmt: skip
    kinds = [*[Kind.TEXT] * 5, Kind.DATE, Kind.DATE, Kind.TEXT, Kind.DATETIME]
    people = paging.sorted_by(found.rows, ORDER)
    return Export(_("用户与岗位"), header, kinds, _rows(people), people.count())


def _rows(people: QuerySet[User]) -> Iterator[tuple[Any, ...]]:
    for person in people.iterator(chunk_size=1000):
        states = "、".join(words for words, _tone in states_of(person, frozenset()))
        for post in person.shown or [None]:  # type: ignore[attr-defined]  # prefetched
            yield (person.username, person.name, *_post(post), states, person.last_login)


def _post(post: Post | None) -> tuple[Any, ...]:
    if post is None:
        return (None,) * 5
    return post.court_id, Role(post.role).label, post.team, post.from_on, post.to_on


def _shown_posts(user: User) -> QuerySet[Post]:
    """Posts of today and later, at the courts that the viewer manages."""
    managed = user.courts_with(Permission.USER_MANAGE)
    posts = Post.objects.not_over(clock.today()).filter(court_id__in=managed)
    return posts.select_related("court").order_by("from_on", "pk")

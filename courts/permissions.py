"""May this person administer this? Who first, when second."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from courts.enums import Permission, Role
from courts.models import Post, User
from enforcement.kernel import clock
from enforcement.kernel.errors import NotPermitted, TransitionRefused, passes

# 三权分立 (GB/T 22239): who sets the rights never audits their use.
APART = frozenset({Role.ADMIN, Role.AUDITOR})
NOT_ONESELF = _lazy("不能对自己这样做，请另一位管理员办理。")


def check_holds(user: User, permission: Permission) -> None:
    """Look at a page of administration at all."""
    if not user.holds(permission):
        raise NotPermitted(_("你的岗位没有“%s”的权限，需要时请找管理员。") % permission.label)


def check_for_all_courts(user: User, permission: Permission) -> None:
    """Change what holds for every court of this installation: calendar, parameters, permissions.

    The permission must be held at every court where somebody holds a post, so that the
    administrator of one court never changes the deadlines or rights of another.
    """
    check_holds(user, permission)
    posts = Post.objects.in_force(clock.today())
    beyond = posts.exclude(court_id__in=user.courts_with(permission))
    court = beyond.order_by("court_id").values_list("court__name", flat=True).first()
    if court is not None:
        raise NotPermitted(
            _("这项改动对所有法院生效，%s不归你管理，请由上级法院的管理员办理。") % court
        )


def check_can_give_post(user: User, court_id: str) -> None:
    """Give, end or stand in for a post at a court: its own administrator, or one above."""
    if not user.holds(Permission.USER_MANAGE, court_id):
        raise NotPermitted(_("这个法院的岗位不归你管理。"))


def check_can_manage(user: User, person: User) -> None:
    """Change a person's account: every court where the person has or will have a post is managed.

    Otherwise who resets a password would gain rights at a court that is not theirs. A post that
    the person stands in for counts like an own one: it gives the same rights.
    """
    check_holds(user, Permission.USER_MANAGE)
    managed = user.courts_with(Permission.USER_MANAGE)
    today = clock.today()
    stands_in = Q(substitutions__substitute=person, substitutions__to_on__gte=today)
    posts = Post.objects.not_over(today).filter(Q(user=person) | stands_in)
    beyond = (
        posts.exclude(court_id__in=managed).select_related("court").order_by("court_id").first()
    )
    if beyond is not None:
        raise NotPermitted(
            _("%(person)s在%(court)s也有岗位，账号请由上级法院的管理员办理。")
            % {"person": person.name, "court": beyond.court.name}
        )


def check_not_oneself(user: User, person: User) -> None:
    """Nobody shuts the own door behind, or opens a further one to oneself."""
    if user.pk == person.pk:
        raise NotPermitted(NOT_ONESELF)


def check_roles_apart(roles: Iterable[str]) -> None:
    """Nobody is administrator and auditor on the same day."""
    if set(roles) >= APART:
        raise TransitionRefused(_("同一人不能同时是管理员和审计员（三权分立）。"))


def can_for_all_courts(user: User, permission: Permission) -> bool:
    """Whether the form of such a change is shown."""
    return passes(check_for_all_courts, user, permission)


def can_manage(user: User, person: User) -> bool:
    """Whether the acts on an account are shown."""
    return passes(check_can_manage, user, person)

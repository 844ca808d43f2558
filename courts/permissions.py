"""May this person administer this? Who first, when second."""

from django.utils.translation import gettext as _

from courts.enums import Permission
from courts.models import Post, User
from enforcement.kernel import clock
from enforcement.kernel.errors import NotPermitted, passes


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


def can_for_all_courts(user: User, permission: Permission) -> bool:
    """Whether the form of such a change is shown."""
    return passes(check_for_all_courts, user, permission)

"""May this person look at petitions?"""

from django.utils.translation import gettext as _

from courts.enums import Permission
from courts.models import User
from enforcement.kernel.errors import NotPermitted


def check_can_view(user: User) -> None:
    """Look at petitions at all."""
    if not user.holds(Permission.PETITION_VIEW):
        raise NotPermitted(_("你的岗位看不到信访，需要时请找本院管理员。"))

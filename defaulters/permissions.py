"""May this person look at the register?"""

from django.utils.translation import gettext as _

from courts.enums import Permission
from courts.models import User
from enforcement.kernel.errors import NotPermitted


def check_can_view(user: User) -> None:
    """Look at entries of the register at all."""
    if not user.holds(Permission.DEFAULTER_VIEW):
        raise NotPermitted(_("你的岗位看不到失信名单，需要时请找本院管理员。"))

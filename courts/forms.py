"""Forms of people and posts."""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class LoginForm(AuthenticationForm):
    """User name and password."""

    error_messages = {
        "invalid_login": _("用户名或密码不对，请核对后再输。"),
        "inactive": _("该用户已停用，请找本院管理员。"),
    }

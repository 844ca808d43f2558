"""The form of the sign-in, and one's own settings."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from courts.enums import Density


class LoginForm(AuthenticationForm):
    """User name and password."""

    error_messages = {
        "invalid_login": _("用户名或密码不对，请核对后再输。"),
        "inactive": _("该用户已停用，请找本院管理员。"),
    }


class SettingsForm(forms.Form):
    """我的设置."""

    density = forms.ChoiceField(
        label=_("表格行高"), choices=Density.choices, widget=forms.RadioSelect
    )
    single_keys = forms.BooleanField(
        label=_("使用单键快捷键"), required=False,
        help_text=_("例如 / 搜索、N 记进展。输入文字时从不起作用。"),
    )  # fmt: skip

"""The form of the sign-in, and one's own settings."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.utils.translation import gettext_lazy as _

from courts.enums import Density

LONGEST_USERNAME = 40


class LoginForm(AuthenticationForm):
    """User name and password. A name that nobody can have never reaches the count of attempts."""

    username = UsernameField(
        label=_("用户名"), max_length=LONGEST_USERNAME,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )  # fmt: skip

    error_messages = {
        "invalid_login": _("用户名或密码不对，请核对后再输。"),
        "inactive": _("该用户已停用，请找本院管理员。"),
    }


class OwnPasswordForm(PasswordChangeForm):
    """Another password of one's own: the one that somebody else has seen ends here."""

    def clean_new_password1(self) -> str:
        """Refuse the old password as the new one."""
        chosen: str = self.cleaned_data["new_password1"]
        if self.user.check_password(chosen):
            raise forms.ValidationError(_("新密码不能与原密码相同。"))
        return chosen


class SettingsForm(forms.Form):
    """我的设置."""

    density = forms.ChoiceField(
        label=_("表格行高"), choices=Density.choices, widget=forms.RadioSelect
    )
    single_keys = forms.BooleanField(
        label=_("使用单键快捷键"), required=False,
        help_text=_("例如 / 搜索、N 记进展。输入文字时从不起作用。"),
    )  # fmt: skip

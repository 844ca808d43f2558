"""Forms of accounts, posts and substitutions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courts.enums import Permission, Role
from courts.forms.fields import day, reason
from courts.models import Court, Post, User
from courts.services.posts import Leave, PostFacts
from enforcement.kernel import clock


class AccountForm(forms.Form):
    """The account alone."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    username = forms.CharField(
        label=_("用户名"), max_length=40, help_text=_("字母、数字和 . _ @ -，登录时用"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip


class PostForm(forms.Form):
    """A post at one of the courts that the administrator manages."""

    court = forms.ModelChoiceField(
        label=_("法院"), queryset=Court.objects.none(), empty_label=_("请选")
    )
    role = forms.ChoiceField(label=_("岗位"), choices=Role.choices)
    team = forms.CharField(
        label=_("部门"), max_length=40, required=False, help_text=_("例如 金融法庭，可不填")
    )
    from_on = day(_("起"))
    to_on = day(_("止"), required=False, help_text=_("不填就是不定期"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managed = Court.objects.filter(code__in=user.courts_with(Permission.USER_MANAGE))
        court: Any = self.fields["court"]
        court.queryset = managed.order_by("path")
        main = user.access.main
        self.initial.setdefault("court", main.court_id if main else None)
        self.initial.setdefault("from_on", clock.today())

    def facts(self) -> PostFacts:
        """What was given, for the service."""
        given = self.cleaned_data
        return PostFacts(
            given["court"].pk, given["role"], given["from_on"], given["to_on"], given["team"]
        )


class NewUserForm(PostForm, AccountForm):
    """An account with its first post."""

    field_order = ["name", "username", "court", "role", "team", "from_on", "to_on"]


class ReasonForm(forms.Form):
    """An act that only asks why."""

    reason = reason()


class EndPostForm(forms.Form):
    """The last day of a post."""

    on = day(_("最后一天"))
    reason = reason(_("事由"), help_text=_("例如 调任、退休"))


class LeaveForm(forms.Form):
    """Who of the same court stands in, from when to when, and why."""

    substitute = forms.ModelChoiceField(
        label=pgettext_lazy("post", "代理人"),
        queryset=User.objects.none(),
        empty_label=_("请选"),
    )
    from_on = day(_("起"))
    to_on = day(_("止"))
    reason = forms.CharField(label=_("事由"), max_length=100, help_text=_("例如 年休假、出差"))

    def __init__(self, *args: Any, user: User, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = User.objects.visible_to(user).holding([post.court_id], "", clock.today())
        people = colleagues.filter(is_active=True).exclude(pk=post.user_id)
        substitute: Any = self.fields["substitute"]
        substitute.queryset = people.order_by("name", "username")
        substitute.label_from_instance = lambda each: f"{each.name}（{each.username}）"
        self.initial.setdefault("from_on", clock.today())

    def leave(self) -> Leave:
        """What was given, for the service."""
        given = self.cleaned_data
        return Leave(given["substitute"].pk, given["from_on"], given["to_on"], given["reason"])


class UploadForm(forms.Form):
    """A spreadsheet of users."""

    file = forms.FileField(
        label=_("表格文件"), help_text=_(".xlsx 或 .csv，列：用户名 姓名 法院代字 岗位 部门 起 止")
    )

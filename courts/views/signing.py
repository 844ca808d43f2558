"""Signing in and out, and one's own password."""

from typing import Any

from axes.helpers import get_client_ip_address
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from courts import forms
from courts.forms.signing import OwnPasswordForm
from courts.services import sessions
from courts.services.sessions import SignIn


@method_decorator(login_not_required, name="dispatch")
class Login(auth_views.LoginView):
    """Sign in; allows paste and password managers."""

    template_name = "registration/login.html"
    authentication_form = forms.LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Open the session, remember it and leave the event."""
        response = super().form_valid(form)
        sessions.record_sign_in(by=form.get_user(), sign_in=_sign_in(self.request))
        return response


class Logout(auth_views.LogoutView):
    """Sign out (POST)."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Leave the event, then end the session."""
        if request.user.is_authenticated:
            sessions.record_sign_out(by=request.user, session_key=_key(request))
        return super().post(request, *args, **kwargs)


class PasswordChange(auth_views.PasswordChangeView):
    """Choose one's own password."""

    template_name = "registration/password_change.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("desk:home")

    def form_valid(self, form: Any) -> HttpResponse:
        """This session stays under a new key; all others of the person end."""
        before = _key(self.request)
        sessions.change_own_password(user=form.user, password=form.cleaned_data["new_password1"])
        response = super().form_valid(form)
        sessions.keep_session_only(by=form.user, before=before, now=_key(self.request))
        return response


@login_not_required
def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Too many wrong passwords from one place for one name."""
    sentence = _(
        "密码连续输错 5 次，该用户名从本机 15 分钟内不能登录。忘记密码请找本院管理员重置。"
    )
    context = {"form": forms.LoginForm(request), "locked": sentence}
    return render(request, "registration/login.html", context, status=429)


def _sign_in(request: HttpRequest) -> SignIn:
    address = get_client_ip_address(request)
    return SignIn(_key(request), address, request.META.get("HTTP_USER_AGENT", ""))


def _key(request: HttpRequest) -> str:
    return request.session.session_key or ""

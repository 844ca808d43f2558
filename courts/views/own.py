"""我的设置: how the pages look, and where one is signed in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from courts.forms.signing import SettingsForm
from courts.http import StaffRequest
from courts.selectors.accounts import open_sessions
from courts.services import sessions
from courts.views.access import bound, form_methods


@form_methods
def settings(request: StaffRequest) -> HttpResponse:
    """Settings of the signed-in person, with the open sessions."""
    user = request.user
    initial = {"density": user.density, "single_keys": user.single_keys}
    form = bound(request, SettingsForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        sessions.save_settings(by=user, **form.cleaned_data)
        messages.success(request, _("设置已保存。"))
        return redirect("courts:settings")
    context = {
        "form": form,
        "sessions": open_sessions(user),
        "session_key": request.session.session_key,
        "posts": user.access.posts,
    }
    return render(request, "courts/settings.html", context, status=422 if form.is_bound else 200)


@require_POST
def sessions_end(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """End one of the own sessions, or all but this one."""
    keep = request.session.session_key or ""
    ended = sessions.end_own_sessions(by=request.user, keep=keep, session_id=pk)
    messages.success(request, ngettext("已退出 %d 处登录。", "已退出 %d 处登录。", ended) % ended)
    return redirect("courts:settings")

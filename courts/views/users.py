"""People: list, page, account. Every act is one form and one service call."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courts import permissions
from courts.enums import Permission
from courts.forms.people import AccountForm, NewUserForm, ReasonForm
from courts.http import StaffRequest
from courts.listing import users as listing
from courts.models import User
from courts.selectors.accounts import locked_usernames
from courts.selectors.people import post_rows
from courts.services import users
from courts.services.users import Issued
from courts.views.access import bound, form_methods, managed_person, run_form
from enforcement.kernel import exporting
from enforcement.kernel.audit.reading import events_for


@require_safe
def user_list(request: StaffRequest) -> HttpResponse:
    """People under the conditions of the query string."""
    permissions.check_holds(request.user, Permission.USER_MANAGE)
    people = listing.user_list(request.user, request.GET)
    page = people.page()
    context = {
        "people": people,
        "page": page,
        "rows": listing.rows_of(page.rows),
        "segments": people.segments(),
        "chips": people.chips(),
        "kept": people.given(),
        "query": people.query_string(),
        "may_change_permissions": request.user.holds(Permission.PERMISSION_MANAGE),
    }
    return render(request, "courts/user_list.html", context)


@require_safe
def user_export(request: StaffRequest) -> HttpResponseBase:
    """The list as .xlsx or .csv."""
    permissions.check_holds(request.user, Permission.USER_MANAGE)
    return exporting.respond(request, "users")


@require_safe
def user_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """A person: account, posts, who stands in, what was done."""
    person = managed_person(request, pk)
    locked = locked_usernames([person.username])
    managed = request.user.courts_with(Permission.USER_MANAGE)
    context = {
        "person": person,
        "states": listing.states_of(person, locked),
        "is_locked": bool(locked),
        "posts": post_rows(person, request.user),
        "may_manage": permissions.can_manage(request.user, person),
        "is_self": person.pk == request.user.pk,
        # What somebody does at a court of somebody else's is on that court's record.
        "events": events_for("courts.User", str(person.pk), 50, courts=managed),
    }
    return render(request, "courts/user_detail.html", context)


@form_methods
def user_create(request: StaffRequest) -> HttpResponse:
    """A new account with its first post; the password is shown this once."""
    permissions.check_holds(request.user, Permission.USER_MANAGE)
    form = bound(request, NewUserForm, user=request.user)
    words = {
        "title": _("加人员"), "verb": _("建立账号"), "back_url": reverse("courts:user_list"),
        "note": _("建立后显示一次性密码，只显示这一次；本人首次登录时必须改密码。"),
    }  # fmt: skip

    def act(given: dict[str, Any]) -> HttpResponse:
        issued = users.create_user(
            username=given["username"], name=given["name"], post=form.facts(), by=request.user
        )
        return _show_once(request, issued, _("账号已建立"))

    return run_form(request, form, words, act)


@form_methods
def user_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct the name or the user name."""
    person = managed_person(request, pk)
    permissions.check_can_manage(request.user, person)
    initial = {"name": person.name, "username": person.username}
    words = _words(person, title=_("改姓名或用户名"), verb=_("保存"), done=_("已保存。"))
    return run_form(
        request, bound(request, AccountForm, initial=initial), words,
        lambda given: users.edit_user(user_id=pk, by=request.user, **given),
    )  # fmt: skip


@form_methods
def user_deactivate(request: StaffRequest, pk: int) -> HttpResponse:
    """Shut an account; open sessions end."""
    person = managed_person(request, pk)
    permissions.check_can_manage(request.user, person)
    permissions.check_not_oneself(request.user, person)
    words = _words(
        person, title=_("停用 %s") % person.name, verb=_("停用"), done=_("已停用。"),
        note=_("停用后立即退出所有登录，不能再登录；岗位和已办的事不变，可以重新启用。"),
    )  # fmt: skip
    return run_form(
        request, bound(request, ReasonForm), words,
        lambda given: users.deactivate_user(user_id=pk, by=request.user, **given),
    )  # fmt: skip


@form_methods
def user_reactivate(request: StaffRequest, pk: int) -> HttpResponse:
    """Open an account again."""
    person = managed_person(request, pk)
    permissions.check_can_manage(request.user, person)
    words = _words(
        person, title=_("启用 %s") % person.name, verb=_("启用"), done=_("已启用。"),
        note=_("原密码仍然有效；忘记了请另行重置。"),
    )  # fmt: skip
    return run_form(
        request, bound(request, ReasonForm), words,
        lambda given: users.reactivate_user(user_id=pk, by=request.user, **given),
    )  # fmt: skip


@form_methods
def user_password(request: StaffRequest, pk: int) -> HttpResponse:
    """Another one-time password, shown this once; open sessions end."""
    person = managed_person(request, pk)
    permissions.check_can_manage(request.user, person)
    permissions.check_not_oneself(request.user, person)
    if request.method == "POST":
        issued = users.reset_password(user_id=pk, by=request.user)
        return _show_once(request, issued, _("密码已重置"))
    context = {
        "title": _("重置 %s 的密码") % person.name, "verb": _("重置密码"),
        "back_url": person.get_absolute_url(), "action": request.path,
        "body": _("原密码立即失效，所有登录退出。新的一次性密码只显示一次，本人登录后必须改。"),
    }  # fmt: skip
    return render(request, "courts/confirm.html", context)


@require_POST
def user_unlock(request: StaffRequest, pk: int) -> HttpResponse:
    """Forget the wrong passwords that locked the account."""
    person = managed_person(request, pk)
    users.unlock_user(user_id=pk, by=request.user)
    return redirect(person)


def _words(person: User, **words: Any) -> dict[str, Any]:
    return {"back_url": person.get_absolute_url(), "context_line": person.username, **words}


def _show_once(request: StaffRequest, issued: Issued, title: str) -> HttpResponse:
    context = {"person": issued.user, "password": issued.password, "title": title}
    response = render(request, "courts/issued.html", context)
    response["Cache-Control"] = "no-store"
    return response

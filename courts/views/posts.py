"""Posts of a person: given, ended, stood in for."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courts import permissions
from courts.forms.people import EndPostForm, LeaveForm, PostForm
from courts.http import StaffRequest
from courts.models import Post, Substitution
from courts.services import posts
from courts.views.access import bound, form_methods, managed_person, managed_post, run_form
from enforcement.kernel import clock


@form_methods
def post_add(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a person a further post."""
    person = managed_person(request, pk)
    permissions.check_not_oneself(request.user, person)
    main = person.access.main
    initial = {"court": main.court_id} if main else {}
    form = bound(request, PostForm, user=request.user, initial=initial)
    words = {
        "title": _("给 %s 加岗位") % person.name, "verb": _("加岗位"), "done": _("岗位已加。"),
        "back_url": person.get_absolute_url(), "context_line": person.username,
        "note": _("岗位从起日零时生效，到止日二十四时为止；中级以上法院的岗位管到下级法院。"),
    }  # fmt: skip
    return run_form(
        request, form, words,
        lambda _given: posts.add_post(user_id=pk, facts=form.facts(), by=request.user),
    )  # fmt: skip


@form_methods
def post_end(request: StaffRequest, pk: int, post: int) -> HttpResponse:
    """The last day of a post."""
    found = managed_post(request, pk, post)
    form = bound(request, EndPostForm, initial={"on": clock.today()})
    words = _words(
        found, title=_("结束岗位"), verb=_("结束岗位"), done=_("岗位已定止日。"),
        note=_("最后一天仍有权限，次日零时起没有。还在代理的，也到这一天为止。"),
    )  # fmt: skip
    return run_form(
        request, form, words,
        lambda given: posts.end_post(post_id=post, by=request.user, **given),
    )  # fmt: skip


@form_methods
def substitution_add(request: StaffRequest, pk: int, post: int) -> HttpResponse:
    """Somebody stands in for the post during leave."""
    found = managed_post(request, pk, post)
    form = bound(request, LeaveForm, user=request.user, post=found)
    words = _words(
        found, title=_("安排代理"), verb=_("安排代理"), done=_("代理已安排。"),
        note=_("代理人在这些天里有这个岗位的全部权限，操作记录写代理人自己的名字。"),
    )  # fmt: skip
    return run_form(
        request, form, words,
        lambda _given: posts.add_substitution(post_id=post, leave=form.leave(), by=request.user),
    )  # fmt: skip


@require_POST
def substitution_end(request: StaffRequest, pk: int, substitution: int) -> HttpResponse:
    """Back from leave."""
    person = managed_person(request, pk)
    found = Substitution.objects.visible_to(request.user)
    get_object_or_404(found, pk=substitution, post__user=person)
    posts.end_substitution(substitution_id=substitution, by=request.user)
    return redirect(person)


def _words(post: Post, **words: Any) -> dict[str, Any]:
    return {
        "back_url": post.user.get_absolute_url(),
        "context_line": f"{post.user.name} · {post}",
        **words,
    }

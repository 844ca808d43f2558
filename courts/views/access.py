"""The doors of the pages of administration, and the common course of a form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courts import permissions
from courts.enums import Permission
from courts.http import StaffRequest
from courts.models import Post, User
from enforcement.kernel.errors import Conflict, InvalidInput, TransitionRefused

CONFLICT, FAULTY = 409, 422
form_methods = require_http_methods(["GET", "HEAD", "POST"])
Given = dict[str, Any]


def managed_person(request: StaffRequest, pk: int) -> User:
    """A person whom the administrator manages; 404 for people of other courts."""
    permissions.check_holds(request.user, Permission.USER_MANAGE)
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


def managed_post(request: StaffRequest, pk: int, post: int) -> Post:
    """A post at a court that the administrator manages; 404 for others."""
    permissions.check_holds(request.user, Permission.USER_MANAGE)
    posts = Post.objects.visible_to(request.user).select_related("user", "court")
    return get_object_or_404(posts, pk=post, user_id=pk)


def bound(request: StaffRequest, form: Any, **options: Any) -> Any:
    """The form, bound when it was sent."""
    if request.method == "POST":
        return form(request.POST, request.FILES, **options)
    return form(**options)


def show_faults(form: Any, refusal: InvalidInput) -> None:
    """Put the sentences of a service under the fields they belong to."""
    for name, sentence in refusal.fields.items():
        form.add_error(name if name in form.fields else None, sentence)
    if not refusal.fields:
        form.add_error(None, str(refusal))


def run_form(
    request: StaffRequest, form: Any, words: dict[str, Any], act: Callable[[Given], Any]
) -> HttpResponse:
    """Show a form, check it, make one service call, go back to `words["back_url"]`.

    An act that answers with a page of its own (a password shown once) returns it. What was typed
    stays on the page, also when somebody else was faster.
    """
    status = FAULTY if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            result = act(form.cleaned_data)
        except InvalidInput as refusal:
            show_faults(form, refusal)
        except (Conflict, TransitionRefused) as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
        else:
            if isinstance(result, HttpResponse):
                return result
            messages.success(request, words["done"])
            return redirect(words["back_url"])
    return render(request, "courts/act.html", {"form": form, **words}, status=status)

"""Accounts of people: made, renamed, shut, opened again, given another password."""

import re
from dataclasses import dataclass
from typing import Any

from axes.utils import reset as forget_failures
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from courts import permissions
from courts.models import User
from courts.services import posts
from courts.services.passwords import one_time_password
from courts.services.posts import PostFacts
from courts.services.sessions import end_sessions
from enforcement.kernel import audit
from enforcement.kernel.errors import Conflict, InvalidInput, TransitionRefused

USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{1,39}")


@dataclass(frozen=True)
class Issued:
    """A user with the password that is shown this one time and stored nowhere in clear."""

    user: User
    password: str


@transaction.atomic
def create_user(*, username: str, name: str, post: PostFacts, by: User) -> Issued:
    """Make an account with its first post. The password must be changed at the first sign-in."""
    permissions.check_can_give_post(by, post.court_id)
    check_username(username)
    if User.objects.filter(username=username).exists():
        raise _taken(username)
    user = User(username=username, name=name.strip(), must_change_password=True)
    password = one_time_password()
    user.set_password(password)
    _save(user, force_insert=True)
    facts = {"username": username, "name": user.name}
    audit.record("USER_CREATED", user, by=by, changes=facts, court=post.court_id)
    posts.add_post(user_id=user.pk, facts=post, by=by)
    return Issued(user, password)


@transaction.atomic
def edit_user(*, user_id: int, username: str, name: str, by: User) -> User:
    """Correct the name or the user name."""
    user = _locked(user_id, by)
    check_username(username)
    if User.objects.filter(username=username).exclude(pk=user.pk).exists():
        raise InvalidInput(_("未保存。"), {"username": str(_taken(username))})
    before = audit.values_of(user, ("username", "name"))
    user.username, user.name = username, name.strip()
    changes = audit.diff(before, audit.values_of(user, ("username", "name")))
    if changes:
        _save(user, update_fields=["username", "name"])
        _record("USER_CHANGED", user, by, changes=changes)
    return user


@transaction.atomic
def deactivate_user(*, user_id: int, reason: str, by: User) -> User:
    """Shut an account: nobody signs in with it, and open sessions end. Posts stay as they are."""
    user = _locked(user_id, by)
    permissions.check_not_oneself(by, user)
    if not user.is_active:
        raise TransitionRefused(_("%s已经停用。") % user.name)
    posts.check_administrator_remains(posts.live_posts(user))
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    _record("USER_DEACTIVATED", user, by, changes={"is_active": [True, False]}, reason=reason)
    return user


@transaction.atomic
def reactivate_user(*, user_id: int, reason: str, by: User) -> User:
    """Open an account again."""
    user = _locked(user_id, by)
    if user.is_active:
        raise TransitionRefused(_("%s没有停用。") % user.name)
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record("USER_REACTIVATED", user, by, changes={"is_active": [False, True]}, reason=reason)
    return user


@transaction.atomic
def reset_password(*, user_id: int, by: User) -> Issued:
    """A new one-time password; open sessions end, wrong attempts are forgotten."""
    user = _locked(user_id, by)
    permissions.check_not_oneself(by, user)
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    end_sessions(user)
    forget_failures(username=user.username)
    _record("USER_PASSWORD_RESET", user, by)
    return Issued(user, password)


@transaction.atomic
def unlock_user(*, user_id: int, by: User) -> User:
    """Forget the wrong passwords that locked an account before its 15 minutes are over."""
    user = _locked(user_id, by)
    if not forget_failures(username=user.username):
        raise TransitionRefused(_("%s没有被锁定。") % user.name)
    _record("USER_UNLOCKED", user, by)
    return user


def check_username(username: str) -> None:
    """Letters, digits and . _ @ -, so that it can be typed on any keyboard."""
    if not USERNAME.fullmatch(username):
        sentence = _("用户名用 2 至 40 个字母、数字或 . _ @ -，以字母或数字开头。")
        raise InvalidInput(sentence, {"username": sentence})


def _save(user: User, **options: Any) -> None:
    """Save, or say that somebody took the name in this very moment."""
    try:
        with transaction.atomic():
            user.save(**options)
    except IntegrityError as error:
        raise _taken(user.username) from error


def _taken(username: str) -> Conflict:
    return Conflict(_("用户名 %s 已有人用，请换一个。") % username)


def _locked(user_id: int, by: User) -> User:
    user = User.objects.select_for_update(of=("self",)).get(pk=user_id)
    permissions.check_can_manage(by, user)
    return user


def _record(act: str, user: User, by: User, **facts: object) -> None:
    audit.record(act, user, by=by, court=posts.court_of(user), **facts)  # type: ignore[arg-type]  # facts of record

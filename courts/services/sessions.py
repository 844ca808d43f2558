"""Signing in and out, one's own password and settings, and the sessions that are open."""

from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db import transaction

from courts.models import User, UserSession
from courts.querysets import UserSessionQuerySet
from enforcement.kernel import audit, clock


@dataclass(frozen=True)
class SignIn:
    """What is kept of a sign-in: the session, and where it came from."""

    session_key: str
    address: str | None
    agent: str


@transaction.atomic
def record_sign_in(*, by: User, sign_in: SignIn | None = None) -> None:
    """Leave the event of a sign-in, and remember its session so that it can be ended."""
    audit.record("USER_SIGNED_IN", by, by=by, court=home_court(by))
    if sign_in is None:
        return
    own = UserSession.objects.filter(user=by)
    own.exclude(pk__in=own.alive().values("pk")).delete()
    UserSession.objects.create(
        user=by, session_key=sign_in.session_key, started_at=clock.now(),
        address=sign_in.address, agent=sign_in.agent[:200],
    )  # fmt: skip


@transaction.atomic
def record_sign_out(*, by: User, session_key: str = "") -> None:
    """Leave the event of a sign-out."""
    audit.record("USER_SIGNED_OUT", by, by=by, court=home_court(by))
    UserSession.objects.filter(user=by, session_key=session_key).delete()


@transaction.atomic
def record_lock(*, username: str, address: str | None) -> None:
    """Leave the event of a lock after wrong passwords.

    A name that nobody has leaves none: it may be a password typed into the wrong field.
    """
    user = User.objects.filter(username=username).first()
    if user is not None:
        facts = {"sign_in_address": address or ""}
        audit.record("USER_LOCKED", user, by=None, changes=facts, court=home_court(user))


@transaction.atomic
def change_own_password(*, user: User, password: str) -> None:
    """Set the password that the person chose."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    audit.record("USER_PASSWORD_CHANGED", user, by=user, court=home_court(user))


@transaction.atomic
def keep_session_only(*, by: User, before: str, now: str) -> None:
    """After a change of password: the session has a new key, and all others end."""
    UserSession.objects.filter(user=by, session_key=before).update(session_key=now)
    _end(UserSession.objects.filter(user=by).exclude(session_key=now))


def end_sessions(user: User) -> int:
    """End every open session of a person; how many. Part of the act that asks for it."""
    return _end(UserSession.objects.filter(user=user))


@transaction.atomic
def end_own_sessions(*, by: User, keep: str, session_id: int | None = None) -> int:
    """The person ends one of the own sessions, or all but the present one; how many."""
    chosen = UserSession.objects.filter(user=by).exclude(session_key=keep)
    if session_id is not None:
        chosen = chosen.filter(pk=session_id)
    ended = _end(chosen)
    if ended:
        facts = {"sessions": ended}
        audit.record("SESSIONS_ENDED", by, by=by, changes=facts, court=home_court(by))
    return ended


@transaction.atomic
def save_settings(*, by: User, single_keys: bool, density: str) -> User:
    """How the pages look and which keys they hear."""
    user = User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    names = ("single_keys", "density")
    before = audit.values_of(user, names)
    user.single_keys, user.density = single_keys, density
    changes = audit.diff(before, audit.values_of(user, names))
    if changes:
        user.save(update_fields=list(names))
        audit.record("SETTINGS_CHANGED", user, by=by, changes=changes, court=home_court(by))
    return user


def home_court(user: User) -> str:
    """The court of the main post, whose record one's own acts belong to."""
    main = user.access.main
    return main.court_id if main else ""


def _end(sessions: UserSessionQuerySet) -> int:
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    return len(keys)

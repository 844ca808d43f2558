"""Signing in and out, and one's own password."""

from django.db import transaction

from courts.models import User
from enforcement.kernel import audit


@transaction.atomic
def record_sign_in(*, by: User) -> None:
    """Leave the event of a sign-in."""
    audit.record("USER_SIGNED_IN", by, by=by)


@transaction.atomic
def record_sign_out(*, by: User) -> None:
    """Leave the event of a sign-out."""
    audit.record("USER_SIGNED_OUT", by, by=by)


@transaction.atomic
def change_own_password(*, user: User, password: str) -> None:
    """Set the password that the person chose."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    audit.record("USER_PASSWORD_CHANGED", user, by=user)

"""Creating users from code that Django's auth expects (tests, the sign-in backend)."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import BaseUserManager

from courts.querysets import UserQuerySet

if TYPE_CHECKING:
    from courts.models import User


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Users come from services; `create_user` is for tests and the first administrator."""

    def create_user(
        self, username: str, name: str, password: str | None = None, **fields: Any
    ) -> "User":
        """A user with a hashed password (unusable when none is given)."""
        user = self.model(username=username, name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

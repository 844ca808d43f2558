"""One-time passwords, which are shown once and must be changed at the first sign-in."""

import secrets

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from courts.models import User
from enforcement.kernel.errors import InvalidInput

# Read aloud and copied from paper: nothing that looks like something else.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4  # 79 bits


def one_time_password() -> str:
    """A random password such as `k7mp-3xwq-9tna-hd42`."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS)
    )


def check_password(password: str, user: User) -> None:
    """Refuse a weak password with the sentences of the validators."""
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        raise InvalidInput(
            _("密码不合要求：%s") % "".join(error.messages), {"password": " ".join(error.messages)}
        ) from error

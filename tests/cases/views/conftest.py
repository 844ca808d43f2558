"""A browser without script, signed in as somebody of the cast."""

from collections.abc import Callable

import pytest
from django.test import Client

from courts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A client per person."""

    def open_for(user: User) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return open_for


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

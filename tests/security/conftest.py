"""Browsers that are signed in as one of the cast."""

import pytest
from django.test import Client


@pytest.fixture
def web():
    """Function: a browser in which this person is signed in; faults become answers of 500."""

    def signed_in(user):
        browser = Client(raise_request_exception=False)
        browser.force_login(user)
        return browser

    return signed_in

"""The gallery of components, served as pages are: signed in, under the security policy."""

import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_gallery__shows_every_component(client, officer):
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(reverse("desk:gallery"))
    assert response.status_code == 200
    html = response.content.decode()
    for part in (
        "light-purple",
        "is-behind",
        "bulkbar",
        "explain-steps",
        "approval",
        "toast",
        "empty",
    ):
        assert part in html
    assert "unsafe" not in response["Content-Security-Policy"]


def test_gallery__ids_are_unique(client, officer):
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(reverse("desk:gallery")).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_gallery__asks_strangers_to_sign_in(client):
    response = client.get(reverse("desk:gallery"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("courts:login"))


def test_login_page__renders_with_its_errors(client, officer):
    response = client.post(
        reverse("courts:login"), {"username": officer.username, "password": "wrong"}
    )
    html = response.content.decode()
    assert "error-summary" in html
    assert html.count("<h1") == 1

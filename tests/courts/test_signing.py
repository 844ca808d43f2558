"""Signing in: the lock after wrong passwords, the forced change, open sessions."""

import re

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from courts.http import client_address
from courts.models import User, UserSession
from enforcement.kernel.models import AuditEvent

PASSWORD, NEXT = "correct-horse-1", "battery-staple-2"
LOGIN = "/login/"


def sign_in(username, password=PASSWORD, **headers):
    web = Client(**headers)
    return web, web.post(LOGIN, {"username": username, "password": password})


def acts():
    events = AuditEvent.objects.exclude(act__endswith="_LOADED").order_by("pk")
    return list(events.values_list("act", flat=True))


def test_login__leaves_an_event_with_the_court(officer):
    _web, answer = sign_in(officer.username)

    assert answer.url == "/"
    event = AuditEvent.objects.get(act="USER_SIGNED_IN")
    assert (event.actor_id, event.court_code) == (officer.pk, "赣0302")


def test_login__wrong_password_says_neither_which(officer, db):
    for name in (officer.username, "nobody"):
        _web, answer = sign_in(name, "wrong")
        assert answer.status_code == 200
        assert "用户名或密码不对" in answer.text
    assert acts() == []


def test_login__locked_after_five_wrong_passwords(officer):
    for _attempt in range(4):
        assert sign_in(officer.username, "wrong")[1].status_code == 200

    assert sign_in(officer.username, "wrong")[1].status_code == 429
    _web, answer = sign_in(officer.username)  # the right one comes too late

    assert answer.status_code == 429
    assert "15 分钟" in answer.text
    assert "USER_SIGNED_IN" not in acts()


def test_login__another_name_is_not_locked(officer, clerk):
    for _attempt in range(5):
        sign_in(officer.username, "wrong")

    assert sign_in(clerk.username)[1].status_code == 302


@pytest.mark.parametrize(("behind", "address"), [(True, "10.0.0.7"), (False, "127.0.0.1")])
def test_client_address__the_proxys_word_only_behind_the_proxy(settings, rf, behind, address):
    settings.BEHIND_PROXY = behind

    assert client_address(rf.get("/", headers={"X-Real-IP": "10.0.0.7"})) == address


def test_unlock__by_the_administrator(officer, admin):
    for _attempt in range(5):
        sign_in(officer.username, "wrong")
    web = Client()
    web.force_login(admin)
    assert "锁定" in web.get(reverse("courts:user_list")).text

    answer = web.post(reverse("courts:user_unlock", args=[officer.pk]))

    assert answer.url == reverse("courts:user_detail", args=[officer.pk])
    assert sign_in(officer.username)[1].status_code == 302
    assert "USER_UNLOCKED" in acts()
    assert web.post(reverse("courts:user_unlock", args=[officer.pk])).status_code == 409


def test_reset__opens_a_locked_account(officer, admin):
    for _attempt in range(5):
        sign_in(officer.username, "wrong")
    web = Client()
    web.force_login(admin)
    answer = web.post(reverse("courts:user_password", args=[officer.pk]))
    password = re.search(r'class="one-time">([^<]+)<', answer.text)[1]

    assert sign_in(officer.username, password)[1].status_code == 302
    assert not AccessAttempt.objects.filter(username=officer.username).exists()


def test_password_change__forced_and_then_free(officer):
    User.objects.filter(pk=officer.pk).update(must_change_password=True)
    web, _answer = sign_in(officer.username)
    assert web.get("/").url == reverse("courts:password_change")
    assert web.get(reverse("courts:settings")).url == reverse("courts:password_change")

    answer = web.post(
        reverse("courts:password_change"),
        {"old_password": PASSWORD, "new_password1": NEXT, "new_password2": NEXT},
    )

    assert answer.url == "/"
    assert web.get(reverse("courts:settings")).status_code == 200
    assert acts()[-1] == "USER_PASSWORD_CHANGED"


@pytest.mark.parametrize("weak", ["short", "1234567890123", "password1234", "user-of-court"])
def test_password_change__weak_ones_are_refused(officer, weak):
    User.objects.filter(pk=officer.pk).update(username="user-of-court")
    web, _answer = sign_in("user-of-court")

    answer = web.post(
        reverse("courts:password_change"),
        {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak},
    )

    assert answer.status_code == 200
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_password_change__ends_the_other_sessions(officer):
    here, there = sign_in(officer.username)[0], sign_in(officer.username)[0]

    here.post(
        reverse("courts:password_change"),
        {"old_password": PASSWORD, "new_password1": NEXT, "new_password2": NEXT},
    )

    assert here.get(reverse("courts:settings")).status_code == 200
    assert there.get(reverse("courts:settings")).status_code == 302
    assert UserSession.objects.filter(user=officer).count() == 1


def test_settings__sessions_are_listed_and_ended(officer):
    here = sign_in(officer.username, HTTP_USER_AGENT="Firefox at the desk")[0]
    there = sign_in(officer.username, HTTP_USER_AGENT="A phone")[0]
    page = here.get(reverse("courts:settings")).text
    assert "Firefox at the desk" in page
    assert "A phone" in page

    other = UserSession.objects.get(agent="A phone")
    here.post(reverse("courts:session_end", args=[other.pk]))

    assert there.get(reverse("courts:settings")).status_code == 302
    assert here.get(reverse("courts:settings")).status_code == 200
    assert "SESSIONS_ENDED" in acts()


def test_settings__all_other_sessions_at_once_and_never_this_one(officer, clerk):
    here, there = sign_in(officer.username)[0], sign_in(officer.username)[0]
    stranger = sign_in(clerk.username)[0]

    here.post(reverse("courts:sessions_end"))
    own = UserSession.objects.get(user=officer)
    here.post(reverse("courts:session_end", args=[own.pk]))
    foreign = UserSession.objects.get(user=clerk)
    here.post(reverse("courts:session_end", args=[foreign.pk]))

    assert here.get(reverse("courts:settings")).status_code == 200
    assert there.get(reverse("courts:settings")).status_code == 302
    assert stranger.get(reverse("courts:settings")).status_code == 200


def test_settings__keys_and_height_of_rows(officer):
    web = sign_in(officer.username)[0]

    answer = web.post(reverse("courts:settings"), {"density": "compact"})

    assert answer.status_code == 302
    officer.refresh_from_db()
    assert (officer.density, officer.single_keys) == ("compact", False)
    assert acts()[-1] == "SETTINGS_CHANGED"
    assert web.post(reverse("courts:settings"), {"density": "huge"}).status_code == 422


def test_logout__forgets_the_session(officer):
    web = sign_in(officer.username)[0]

    web.post(reverse("courts:logout"))

    assert not UserSession.objects.exists()
    assert not Session.objects.exists()
    assert acts() == ["USER_SIGNED_IN", "USER_SIGNED_OUT"]
    assert web.get("/").status_code == 302


def test_login__forgets_expired_sessions_of_the_same_person(officer):
    sign_in(officer.username)
    Session.objects.update(expire_date="2020-01-01T00:00Z")

    sign_in(officer.username)

    assert UserSession.objects.filter(user=officer).count() == 1


def test_event_in_english__keeps_the_post_in_chinese(officer):
    sign_in(officer.username, HTTP_ACCEPT_LANGUAGE="en")

    assert AuditEvent.objects.get(act="USER_SIGNED_IN").post == "萍乡市安源区人民法院 执行员"


def test_settings__nothing_to_end_leaves_no_event(officer):
    web = sign_in(officer.username)[0]

    web.post(reverse("courts:sessions_end"))

    assert acts() == ["USER_SIGNED_IN"]

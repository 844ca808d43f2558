"""Rights that somebody could gain through an account or a post of somebody else."""

from datetime import date, timedelta

import pytest
from django.test import Client

from courts.enums import Role
from courts.models import Post
from courts.selectors.accounts import locked_usernames
from courts.services import posts, users
from courts.services.posts import Leave, PostFacts
from courts.services.users import Issued
from enforcement.kernel import clock
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted, TransitionRefused
from enforcement.kernel.models import AuditEvent
from tests.factories.courts import UserFactory
from tests.race import race

DAY = timedelta(days=1)
PASSWORD, NEXT = "correct-horse-1", "battery-staple-2"


def holder(court_id, role, **facts):
    user = UserFactory()
    Post.objects.create(
        user=user, court_id=court_id, role=role, **{"from_on": clock.today(), **facts}
    )
    return user


def sign_in(username, password=PASSWORD, **headers):
    web = Client(raise_request_exception=False)
    return web, web.post("/login/", {"username": username, "password": password}, headers=headers)


def test_reset__not_of_who_stands_in_at_another_court(admin, officer):
    """Whoever resets the password would sign in with the rights of the post stood in for."""
    local = holder("赣0302", Role.ADMIN)
    president = holder("赣03", Role.PRESIDENT)
    today = clock.today()
    leave = Leave(officer.pk, today, today, "出差")
    standing_in = posts.add_substitution(post_id=president.posts.get().pk, leave=leave, by=admin)

    with pytest.raises(NotPermitted):
        users.reset_password(user_id=officer.pk, by=local)

    posts.end_substitution(substitution_id=standing_in.pk, by=admin)
    assert users.reset_password(user_id=officer.pk, by=local).password


def test_substitution__never_administrator_and_auditor_at_once(admin, officer, auditor):
    today = clock.today()
    leave = Leave(officer.pk, today, today, "出差")
    posts.add_substitution(post_id=admin.posts.get().pk, leave=leave, by=admin)

    with pytest.raises(TransitionRefused):
        posts.add_substitution(post_id=auditor.posts.get().pk, leave=leave, by=admin)


def test_post__made_longer_into_the_days_of_the_other_duty(admin, court):
    today = clock.today()
    person = holder("赣0302", Role.AUDITOR, to_on=today)
    ends_today = person.posts.get()
    posts.add_post(user_id=person.pk, facts=PostFacts("赣0302", Role.ADMIN, today + DAY), by=admin)

    with pytest.raises(TransitionRefused):
        posts.end_post(post_id=ends_today.pk, on=today + DAY, reason="x", by=admin)


def test_post__made_longer_into_the_same_post(admin, court):
    today = clock.today()
    person = holder("赣0302", Role.OFFICER, to_on=today)
    held = person.posts.get()
    later = PostFacts("赣0302", Role.OFFICER, today + 5 * DAY)
    posts.add_post(user_id=person.pk, facts=later, by=admin)

    with pytest.raises(InvalidInput) as refusal:
        posts.end_post(post_id=held.pk, on=today + 6 * DAY, reason="x", by=admin)

    assert "on" in refusal.value.fields
    assert posts.end_post(post_id=held.pk, on=today + 4 * DAY, reason="x", by=admin)


def test_password__the_one_that_somebody_else_saw_does_not_stay(admin, officer):
    issued = users.reset_password(user_id=officer.pk, by=admin)
    web, _answer = sign_in(officer.username, issued.password)

    again = {"old_password": issued.password, "new_password1": issued.password}
    answer = web.post("/password/", {**again, "new_password2": issued.password})

    assert "新密码不能与原密码相同" in answer.text
    officer.refresh_from_db()
    assert officer.must_change_password
    chosen = {"new_password1": NEXT, "new_password2": NEXT}
    assert web.post("/password/", again | chosen).status_code == 302


@pytest.mark.parametrize("name", ["x" * 41, "名" * 300, "x" * 100_000, "a\x00b"])
def test_login__a_name_that_nobody_can_have(db, name):
    _web, answer = sign_in(name)

    assert answer.status_code == 200


def test_login__the_lock_looks_at_neither_browser_nor_header(officer):
    for number in range(5):
        made_up = {"user-agent": f"agent {number}", "x-forwarded-for": f"10.0.0.{number}"}
        sign_in(officer.username, "wrong", **made_up)

    assert sign_in(officer.username)[1].status_code == 429
    assert locked_usernames([officer.username]) == {officer.username}


def test_login__a_lock_is_one_event_of_the_court(officer):
    for _attempt in range(8):
        sign_in(officer.username, "wrong")
        sign_in("wrong-field-secret", "wrong")

    event = AuditEvent.objects.get(act="USER_LOCKED")
    assert (event.object_id, event.court_code) == (str(officer.pk), "赣0302")
    assert event.changes == {"sign_in_address": "127.0.0.1"}


def test_user_page__what_was_done_at_another_court_is_on_its_record(web, admin, outsider):
    """Somebody who once worked here is known here; what is done there since is not."""
    local = holder("赣0302", Role.ADMIN)
    Post.objects.create(
        user=outsider, court_id="赣0302", role=Role.CLERK,
        from_on=date(2020, 1, 1), to_on=date(2020, 2, 1),
    )  # fmt: skip
    end = clock.today() + 9 * DAY
    there = outsider.posts.get(court_id="赣0321")
    posts.end_post(post_id=there.pk, on=end, reason="调往莲花以外", by=admin)
    address = f"/users/{outsider.pk}/"

    assert "调往莲花以外" in web(admin).get(address).text
    page = web(local).get(address)
    assert page.status_code == 200
    assert "调往莲花以外" not in page.text


@pytest.mark.django_db(transaction=True)
def test_user__of_two_at_the_same_moment_one_gets_the_name(admin):
    post = PostFacts("赣0302", Role.CLERK, clock.today())

    def make():
        return users.create_user(username="one-name", name="甲", post=post, by=admin)

    made = race([make] * 4)

    kinds = [type(each) for each in made]
    assert (kinds.count(Issued), kinds.count(Conflict)) == (1, 3)


@pytest.mark.django_db(transaction=True)
def test_duties__stay_apart_at_the_same_moment(admin, officer):
    """One administrator makes the person auditor while another lets the person stand in."""
    today, managed = clock.today(), admin.posts.get()
    second = holder("赣03", Role.ADMIN)
    facts, leave = PostFacts("赣0302", Role.AUDITOR, today), Leave(officer.pk, today, today, "出差")

    done = race(
        [
            lambda: posts.add_post(user_id=officer.pk, facts=facts, by=admin),
            lambda: posts.add_substitution(post_id=managed.pk, leave=leave, by=second),
        ]
    )

    assert sum(isinstance(each, TransitionRefused) for each in done) == 1

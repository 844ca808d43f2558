"""Posts and substitutions in the services: what is refused, and the last administrator."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection

from courts.enums import Role
from courts.models import Post, Substitution, User
from courts.services import posts, users
from courts.services.posts import Leave, PostFacts
from enforcement.kernel import clock
from enforcement.kernel.errors import InvalidInput, NotPermitted, TransitionRefused
from enforcement.kernel.models import AuditEvent
from tests.factories.courts import UserFactory

DAY = timedelta(days=1)


@pytest.fixture
def today():
    return clock.today()


def leave(person, first, last, reason="年休假"):
    return Leave(person.pk, first, last, reason)


def second_admin(court_id="赣03", **facts):
    user = UserFactory(name="第二")
    Post.objects.create(
        user=user, court_id=court_id, role=Role.ADMIN, from_on=clock.today(), **facts
    )
    return user


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"role": "king"}, "role"),
        ({"from_on": date(2020, 1, 1), "to_on": date(2020, 2, 1)}, "to_on"),
        ({"to_on": date(2020, 1, 1)}, "to_on"),
        ({"role": "officer"}, "role"),  # held already
    ],
)
def test_add__refused(admin, officer, today, facts, field):
    given = {"court_id": "赣0302", "role": "clerk", "from_on": today, **facts}

    with pytest.raises(InvalidInput) as refusal:
        posts.add_post(user_id=officer.pk, facts=PostFacts(**given), by=admin)

    assert field in refusal.value.fields
    assert officer.posts.count() == 1
    assert not AuditEvent.objects.filter(act="POST_ADDED").exists()


def test_add__after_the_same_post_ended(admin, officer, today):
    officer.posts.update(to_on=today)

    posts.add_post(user_id=officer.pk, facts=PostFacts("赣0302", "officer", today + DAY), by=admin)

    assert officer.posts.count() == 2


def test_add__auditor_who_stands_in_for_an_administrator(admin, officer, today):
    """The split of duties holds for stand-ins too."""
    posts.add_substitution(
        post_id=admin.posts.get().pk, leave=leave(officer, today, today), by=admin
    )

    with pytest.raises(TransitionRefused):
        posts.add_post(user_id=officer.pk, facts=PostFacts("赣0302", "auditor", today), by=admin)


def test_end__not_before_it_began_and_not_in_the_past(admin, officer, today):
    held = officer.posts.get()
    Post.objects.filter(pk=held.pk).update(from_on=today + DAY)
    with pytest.raises(InvalidInput):
        posts.end_post(post_id=held.pk, on=today, reason="x", by=admin)
    Post.objects.filter(pk=held.pk).update(from_on=date(2020, 1, 1))
    with pytest.raises(InvalidInput):
        posts.end_post(post_id=held.pk, on=today - 2 * DAY, reason="x", by=admin)
    Post.objects.filter(pk=held.pk).update(to_on=today - DAY)
    with pytest.raises(TransitionRefused):
        posts.end_post(post_id=held.pk, on=today, reason="x", by=admin)

    assert not AuditEvent.objects.filter(act="POST_ENDED").exists()


def test_end__substitutions_end_with_it(admin, chief, officer, clerk, today):
    held = chief.posts.get()
    for person, first, last in (
        (officer, today, today + 5 * DAY),
        (clerk, today + 10 * DAY, today + 20 * DAY),
    ):
        posts.add_substitution(post_id=held.pk, leave=leave(person, first, last), by=admin)

    posts.end_post(post_id=held.pk, on=today + 2 * DAY, reason="调任", by=admin)

    assert [each.to_on for each in held.substitutions.all()] == [today + 2 * DAY]


def test_end__last_administrator_stays(admin, today):
    held = admin.posts.get()
    for end in (today, today + 30 * DAY):
        with pytest.raises(TransitionRefused, match="最后一个"):
            posts.end_post(post_id=held.pk, on=end, reason="x", by=admin)


@pytest.mark.parametrize(
    ("second", "is_enough"),
    [
        ({}, True),
        ({"court_id": "赣0302"}, False),  # manages a court below only
        ({"to_on": clock.today()}, False),  # ends the same day
    ],
)
def test_end__another_administrator_must_remain_afterwards(admin, today, second, is_enough):
    second_admin(**second)
    held = admin.posts.get()

    if is_enough:
        posts.end_post(post_id=held.pk, on=today, reason="x", by=admin)
    else:
        with pytest.raises(TransitionRefused):
            posts.end_post(post_id=held.pk, on=today, reason="x", by=admin)

    held.refresh_from_db()
    assert (held.to_on is not None) == is_enough


def test_end__administrator_of_a_basic_court_is_covered_from_above(admin, today):
    local = second_admin("赣0302")

    posts.end_post(post_id=local.posts.get().pk, on=today, reason="x", by=admin)

    assert local.posts.get().to_on == today


def test_end__a_deactivated_administrator_is_nobody(admin, today):
    User.objects.filter(pk=second_admin().pk).update(is_active=False)

    with pytest.raises(TransitionRefused):
        posts.end_post(post_id=admin.posts.get().pk, on=today, reason="x", by=admin)


@pytest.mark.django_db(transaction=True)
def test_deactivate__two_administrators_cannot_send_each_other_away(admin, today):
    second = second_admin()
    refused = []

    def send_away(by, whom):
        try:
            users.deactivate_user(user_id=whom.pk, reason="x", by=User.objects.get(pk=by.pk))
        except TransitionRefused:
            refused.append(whom)
        finally:
            connection.close()

    pair = ((admin, second), (second, admin))
    threads = [Thread(target=send_away, args=each) for each in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert User.objects.filter(posts__role=Role.ADMIN, is_active=True).count() == 1


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(0, -1, "to_on"), (-400, 0, "from_on"), (-3, -1, "to_on")],
)
def test_substitution__refused_days(admin, chief, officer, today, first, last, field):
    held = chief.posts.get()
    Post.objects.filter(pk=held.pk).update(from_on=today - 30 * DAY)

    with pytest.raises(InvalidInput) as refusal:
        posts.add_substitution(
            post_id=held.pk, leave=leave(officer, today + first * DAY, today + last * DAY),
            by=admin,
        )  # fmt: skip

    assert field in refusal.value.fields
    assert not Substitution.objects.exists()


def test_substitution__refused_people(admin, chief, officer, outsider, today):
    held = chief.posts.get()
    stranger = UserFactory(name="外省")
    User.objects.filter(pk=outsider.pk).update(is_active=False)
    for person in (chief, outsider, stranger):
        with pytest.raises(InvalidInput) as refusal:
            posts.add_substitution(post_id=held.pk, leave=leave(person, today, today), by=admin)
        assert "substitute" in refusal.value.fields
    posts.add_substitution(post_id=held.pk, leave=leave(officer, today, today), by=admin)
    with pytest.raises(InvalidInput, match="更正"):
        posts.add_substitution(post_id=held.pk, leave=leave(officer, today, today), by=admin)


def test_substitution_end__begun_or_not_or_over(admin, chief, officer, today):
    held = chief.posts.get()
    running = Substitution.objects.create(
        post=held, substitute=officer, from_on=today - 3 * DAY, to_on=today + DAY, reason="x"
    )
    posts.end_substitution(substitution_id=running.pk, by=admin)
    running.refresh_from_db()
    assert running.to_on == today - DAY

    with pytest.raises(TransitionRefused):
        posts.end_substitution(substitution_id=running.pk, by=admin)
    with pytest.raises(NotPermitted):
        posts.end_substitution(substitution_id=running.pk, by=officer)


def test_account__refusals_of_the_services(admin, officer, chief):
    with pytest.raises(NotPermitted):
        users.edit_user(user_id=officer.pk, username="x.y", name="某", by=chief)
    with pytest.raises(TransitionRefused):
        users.reactivate_user(user_id=officer.pk, reason="x", by=admin)
    users.deactivate_user(user_id=officer.pk, reason="x", by=admin)
    with pytest.raises(TransitionRefused):
        users.deactivate_user(user_id=officer.pk, reason="x", by=admin)
    users.edit_user(user_id=officer.pk, username=officer.username, name=officer.name, by=admin)

    assert not AuditEvent.objects.filter(act="USER_CHANGED").exists()


def test_add_substitution__never_oneself(admin, officer, today):
    held = officer.posts.get()

    with pytest.raises(NotPermitted, match="另一位管理员"):
        posts.add_substitution(post_id=held.pk, leave=leave(admin, today, today), by=admin)

    assert not Substitution.objects.exists()

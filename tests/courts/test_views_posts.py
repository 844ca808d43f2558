"""Pages of posts: given, ended, stood in for; never beyond the courts one manages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courts.enums import Permission, Role
from courts.models import Post, Substitution, User
from enforcement.kernel import clock
from enforcement.kernel.models import AuditEvent
from tests.factories.courts import UserFactory


@pytest.fixture
def web(client, admin):
    """The browser of the administrator of 萍乡中院."""
    client.force_login(admin)
    return client


@pytest.fixture
def foreign_admin(courts):
    """The administrator of 莲花, a basic court."""
    user = UserFactory(name="贺长根")
    Post.objects.create(
        user=user, court=courts["赣0321"], role=Role.ADMIN, from_on=clock.today().replace(day=1)
    )
    return user


def page(web, name, /, *args, **query):
    return web.get(reverse(f"courts:{name}", args=args), query)


def post(web, name, /, *args, **data):
    return web.post(reverse(f"courts:{name}", args=args), data)


def acts(of):
    return list(
        AuditEvent.objects.filter(object_type="courts.User", object_id=str(of.pk))
        .order_by("pk")
        .values_list("act", flat=True)
    )


def test_post_add__role_at_a_court_outside_is_refused(client, foreign_admin, outsider):
    client.force_login(foreign_admin)

    answer = post(
        client, "post_add", outsider.pk, court="赣0302", role="president",
        from_on=str(clock.today()), to_on="", team="",
    )  # fmt: skip

    assert answer.status_code == 422
    assert outsider.posts.count() == 1


def test_post_add__not_administrator_and_auditor_at_once(web, admin, auditor):
    today = clock.today()
    other = UserFactory(name="第二")
    Post.objects.create(user=other, court_id="赣0302", role=Role.ADMIN, from_on=today)
    for person, role in ((auditor, "admin"), (other, "auditor")):
        answer = post(
            web, "post_add", person.pk, court="赣0302", role=role, from_on=str(today), to_on=""
        )
        assert answer.status_code == 409
        assert "三权分立" in answer.text
        assert person.posts.count() == 1


@pytest.mark.parametrize("role", ["chief", "president", "admin"])
def test_post_add__never_to_oneself(web, admin, role):
    answer = post(
        web, "post_add", admin.pk, court="赣0302", role=role, from_on=str(clock.today()), to_on=""
    )

    assert answer.status_code == 403
    assert "请另一位管理员办理" in answer.text
    assert admin.posts.count() == 1
    assert "加岗位" not in web.get(admin.get_absolute_url()).text


def test_post_add__same_post_twice(web, officer):
    answer = post(
        web, "post_add", officer.pk, court="赣0302", role="officer", from_on=str(clock.today())
    )
    assert answer.status_code == 422
    assert officer.posts.count() == 1


def test_post_end__from_the_next_day(web, officer):
    held = officer.posts.get()
    today = clock.today()

    post(web, "post_end", officer.pk, held.pk, on=str(today), reason="调任")

    held.refresh_from_db()
    assert held.to_on == today
    assert acts(officer) == ["POST_ENDED"]
    refused = post(web, "post_end", officer.pk, held.pk, on="2020-01-01", reason="x")
    assert refused.status_code == 422


def test_post_add__offers_the_court_where_the_person_is(web, officer):
    form = page(web, "post_add", officer.pk).context["form"]

    assert form["court"].value() == "赣0302"


def test_substitution__stands_in_and_comes_back(web, chief, officer):
    held, today = chief.posts.get(), clock.today()
    week = today + timedelta(days=7)

    post(
        web, "substitution_add", chief.pk, held.pk, substitute=officer.pk, from_on=str(today),
        to_on=str(week), reason="年休假",
    )  # fmt: skip

    assert User.objects.get(pk=officer.pk).holds(Permission.CASE_ASSIGN, "赣0302")
    assert "刘志远" in page(web, "user_detail", chief.pk).text
    post(web, "substitution_end", chief.pk, Substitution.objects.get().pk)
    assert not User.objects.get(pk=officer.pk).holds(Permission.CASE_ASSIGN, "赣0302")
    assert acts(chief) == ["SUBSTITUTION_ADDED", "SUBSTITUTION_ENDED"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"to_on": "2020-01-01"}, "止日不能早于起日"),
        ({"from_on": "2019-01-01"}, "起止之内"),
        ({"substitute": ""}, "必填项"),
        ({"substitute": "outsider"}, "选择一个有效的选项"),
    ],
)
def test_substitution__refused(web, chief, officer, outsider, changes, words):
    if changes.get("substitute") == "outsider":  # somebody of another court
        changes = {"substitute": outsider.pk}
    held, today = chief.posts.get(), str(clock.today())
    given = {"substitute": officer.pk, "from_on": today, "to_on": today, "reason": "假", **changes}

    answer = post(web, "substitution_add", chief.pk, held.pk, **given)

    assert answer.status_code == 422
    assert words in answer.text
    assert not Substitution.objects.exists()


def test_substitution__auditor_does_not_stand_in_for_the_administrator(web, admin, auditor):
    held, today = admin.posts.get(), str(clock.today())

    answer = post(
        web, "substitution_add", admin.pk, held.pk, substitute=auditor.pk, from_on=today,
        to_on=today, reason="假",
    )  # fmt: skip

    assert answer.status_code == 409
    assert not Substitution.objects.exists()

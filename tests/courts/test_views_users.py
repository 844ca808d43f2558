"""Pages of people: who may open them, what an act does, what it leaves in the record."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from courts.enums import Permission, Role
from courts.models import Post, User
from enforcement.kernel import clock
from enforcement.kernel.models import AuditEvent
from tests.factories.courts import UserFactory

PASSWORD = "correct-horse-1"


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


def new_user(court="赣0302", role="officer", **facts):
    return {
        "name": "欧阳静", "username": "ouyang.jing", "court": court, "role": role, "team": "",
        "from_on": str(clock.today()), "to_on": "", **facts,
    }  # fmt: skip


def test_user_list__shows_people_of_managed_courts(web, officer, outsider, foreign_admin):
    answer = page(web, "user_list")

    assert answer.status_code == 200
    assert {"刘志远", "段水生", "贺长根"} <= set(re.findall("刘志远|段水生|贺长根", answer.text))


def test_user_list__filters_by_court_role_state_and_words(web, officer, clerk, outsider):
    assert "段水生" not in page(web, "user_list", court="赣0302").text
    assert "何晓燕" not in page(web, "user_list", court="赣0302", role="officer").text
    assert "刘志远" in page(web, "user_list", court="赣0302", role="officer").text
    assert "刘志远" in page(web, "user_list", q="志远").text
    assert "刘志远" in page(web, "user_list", q=officer.username.upper()).text
    assert "刘志远" not in page(web, "user_list", q="志明").text
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert "刘志远" not in page(web, "user_list").text
    assert "刘志远" in page(web, "user_list", state="inactive").text


def test_user_list__twelve_queries_whatever_the_number(web, court, django_assert_max_num_queries):
    for number in range(60):
        user = UserFactory(name=f"人员{number:03}")
        Post.objects.create(user=user, court=court, role=Role.OFFICER, from_on=clock.today())

    with django_assert_max_num_queries(12):
        answer = page(web, "user_list")

    assert "第 1 至 50 人" in answer.text
    more = html.unescape(re.search(r'href="([^"]+)" rel="next"', answer.text)[1])
    assert "第 51 至" in web.get(reverse("courts:user_list") + more).text


def test_user_pages__closed_to_who_manages_nobody(client, officer):
    client.force_login(officer)

    assert page(client, "user_list").status_code == 403
    assert page(client, "user_create").status_code == 403
    assert page(client, "user_detail", officer.pk).status_code == 403


def test_user_pages__administrator_of_another_court_gets_404(client, foreign_admin, officer):
    client.force_login(foreign_admin)

    assert page(client, "user_detail", officer.pk).status_code == 404
    for name in ("user_edit", "user_deactivate", "user_password", "user_unlock", "post_add"):
        assert post(client, name, officer.pk).status_code == 404
    held = officer.posts.get()
    assert post(client, "post_end", officer.pk, held.pk).status_code == 404
    assert post(client, "substitution_add", officer.pk, held.pk).status_code == 404
    assert "刘志远" not in page(client, "user_list", state="all").text
    assert acts(officer) == []


def test_user_create__password_once_and_to_be_changed(web, admin, client, court):
    answer = post(web, "user_create", **new_user())

    password = re.search(r'class="one-time">([^<]+)<', answer.text)[1]
    user = User.objects.get(username="ouyang.jing")
    assert user.check_password(password)
    assert user.must_change_password
    assert answer["Cache-Control"] == "no-store"
    assert user.holds(Permission.CASE_VIEW, "赣0302")
    assert acts(user) == ["USER_CREATED", "POST_ADDED"]
    assert password not in str(list(AuditEvent.objects.values()))
    client.logout()
    client.post(reverse("courts:login"), {"username": "ouyang.jing", "password": password})
    assert client.get("/").url == reverse("courts:password_change")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"court": "赣01"}, "选择一个有效的选项"),
        ({"username": "欧阳"}, "字母"),
        ({"username": "-x"}, "字母"),
        ({"name": ""}, "必填项"),
        ({"to_on": "2020-01-01"}, "止日不能早于起日"),
        ({"role": "king"}, "king"),
    ],
)
def test_user_create__refused(web, facts, words):
    before = User.objects.count()

    answer = post(web, "user_create", **new_user(**facts))

    assert answer.status_code == 422
    assert words in answer.text
    assert User.objects.count() == before
    assert not AuditEvent.objects.filter(act="USER_CREATED").exists()


def test_user_create__user_name_taken(web, officer):
    answer = post(web, "user_create", **new_user(username=officer.username))

    assert answer.status_code == 409
    assert "已有人用" in answer.text
    assert f'value="{officer.username}"' in answer.text  # nothing typed is lost


def test_user_edit__name_and_user_name(web, officer, clerk):
    post(web, "user_edit", officer.pk, name="刘致远", username="liu.zy")

    officer.refresh_from_db()
    assert (officer.name, officer.username) == ("刘致远", "liu.zy")
    assert acts(officer) == ["USER_CHANGED"]
    assert post(web, "user_edit", officer.pk, name="刘", username=clerk.username).status_code == 422


def test_user_deactivate__ends_sessions_and_closes_the_door(web, officer):
    own = Client()
    own.post(reverse("courts:login"), {"username": officer.username, "password": PASSWORD})
    assert own.get(reverse("courts:settings")).status_code == 200

    post(web, "user_deactivate", officer.pk, reason="调离")

    assert own.get(reverse("courts:settings")).status_code == 302
    answer = own.post(reverse("courts:login"), {"username": officer.username, "password": PASSWORD})
    assert answer.status_code == 200  # the form again
    assert AuditEvent.objects.get(act="USER_DEACTIVATED").reason == "调离"
    post(web, "user_reactivate", officer.pk, reason="回来")
    officer.refresh_from_db()
    assert officer.is_active
    assert "USER_REACTIVATED" in acts(officer)


def test_user_deactivate__asks_why(web, officer):
    assert post(web, "user_deactivate", officer.pk, reason="").status_code == 422
    officer.refresh_from_db()
    assert officer.is_active


def test_user_deactivate__not_oneself_and_not_the_last_administrator(web, admin):
    assert post(web, "user_deactivate", admin.pk, reason="x").status_code == 403
    second = UserFactory(name="第二")
    Post.objects.create(user=second, court_id="赣03", role=Role.ADMIN, from_on=clock.today())
    assert post(web, "user_deactivate", second.pk, reason="调离").status_code == 302
    held = admin.posts.get()
    answer = post(web, "post_end", admin.pk, held.pk, on=str(clock.today()), reason="x")
    assert answer.status_code == 409
    assert "最后一个" in answer.text
    held.refresh_from_db()
    assert held.to_on is None


def test_user_password__reset_ends_sessions(web, officer):
    own = Client()
    own.post(reverse("courts:login"), {"username": officer.username, "password": PASSWORD})

    answer = post(web, "user_password", officer.pk)

    password = re.search(r'class="one-time">([^<]+)<', answer.text)[1]
    officer.refresh_from_db()
    assert officer.check_password(password)
    assert officer.must_change_password
    assert own.get(reverse("courts:settings")).status_code == 302
    assert acts(officer)[-1] == "USER_PASSWORD_RESET"
    assert page(web, "user_password", officer.pk).status_code == 200  # asks first
    assert post(web, "user_password", web.session["_auth_user_id"]).status_code == 403


def test_user_with_a_post_elsewhere__is_not_taken_over(client, foreign_admin, officer, courts):
    """Who resets a password would gain the person's rights at the other court."""
    Post.objects.create(
        user=officer, court=courts["赣0321"], role=Role.OFFICER, from_on=clock.today()
    )
    client.force_login(foreign_admin)

    assert page(client, "user_detail", officer.pk).status_code == 200
    answer = post(client, "user_password", officer.pk)

    assert answer.status_code == 403
    assert "也有岗位" in answer.text
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_user_export__the_rows_of_the_list(web, officer, outsider):
    answer = web.get(reverse("courts:user_export"), {"format": "csv", "court": "赣0302"})

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "刘志远" in text
    assert "段水生" not in text
    assert AuditEvent.objects.filter(act="EXPORTED").exists()


def test_user_detail__twelve_queries(web, officer, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page(web, "user_detail", officer.pk)

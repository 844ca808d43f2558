"""The frame of every page: court, person, menu; refusals; what a stranger meets."""

import pytest
from django.test import Client

from courts.models import Post, User
from tests.factories.courts import UserFactory

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def client_of(user):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def shell(user, url="/"):
    return client_of(user).get(url).context["shell"]


def test_shell__says_where_one_is(officer):
    frame = shell(officer, "/cases/")

    assert (frame.court_name, frame.user_name, frame.post_label) == (
        "萍乡市安源区人民法院", "刘志远", "执行员",
    )  # fmt: skip
    assert [item["label"] for item in frame.nav if item["active"]] == ["案件"]
    assert (frame.density, frame.keys_off) == ("standard", False)


@pytest.mark.parametrize(
    ("url", "active"), [("/", "工作台"), ("/cases/", "案件"), ("/inbox/", "待阅")]
)
def test_phone_tabs__five_with_the_present_one(officer, url, active):
    tabs = shell(officer, url).phone_tabs

    assert [tab["label"] for tab in tabs] == ["工作台", "案件", "记进展", "待阅", "我的"]
    assert [tab["label"] for tab in tabs if tab["active"]] == [active]


def test_phone_tabs__only_for_those_who_see_cases(admin):
    assert shell(admin).phone_tabs == []


@pytest.mark.parametrize("who", ["admin", "auditor"])
def test_nav__no_page_that_one_may_not_open(request, courts, who):
    assert "案件" not in [item["label"] for item in shell(request.getfixturevalue(who)).nav]


def test_shell__of_a_person_without_a_post(court):
    frame = shell(UserFactory(name="无岗"))

    assert (frame.court_name, frame.post_label, frame.nav[0]["label"]) == ("", "", "工作台")
    assert not Post.objects.exists()


def test_stranger__is_led_to_one_form_with_a_password(court):
    page = Client().get("/", follow=True)

    assert page.request["PATH_INFO"] == "/login/"
    assert page.content.decode().count('type="password"') == 1
    assert User.objects.count() == 0


def test_health__without_signing_in(db):
    answer = Client().get("/health/")

    assert answer.json() == {"ok": True}


def test_refusal__a_page_with_its_sentence_and_number(officer):
    page = client_of(officer).get("/cases/new/")

    text = page.content.decode()
    assert page.status_code == 403
    assert "立案由本院书记员或执行局局长办理" in text
    assert page["X-Request-ID"] in text
    assert "HX-Request" in page["Vary"]


def test_refusal__a_fragment_for_htmx(officer):
    page = client_of(officer).get("/cases/new/", headers={"HX-Request": "true"})

    assert page.status_code == 403
    assert page.content.decode().lstrip().startswith("<section")


def test_fault__reaches_the_log_and_not_the_person(officer, monkeypatch, caplog):
    monkeypatch.setattr("enforcement.desk.views.home.clock.today", lambda: 1 / 0)
    client = client_of(officer)
    client.raise_request_exception = False

    page = client.get("/")

    assert page.status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in page.content.decode()


def test_gallery__of_components(officer):
    assert client_of(officer).get("/_components/").status_code == 200


def test_favicon__is_the_mark():
    assert Client().get("/favicon.ico").url.startswith("/static/img/mark")

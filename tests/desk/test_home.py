"""The morning page: what must be done first, for each role, in twelve queries."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from cases.models import Case, CaseNode, Progress
from cases.rules.keys import text_digest
from cases.services import derived
from courts.enums import Role
from enforcement.kernel import clock
from tests.desk.mornings import BACKEND, TUESDAY, case_of, day, four_cases, home
from tests.factories.cases import CaseFactory, ReceiptFactory, SealFactory
from tests.factories.courts import person
from tests.trail import all_acts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_tuesday(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TUESDAY)


@pytest.fixture
def desk(officer):
    four_cases(officer)


def groups(page):
    return {group["label"]: len(group["lines"]) for group in page.context["groups"]}


def test_acts__by_urgency(desk, officer):
    page = home(officer)

    assert groups(page) == {"已超期": 1, "今天到期": 1, "本周到期": 1}
    assert (page.context["count"], page.context["overdue"], page.context["due_today"]) == (3, 1, 1)
    text = page.content.decode()
    assert "要办 3 项" in text
    assert "其中 1 项已超期，1 项今天到期" in text
    assert "周国良" in text


def test_acts__of_thirty_days(desk, officer):
    assert groups(home(officer, "?span=month")) == {
        "已超期": 1, "今天到期": 1, "本周到期": 1, "以后到期": 1,
    }  # fmt: skip
    assert groups(home(officer, "?span=nonsense")) == groups(home(officer))


def test_acts__each_with_its_reason_and_its_button(desk, officer):
    line = home(officer).context["groups"][0]["lines"][0]

    assert line["title"] == "分案"
    assert line["reason"] == "11月13日立案，7 天内，最迟 11月20日办"
    assert line["light"] == {"code": "red", "days": 4}
    assert parse_qs(urlsplit(line["log"]).query) == {"node": ["分案"]}
    client = Client()
    client.force_login(officer, backend=BACKEND)
    assert all(client.get(line[name]).status_code == 200 for name in ("log", "explain"))


def test_acts__the_limit_itself(officer):
    case_of(officer, date(2026, 5, 25))

    lines = [line for group in home(officer).context["groups"] for line in group["lines"]]

    limit = next(line for line in lines if line["title"] == "执行期限届满")
    assert limit["reason"] == "5月25日立案，11月25日届满"
    assert limit["explain"].endswith("/limit/")


def test_acts__more_than_a_page_are_counted(officer, monkeypatch):
    monkeypatch.setattr("cases.selectors.desks.MORNING", 2)
    for _each in range(5):
        case_of(officer, day(-11), filed=True)

    page = home(officer)

    assert (page.context["count"], page.context["left_out"]) == (5, 3)
    assert "另有 3 项较缓的没有列出" in page.content.decode()


@pytest.mark.parametrize(
    ("who", "count"), [("officer", 3), ("clerk", 3), ("chief", 3), ("outsider", 0)]
)
def test_acts__of_ones_own_desk(request, desk, who, count):
    assert home(request.getfixturevalue(who)).context["count"] == count


def test_acts__a_ledger_that_names_the_officer_leaves_nothing_to_be_assigned(officer):
    case = CaseFactory(officer=officer, imported=True, filed_on=clock.today() - timedelta(days=20))
    derived.recompute([case.pk])

    assert CaseNode.objects.filter(case=case, node="分案", done_on=None).exists()
    page = home(officer)
    assert (page.context["count"], page.context["shell"].nav[0]["count"]) == (0, 0)
    assert page.context["figures"][2]["value"] == "0"
    case.refresh_from_db()
    assert case.next_node != "分案"


def test_acts__not_of_a_colleague(desk, court):
    assert home(person(Role.OFFICER, "王建华")).context["count"] == 0


@pytest.mark.parametrize(
    "who", ["president", "supervisor", "finance", "petition_desk", "admin", "auditor"]
)
def test_acts__only_for_those_who_handle_cases(request, desk, who):
    assert "groups" not in home(request.getfixturevalue(who)).context


@pytest.mark.parametrize(
    ("who", "count"), [("officer", 2), ("chief", 2), ("outsider", 0), ("admin", 0)]
)
def test_menu__acts_due_by_today_red_when_one_is_late(request, desk, who, count):
    entry = home(request.getfixturevalue(who)).context["shell"].nav[0]

    assert (entry["label"], entry["count"], entry["alert"]) == ("工作台", count, count > 0)


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "今天及以前应办 2 项"), ("en", "2 acts due by today or earlier")],
)
def test_menu__says_what_its_number_counts(desk, officer, language, words):
    client = Client(headers={"accept-language": language})
    client.force_login(officer, backend=BACKEND)
    menu = client.get("/").content.decode().partition('class="nav"')[2].partition("</nav>")[0]

    assert f'<a href="/" title="{words}"' in menu
    assert menu.count(" title=") == 1


def test_menu__no_words_without_a_number(officer):
    assert home(officer).context["shell"].nav[0]["counted"] == ""


def test_acts__a_whole_court_says_whose_case_it_is(desk, officer, chief):
    assert home(chief).context["groups"][0]["lines"][0]["officer"] == "刘志远"
    assert home(officer).context["groups"][0]["lines"][0]["officer"] == ""


@pytest.fixture
def afternoon():
    with time_machine.travel("2026-11-24T15:00:00+08:00", tick=False):
        yield


def act(case, node, at):
    """The officer logs an act as the form on the page sends it."""
    client = Client()
    client.force_login(case.officer, backend=BACKEND)
    fields = {"text": f"办理{node}。", "node": node, "at": at, "submission": uuid4()}
    assert client.post(f"/cases/{case.pk}/progress/", fields).status_code == 302
    return client


def lines_of(user, query="?span=month"):
    found = home(user, query).context["groups"]
    return {line["title"]: line for group in found for line in group["lines"]}


def test_acts__a_duty_that_an_act_started(officer, afternoon):
    """A seizure of 20 November is to be priced within 30 days, which end on a Sunday."""
    case = case_of(officer, day(-7))
    assert "启动评估" not in lines_of(officer)

    client = act(case, "启动查封", "2026-11-20T10:00")

    line = lines_of(officer)["启动评估"]
    assert line["due"] == date(2026, 12, 21)
    assert line["reason"] == "11月20日启动查封，30 天内；12月20日不是工作日，顺延至 12月21日"
    rows = client.get(case.get_absolute_url()).context["nodes"]
    assert line["light"] == next(row["light"] for row in rows if row["node"] == "启动评估")
    assert line["light"] == {"code": "green", "days": 27}
    chosen = client.get(line["log"]).context["form"].initial["node"]
    assert chosen == "启动评估"
    assert client.get(line["explain"]).status_code == 200

    act(case, "启动评估", "2026-11-24T08:00")
    assert "启动评估" not in lines_of(officer)


def test_acts__a_duty_that_is_late_is_counted_and_found(officer, afternoon):
    case = case_of(officer, day(-60))
    for node in ("分案", "执行通知", "网络查控"):
        act(case, node, "2026-10-09T10:00")
    client = act(case, "终本线索", "2026-11-10T10:00")

    line = lines_of(officer, "")["线索核查"]

    assert (line["due"], line["reason"]) == (
        date(2026, 11, 17), "11月10日终本线索，7 天内，最迟 11月17日办",
    )  # fmt: skip
    assert line["light"] == {"code": "red", "days": 7}
    page = home(officer)
    assert (page.context["overdue"], page.context["shell"].nav[0]["count"]) == (1, 1)
    listed = client.get("/cases/?node=overdue")
    assert [row.pk for row in listed.context["rows"]] == [case.pk]
    assert "线索核查" in listed.content.decode()


def test_acts__of_a_month_end_without_a_roll(officer, afternoon):
    act(case_of(officer, day(-60)), "传统查控", "2026-10-30T10:00")

    assert (
        lines_of(officer)["完成传统查控"]["reason"] == "10月30日传统查控，1 个月内，最迟 11月30日办"
    )


def test_acts__none_of_a_closed_case(officer, afternoon):
    case = case_of(officer, day(-60))
    act(case, "启动扣押", "2026-11-10T10:00")
    assert "启动评估" in lines_of(officer)

    Case.objects.filter(pk=case.pk).update(
        closed_on=TUESDAY, close_mode="执行完毕", status="closed"
    )
    derived.recompute([case.pk], today=TUESDAY)

    assert lines_of(officer) == {}
    assert not CaseNode.objects.filter(case=case, node__in=("启动评估", "归档")).exists()


# Figures ---------------------------------------------------------------------------------------


# Seals and money -------------------------------------------------------------------------------


# Those who lead --------------------------------------------------------------------------------


# Notices and what others offer -----------------------------------------------------------------


@pytest.mark.parametrize("who", ["officer", "chief", "supervisor", "finance", "admin"])
@pytest.mark.parametrize("count", [0, 1, 100])
def test_home__twelve_queries(request, officer, who, count, django_assert_max_num_queries):
    cases = [
        CaseFactory.build(officer=officer, filed_on=day(-11), status="filed") for _n in range(count)
    ]
    made = Case.objects.bulk_create(cases)
    derived.recompute([case.pk for case in made], today=TUESDAY)
    for case in made[:20]:
        SealFactory(case=case, from_on=day(-300), to_on=day(5))
        ReceiptFactory(case=case, received_on=day(-2))
    client = Client()
    client.force_login(request.getfixturevalue(who), backend=BACKEND)
    client.get("/")

    with django_assert_max_num_queries(12):
        assert client.get("/").status_code == 200


def test_home__writes_nothing(desk, officer):
    home(officer)

    assert all_acts() == []


def test_acts__have_the_light_of_their_own_term(officer, afternoon):
    """Three days from 分案: green with two left, though the case was filed long before."""
    case = case_of(officer, day(-40))
    Progress.objects.create(
        case=case, at=clock.now(), text="已分案", node="分案",
        source="live", recorded_at=clock.now(), text_digest=text_digest("已分案"),
    )  # fmt: skip
    derived.recompute([case.pk], today=TUESDAY)
    line = next(
        line for group in home(officer).context["groups"] for line in group["lines"]
        if line["title"] == "执行通知"
    )  # fmt: skip

    client = Client()
    client.force_login(officer, backend=BACKEND)
    rows = client.get(case.get_absolute_url()).context["nodes"]
    head = client.get(f"/cases/{case.pk}/progress/").context["next_light"]

    own = next(row["light"] for row in rows if row["node"] == "执行通知")
    assert line["light"] == own == head
    assert own["code"] == "green"

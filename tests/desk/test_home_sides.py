"""The sides of the morning page: figures, seals, money, courts, officers, notices."""

from datetime import date
from decimal import Decimal
from itertools import chain

import pytest
from django.test import Client

from courts.enums import Role
from enforcement.desk import morning
from enforcement.kernel import clock, registries
from enforcement.kernel.registries import MorningLines
from enforcement.office import services as office
from tests.desk.mornings import BACKEND, TUESDAY, case_of, day, four_cases, home
from tests.factories.cases import CaseFactory, ReceiptFactory, SealFactory
from tests.factories.courts import PostFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_tuesday(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TUESDAY)


@pytest.fixture
def desk(officer):
    four_cases(officer)


def test_figures__each_opens_its_cases(desk, officer):
    case = case_of(officer, day(-3), closed_on=day(-2), close_mode="执行完毕", status="closed")
    ReceiptFactory(case=case, received_on=day(-1), amount=Decimal("500.50"))
    case_of(officer, date(2026, 5, 26))

    figures = home(officer).context["figures"]

    values = {each["label"]: each["value"] for each in figures}
    assert values == {
        "未结案件": "5", "30 天内到执行期限": "1", "下一节点超期": "2", "在账案款": "500.50", "本月结案": "1",
    }  # fmt: skip
    client = Client()
    client.force_login(officer, backend=BACKEND)
    shown = {each["label"]: len(client.get(each["url"]).context["rows"]) for each in figures}
    assert shown == {
        "未结案件": 5, "30 天内到执行期限": 1, "下一节点超期": 2, "在账案款": 1, "本月结案": 1,
    }  # fmt: skip


def test_figures__nothing_at_all(officer):
    values = [each["value"] for each in home(officer).context["figures"]]

    assert values == ["0", "0", "0", "0.00", "0"]


def test_seals__that_lapse_soon_or_lapsed_lately(officer):
    case = CaseFactory(officer=officer)
    for asset, days in (("甲", -4), ("乙", 7), ("丙", 30), ("丁", 31), ("戊", -31)):
        SealFactory(case=case, asset=asset, from_on=day(-300), to_on=day(days))
    SealFactory(case=CaseFactory(), asset="别人的", from_on=day(-300), to_on=day(1))

    seals = home(officer).context["seals"]

    assert [(row["seal"].asset, row["words"]) for row in seals] == [
        ("甲", "已失效 4 天"), ("乙", "剩 7 天"), ("丙", "剩 30 天"),
    ]  # fmt: skip


def test_seals__of_a_case_closed_by_zhongben_too(officer):
    case = CaseFactory(officer=officer, closed=True, close_mode="终结本次执行程序")
    SealFactory(case=case, from_on=day(-300), to_on=day(7))

    assert len(home(officer).context["seals"]) == 1


def test_money__all_of_it_is_summed(finance):
    case = CaseFactory()
    for number in range(10):
        ReceiptFactory(case=case, received_on=day(-number), amount=Decimal("10.50"))
    ReceiptFactory(case=CaseFactory(court_id="赣0321"))

    page = home(finance)

    assert len(page.context["receipts"]) == 8
    assert (page.context["receipt_count"], page.context["on_account"]) == (10, Decimal("105.00"))
    assert "10 笔 105.00 元" in page.content.decode()


def test_courts__late_per_court_each_opens_its_cases(supervisor, officer, outsider):
    overdue = case_of(officer, date(2026, 3, 2))
    case_of(outsider, day(-11), court_id="赣0321", filed=True)
    SealFactory(case=overdue, from_on=day(-300), to_on=day(15))
    SealFactory(case=overdue, asset="乙", from_on=day(-300), to_on=day(-30))
    done = CaseFactory(closed=True, close_mode="执行完毕")  # nothing left to be sealed for
    SealFactory(case=done, from_on=day(-300), to_on=day(7))
    ReceiptFactory(case=overdue, received_on=day(-31))

    page = home(supervisor)

    table = page.context["courts"]
    rows = {row["court"].code: [cell["value"] for cell in row["cells"]] for row in table["rows"]}
    assert rows["赣0302"][:2] == [1, 1]
    assert rows["赣0302"][4:] == [1, 1, 1]
    assert rows["赣0321"] == [1, 0, 0, 1, 0, 0, 0]
    totals = [sum(column) for column in zip(*rows.values(), strict=True)]
    assert [cell["value"] for cell in table["totals"]] == totals
    client = Client()
    client.force_login(supervisor, backend=BACKEND)
    for cell in chain(table["totals"], *(row["cells"] for row in table["rows"])):
        if cell["value"]:
            assert len(client.get(cell["url"]).context["rows"]) == cell["value"], cell["url"]


def test_courts__of_ones_own_only(president, officer, outsider):
    case_of(officer, day(-11))
    case_of(outsider, day(-11), court_id="赣0321")

    table = home(president).context["courts"]

    assert [row["court"].code for row in table["rows"]] == ["赣0302"]
    assert table["totals"] == []


def test_late_officers__for_the_chief(chief, officer):
    case_of(officer, day(-11), filed=True)
    case_of(None, day(-12), filed=True)
    for _each in range(2):
        case_of(None, day(-12), filed=True, officer_name="刘志")

    rows = home(chief).context["late_officers"]

    assert [(row["officer_words"], row["nodes"]) for row in rows] == [
        ("", 1), ("刘志", 2), ("刘志远", 1),
    ]  # fmt: skip
    client = Client()
    client.force_login(chief, backend=BACKEND)
    for row in rows:
        assert len(client.get(row["url"]).context["rows"]) == row["nodes"], row


def test_related__unread_notices(officer):
    office.send_notice(to=officer, kind="x", text="有一件事。", url="/cases/")

    page = home(officer).content.decode()

    assert "有一件事。" in page


def test_related__lines_of_other_rooms(officer, monkeypatch):
    lines = [{"url": "/x/", "text": "约谈待定", "reason": "连续两周落后"}]
    offered = MorningLines("约谈", 10, lambda user, today: lines, None)
    empty = MorningLines("空", 20, lambda user, today: [], None)
    hidden = MorningLines("别人的", 30, lambda user, today: lines, "user_manage")
    monkeypatch.setattr(registries.morning, "entries", {"a": offered, "b": empty, "c": hidden})

    page = home(officer)

    assert [group["label"] for group in page.context["offered"]] == ["约谈"]
    assert "连续两周落后" in page.content.decode()


def test_case_list_url__plain_and_with_conditions():
    assert morning.case_list_url({}) == "/cases/"
    assert morning.case_list_url({"q": "周"}) == "/cases/?q=%E5%91%A8"


def test_desk__of_a_person_with_two_posts(courts):
    both = PostFactory(user=person(Role.OFFICER, "双岗"), role=Role.CLERK, court_id="赣0321").user
    case_of(both, day(-11), filed=True)
    case_of(None, day(-11), filed=True, court_id="赣0321")
    case_of(None, day(-11), filed=True)

    assert home(both).context["count"] == 2

"""The page of a case: what is next, why, and how to log it without script (contract 26)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.urls import reverse

from cases import listing
from cases.models import Case, Progress
from cases.services import derived, numbering, progress
from cases.services.progress import Act
from cases.views import record
from enforcement.kernel import clock
from tests.factories.cases import (
    CaseFactory,
    LimitEventFactory,
    PartyFactory,
    ProgressFactory,
    ReceiptFactory,
    SealFactory,
)
from tests.page import Page
from tests.trail import all_acts, event

pytestmark = pytest.mark.django_db
WORDS = "到房产局查询，名下登记一套住房。"


@pytest.fixture
def case(officer):
    """A case with something of everything."""
    made = CaseFactory(serial=1, officer=officer, filed_on=clock.today() - timedelta(days=20))
    PartyFactory(case=made, role="申请执行人", name="鑫源建材")
    PartyFactory(case=made, name="周国良", number_masked="360399********0018")
    LimitEventFactory(case=made, from_on=clock.today() - timedelta(days=3))
    SealFactory(case=made, asset="存款 农行", from_on=clock.today() - timedelta(days=360))
    ReceiptFactory(
        case=made, received_on=clock.today() - timedelta(days=9), amount=Decimal("500.50")
    )
    derived.recompute([made.pk])
    return Case.objects.get(pk=made.pk)


def get(client, case, query=""):
    return client.get(f"/cases/{case.pk}/{query}")


def test_overview__acts_before_figures(sign_in, officer, case):
    page = get(sign_in(officer), case).content.decode()

    for words in ("（2026）赣0302执1号", "鑫源建材 → 周国良", "360399********0018", "存款 农行", "500.50",
                  "分案", "执行期限届满", "停表", "超 "):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize("to_the_page_itself", [False, True])
def test_progress_form__a_plain_client_logs_and_sees_it(sign_in, officer, case, to_the_page_itself):
    client = sign_in(officer)
    form = Page(get(client, case).content.decode()).form("progress-form")
    target = case.get_absolute_url() if to_the_page_itself else form.action
    assert (form.method, "text" in form.names) == ("post", True)

    answer = client.post(target, {**form.fields, "text": WORDS}, follow=True)

    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == case.get_absolute_url()
    assert WORDS in answer.content.decode()
    assert event("PROGRESS_LOGGED").actor_id == officer.pk


def test_progress_form__posted_twice_is_one_entry(sign_in, officer, case):
    client = sign_in(officer)
    form = Page(get(client, case).content.decode()).form("progress-form")

    for _click in range(2):
        client.post(form.action, {**form.fields, "text": WORDS})

    assert Progress.objects.filter(text=WORDS).count() == 1


@pytest.mark.parametrize("who", ["president", "finance", "petition_desk", "supervisor"])
def test_progress_form__not_for_those_who_only_look(request, sign_in, case, who):
    client = sign_in(request.getfixturevalue(who))

    assert b"progress-form" not in get(client, case).content
    assert client.post(case.get_absolute_url(), {"text": WORDS}).status_code == 403
    assert not Progress.objects.filter(text=WORDS).exists()


@pytest.mark.parametrize("tab", [*record.TABS, "nonsense"])
def test_tabs__for_an_outsider_there_is_no_such_page(sign_in, officer, outsider, case, tab):
    assert get(sign_in(officer), case, f"?tab={tab}").status_code == 200
    assert get(sign_in(outsider), case, f"?tab={tab}").status_code == 404


@pytest.mark.parametrize("tab", record.TABS)
def test_tabs__of_a_case_with_nothing(sign_in, officer, court, tab):
    bare = CaseFactory(officer=officer, cause="", claim_amount=0)

    assert get(sign_in(officer), bare, f"?tab={tab}").status_code == 200


@pytest.mark.parametrize("tab", record.TABS)
def test_tabs__of_a_closed_case(sign_in, officer, court, tab):
    closed = CaseFactory(officer=officer, closed=True)

    page = get(sign_in(officer), closed, f"?tab={tab}").content.decode()

    assert "执行完毕" in page
    assert "登记扣除" not in page


@pytest.mark.parametrize("tab", ["overview", "progress", "nodes", "money", "history"])
def test_tabs__twelve_queries_for_a_busy_case(
    sign_in, officer, case, tab, django_assert_max_num_queries
):
    entries = [ProgressFactory.build(case=case, by=officer) for _each in range(500)]
    Progress.objects.bulk_create(entries)
    for _each in range(30):
        PartyFactory(case=case)
        SealFactory(case=case)
    token = listing.case_list(officer, QueryDict("sort=next")).walk_token()
    client = sign_in(officer)
    get(client, case)

    with django_assert_max_num_queries(12):
        assert get(client, case, f"?tab={tab}&walk={token}").status_code == 200


def test_overview__a_number_borne_by_mistake_is_named(sign_in, officer, clerk, case):
    before = case.number
    correction = numbering.Correction("（2026）赣0302执恢7号", "录错")
    numbering.correct_number(case_id=case.pk, correction=correction, by=clerk)

    assert f"原案号 {before}" in sign_in(officer).get(case.get_absolute_url()).text


@pytest.mark.parametrize(
    ("number", "phone", "shown", "can_reveal"),
    [
        ("91360300MA35XXXX0K", "", "91360300MA35XXXX0K", False),  # a unit's code is no secret
        ("91360300MA35XXXX0K", "079*****3458", "91360300MA35XXXX0K · 电话 079*****3458", True),
        ("360399********0018", "", "360399********0018", True),
        ("", "079*****3458", "电话 079*****3458", True),
    ],
)
def test_parties__each_number_once_and_a_way_to_what_is_masked(
    sign_in, officer, number, phone, shown, can_reveal
):
    made = CaseFactory(officer=officer)
    PartyFactory(case=made, name="鑫源建材", number_masked=number, phone_masked=phone)

    text = get(sign_in(officer), made, "?tab=parties").text

    assert f"<span>{shown}</span>" in text
    assert text.count("3458") == bool(phone)
    assert ("查看全号" in text) is can_reveal


def test_history__acts_in_words(sign_in, officer, case):
    progress.log(case_id=case.pk, act=Act("电话约谈。", node="执行通知"), by=officer)

    page = get(sign_in(officer), case, "?tab=history").content.decode()

    assert "记进展" in page
    assert "PROGRESS_LOGGED" not in page
    assert "刘志远" in page


def test_timeline__corrections_stand_under_the_struck_entry(sign_in, officer, case):
    first = progress.log(case_id=case.pk, act=Act("第一种说法。"), by=officer)
    second = progress.correct(entry_id=first.pk, act=Act("第二种说法。"), by=officer)
    progress.correct(entry_id=second.pk, act=Act("第三种说法。"), by=officer)

    page = get(sign_in(officer), case, "?tab=progress").content.decode()

    assert page.index("第一种") < page.index("第二种") < page.index("第三种")
    assert page.count("is-struck") == 2
    last = Progress.objects.get(text="第三种说法。")
    assert reverse("cases:progress_correct", args=[case.pk, last.pk]) in page
    assert reverse("cases:progress_correct", args=[case.pk, first.pk]) not in page


def test_timeline__a_script_in_the_words_is_text(sign_in, officer, case):
    progress.log(case_id=case.pk, act=Act("<script>alert(1)</script>\n第二行"), by=officer)

    page = get(sign_in(officer), case).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>第二行" in page


def test_money__what_is_on_account(sign_in, officer, case):
    ReceiptFactory(case=case, paid_on=date(2026, 6, 2))
    ReceiptFactory(case=case, ordinal=1, paid_on=date(2026, 6, 2), paid_amount=Decimal("49000"))

    lines = get(sign_in(officer), case, "?tab=money").context["balance"]

    assert [line["amount"] for line in lines][2] == Decimal("1500.50")


def test_seals__renewed_and_released_ones_do_not_alarm(sign_in, officer, case):
    SealFactory(case=case, asset="存款 农行", from_on=clock.today())
    SealFactory(case=case, asset="轿车", kind="动产", released_on=clock.today())

    page = get(sign_in(officer), case, "?tab=seals").content.decode()

    assert ("已续" in page, "已解除" in page) == (True, True)
    assert [row["is_watched"] for row in get(sign_in(officer), case).context["seals"]] == [True]


# Walking ---------------------------------------------------------------------------------------


def test_walk__to_the_neighbour_on_the_same_tab(sign_in, officer, case):
    other = CaseFactory(serial=2, officer=officer, filed_on=date(2026, 1, 5))
    token = listing.case_list(officer, QueryDict("")).walk_token()

    walk = get(sign_in(officer), case, f"?tab=nodes&walk={token}").context["walk"]

    assert walk["next_url"] == f"/cases/{other.pk}/?tab=nodes&walk={token.replace(':', '%3A')}"
    assert (walk["prev_url"], walk["place"], walk["total"]) == ("", 1, 2)


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00"])
def test_walk__a_forged_token_is_ignored(sign_in, officer, case, token):
    response = get(sign_in(officer), case, f"?walk={token}")

    assert (response.status_code, response.context["walk"]) == (200, None)


@pytest.mark.parametrize(
    ("path", "sent", "tab"),
    [
        ("progress/", {"text": "电话联系申请人。"}, ""),
        ("deductions/add/", {"kind": "评估", "from_on": "2026-01-12"}, "tab=nodes&"),
    ],
)
def test_walk__goes_on_after_an_act(sign_in, officer, case, path, sent, tab):
    token = listing.case_list(officer, QueryDict("")).walk_token()
    client, kept = sign_in(officer), f"walk={token.replace(':', '%3A')}"

    assert f"/cases/{case.pk}/{path}?{kept}" in get(client, case, f"?walk={token}").text
    answer = client.post(f"/cases/{case.pk}/{path}?walk={token}", sent)

    assert answer.url == f"/cases/{case.pk}/?{tab}{kept}"


# Explanations ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["limit/", "nodes/203001002/", "nodes/203001003/"])
def test_explanation__as_page_and_as_fragment(sign_in, officer, outsider, case, path):
    url = f"/cases/{case.pk}/{path}"

    page = sign_in(officer).get(url).content.decode()
    fragment = sign_in(officer).get(url, headers={"HX-Request": "true"}).content.decode()

    assert "怎么算的" in page
    assert ("<html" in page, "<html" in fragment) == (True, False)
    assert sign_in(outsider).get(url).status_code == 404


def test_explanation__of_a_node_that_is_none(sign_in, officer, case):
    assert sign_in(officer).get(f"/cases/{case.pk}/nodes/999/").status_code == 404


def test_nodes__after_zhongben_the_next_recheck_is_due(sign_in, officer, court):
    closed = CaseFactory(officer=officer, closed=True, close_mode="终结本次执行程序")

    rows = get(sign_in(officer), closed, "?tab=nodes").context["nodes"]

    recheck = next(row for row in rows if row["node"] == "终本网络查控次数")
    assert recheck["due"] == date(2027, 2, 3)


@pytest.mark.parametrize(("days", "code"), [(150, "yellow"), (100, "green")])
def test_nodes__of_the_limit_have_the_light_of_the_whole_limit(sign_in, officer, court, days, code):
    case = CaseFactory(officer=officer, filed_on=clock.today() - timedelta(days=days))
    derived.recompute([case.pk])

    rows = {row["node"]: row for row in get(sign_in(officer), case).context["nodes"]}

    assert rows["结案"]["light"]["code"] == code
    assert rows["申请延长执行期限"]["light"]["code"] == code


def test_nodes__a_last_chance_that_is_over_alarms_nobody(sign_in, officer, court):
    late = CaseFactory(officer=officer, filed_on=clock.today() - timedelta(days=250))
    derived.recompute([late.pk])

    rows = get(sign_in(officer), late).context["nodes"]

    assert {row["node"] for row in rows} == {"结案", "分案"}


def test_looking__writes_nothing(sign_in, officer, case):
    client = sign_in(officer)
    for path in ("", "?tab=history", "limit/", "progress/", "edit/"):
        assert get(client, case, path).status_code == 200

    assert all_acts() == []

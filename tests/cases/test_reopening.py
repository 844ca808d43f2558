"""撤销结案: a closing entered by mistake is taken back, once, with its event, approved by another."""

from dataclasses import replace
from datetime import date

import pytest

from cases import signals
from cases.enums import CaseStatus, CloseMode, LimitEventKind
from cases.models import Case, CaseNode
from cases.services.cases import save_touched
from cases.services.closing import Closing, close_case
from cases.services.reopening import Reopening, reopen_case
from enforcement.desk.ledger.importing import import_ledger
from enforcement.kernel import clock
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted, TransitionRefused
from tests.desk.ledger_files import good, write
from tests.factories.cases import CaseFactory, LimitEventFactory, ProgressFactory
from tests.news import hearing
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(officer):
    return CaseFactory(officer=officer, closed=True, zhongben_ok=True)


def wrongly(approver, version=1, reason="录错案件"):
    return Reopening(version, approver.pk, reason)


def reopen(case, by, approver, **values):
    return reopen_case(case_id=case.pk, reopening=wrongly(approver, **values), by=by)


def test_reopen_case__the_closing_is_gone_and_its_event_says_what_it_was(closed, officer, chief):
    with hearing(signals.case_changed) as heard:
        reopen(closed, officer, chief)

    closed.refresh_from_db()
    assert (closed.closed_on, closed.close_mode, closed.zhongben_ok) == (None, "", None)
    assert closed.status == CaseStatus.ASSIGNED, "no entry yet"
    assert acts_about(closed) == ["CASE_REOPENED"]
    told = event("CASE_REOPENED")
    assert told.reason == "录错案件"
    assert told.changes == {
        "status": ["closed", "assigned"], "closed_on": ["2026-08-03", None],
        "close_mode": ["执行完毕", ""], "zhongben_ok": [True, None], "approved_by": "彭建国",
    }  # fmt: skip
    assert [set(news["changes"]) for news in heard] == [{"closed_on", "close_mode", "zhongben_ok"}]


def test_reopen_case__clocks_run_again(officer, chief):
    case = CaseFactory(officer=officer)
    close = Closing(CloseMode.TERMINATED, clock.today(), chief.pk, "裁定书1号")
    close_case(case_id=case.pk, closing=close, by=officer)
    case.refresh_from_db()
    assert case.next_node == ""

    reopen(case, officer, chief, version=case.version)

    case.refresh_from_db()
    assert case.next_node
    assert CaseNode.objects.get(case=case, node="结案").done_on is None


@pytest.mark.parametrize(
    ("node", "officer_name", "stop", "status"),
    [
        ("", "", None, CaseStatus.FILED),
        ("", "刘志远", None, CaseStatus.ASSIGNED),
        ("分案", "刘志远", None, CaseStatus.ASSIGNED),
        ("网络查控", "刘志远", None, CaseStatus.UNDER_WAY),
        ("网络查控", "刘志远", LimitEventKind.SUSPENSION, CaseStatus.SUSPENDED),
        ("网络查控", "刘志远", LimitEventKind.APPRAISAL, CaseStatus.UNDER_WAY),
    ],
)
def test_reopen_case__stands_where_its_entries_say(clerk, chief, node, officer_name, stop, status):
    case = CaseFactory(closed=True, imported=True, officer_name=officer_name)
    if node:
        ProgressFactory(case=case, node=node)
    if stop:
        LimitEventFactory(case=case, kind=stop)

    reopen(case, clerk, chief)

    case.refresh_from_db()
    assert case.status == status
    assert case.live_since is not None, "an imported closing taken back is an act of the program"


def test_reopen_case__twice_is_one_act(closed, officer, chief):
    reopen(closed, officer, chief)

    with pytest.raises(TransitionRefused, match="刚被撤销"):
        reopen(closed, officer, chief)

    assert all_acts() == ["CASE_REOPENED"]


def test_reopen_case__not_behind_the_back_of_another(closed, officer, chief):
    with pytest.raises(Conflict, match="刚被别人改过"):
        reopen(closed, officer, chief, version=0)

    closed.refresh_from_db()
    assert closed.status == CaseStatus.CLOSED


def test_reopen_case__who_records_does_not_approve(closed, chief, president, outsider, officer):
    for by, approver in ((chief, chief), (officer, outsider)):
        with pytest.raises(InvalidInput) as refused:
            reopen(closed, by, approver, reason=" ")
        assert set(refused.value.fields) == {"approver", "reason"}
    assert all_acts() == []

    assert reopen(closed, chief, president).is_open


def test_reopen_case__zhongben_needs_the_president(officer, chief, president):
    case = CaseFactory(officer=officer, closed_on=date(2026, 8, 3), close_mode=CloseMode.ZHONGBEN)

    with pytest.raises(InvalidInput):
        reopen(case, officer, chief)

    assert reopen(case, officer, president).is_open


@pytest.mark.parametrize("who", ["president", "finance", "petition_desk", "outsider"])
def test_reopen_case__refused_to_those_who_may_not_close(request, closed, chief, who):
    with pytest.raises(NotPermitted):
        reopen(closed, request.getfixturevalue(who), chief)

    assert not Case.objects.filter(closed_on=None).exists()


def test_reopen_case__can_be_closed_again(closed, officer, chief, president):
    reopen(closed, officer, chief)
    close = Closing(CloseMode.TERMINATED, clock.today(), chief.pk, "裁定书1号")

    close_case(case_id=closed.pk, closing=close, by=officer)

    closed.refresh_from_db()
    assert closed.close_mode == CloseMode.TERMINATED
    with pytest.raises(Conflict):
        reopen_case(case_id=closed.pk, reopening=replace(wrongly(chief), version=1), by=officer)


# The page --------------------------------------------------------------------------------------


def test_case_reopen__the_page_says_what_happens_and_does_it(client, closed, officer, chief):
    client.force_login(officer)
    url = f"/cases/{closed.pk}/reopen/"
    shown = client.get(closed.get_absolute_url()).text

    page = client.get(url).text
    answer = client.post(
        url, {"version": closed.version, "reason": "录错案件", "approver": chief.pk}, follow=True
    )

    assert url in shown
    assert f"/cases/{closed.pk}/close/" not in shown
    for words in ("8月3日以“执行完毕”", "回到“已分案”", "已封存的周报", "另立“执恢”"):
        assert words in page
    assert "台账带来的" not in page
    assert answer.status_code == 200
    assert url not in answer.text
    assert f"/cases/{closed.pk}/close/" in answer.text
    assert "撤销结案" in client.get(closed.get_absolute_url() + "?tab=history").text


def test_case_reopen__of_an_imported_closing_says_that_the_ledger_has_no_say_any_more(
    client, clerk
):
    case = CaseFactory(closed=True, imported=True)
    client.force_login(clerk)

    assert "台账带来的" in client.get(f"/cases/{case.pk}/reopen/").text


@pytest.mark.parametrize("wrong", ["reason", "approver", "version"])
def test_case_reopen__faults_come_back_in_the_form(client, closed, officer, chief, wrong):
    client.force_login(officer)
    sent = {"version": closed.version, "reason": "录错案件", "approver": chief.pk}

    answer = client.post(f"/cases/{closed.pk}/reopen/", {**sent, wrong: ""})

    assert answer.status_code == 422
    assert all_acts() == []


def test_case_reopen__an_open_case_has_no_such_page(client, officer):
    case = CaseFactory(officer=officer)
    client.force_login(officer)

    assert client.get(f"/cases/{case.pk}/reopen/").status_code == 409
    assert f"/cases/{case.pk}/reopen/" not in client.get(case.get_absolute_url()).text


def test_case_reopen__a_second_tab_is_told(client, closed, officer, chief):
    client.force_login(officer)
    sent = {"version": 0, "reason": "录错案件", "approver": chief.pk}

    answer = client.post(f"/cases/{closed.pk}/reopen/", sent)

    assert answer.status_code == 409
    assert "刚被别人改过" in answer.text


# The ledger ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("is_closed", "cells", "words"),
    [
        (False, {"结案日期": "2018-08-01", "结案方式": "终本"}, "“更多”里登记结案"),
        (True, {"结案日期": "2018-08-01", "结案方式": "终本"}, "“更多”里撤销结案"),
        (True, {}, "“更多”里撤销结案"),
    ],
)
def test_a_ledger_is_told_what_the_page_of_a_live_case_offers(
    court, tmp_path, is_closed, cells, words
):
    closing = {"结案日期": "2018-07-20", "结案方式": "执行完毕"} if is_closed else {}
    import_ledger(write(tmp_path / "first.xlsx", {"案件": [good("案件", **closing)]}))
    save_touched(Case.objects.get())

    report = import_ledger(write(tmp_path / "next.xlsx", {"案件": [good("案件", **cells)]}))

    assert [each["column"] for each in report.as_json()["errors"]] == ["结案日期"]
    assert words in report.as_json()["errors"][0]["message"]

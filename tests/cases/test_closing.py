"""Closing a case in the program: refused with a sentence, or done once with its event."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cases.enums import AssetKind, CaseStatus, CloseMode
from cases.models import Case, Seal
from cases.selectors import closing_words
from cases.services.closing import Closing, close_case
from enforcement.kernel import audit, clock
from enforcement.kernel.daywords import day_text
from enforcement.kernel.errors import InvalidInput, NotPermitted, TransitionRefused
from enforcement.kernel.models import AuditEvent
from tests.factories.cases import CaseFactory, ReceiptFactory


@pytest.fixture
def case(officer):
    return CaseFactory(officer=officer, filed_on=clock.today() - timedelta(days=200))


def closing(approver, mode=CloseMode.COMPLETED, on=None, document="结案通知书1号"):
    return Closing(mode, on or clock.today(), approver.pk, document, is_whole=True)


def test_close_case__closes_with_its_event(case, officer, chief):
    close_case(case_id=case.pk, closing=closing(chief), by=officer)

    case.refresh_from_db()
    assert (case.status, case.close_mode) == (CaseStatus.CLOSED, CloseMode.COMPLETED)
    assert case.closed_on == clock.today()
    event = AuditEvent.objects.get(act="CASE_CLOSING_RECORDED")
    assert event.changes == {
        "closed_on": str(clock.today()), "close_mode": "执行完毕", "approved_by": "彭建国",
        "closing_document": "结案通知书1号", "is_whole": True,
    }  # fmt: skip
    assert event.reason == "", "a document's number is no reason"
    assert AuditEvent.objects.filter(act="CASE_CLOSED").count() == 1


@pytest.mark.parametrize(
    ("mode", "recovered", "is_refused"),
    [
        (CloseMode.COMPLETED, 0, True), (CloseMode.COMPLETED, 862399, True),
        (CloseMode.COMPLETED, 862400, False), (CloseMode.TERMINATED, 0, False),
    ],
)  # fmt: skip
def test_close_case__completed_with_less_than_was_claimed_is_asked_about(
    officer, chief, mode, recovered, is_refused
):
    case = CaseFactory(officer=officer, opening_recovered=recovered)
    given = Closing(mode, clock.today(), chief.pk, "结案通知书1号")

    if is_refused:
        with pytest.raises(InvalidInput) as refused:
            close_case(case_id=case.pk, closing=given, by=officer)
        assert "862,400.00" in str(refused.value.fields["is_whole"])
        given = replace(given, is_whole=True)
    close_case(case_id=case.pk, closing=given, by=officer)

    recorded = AuditEvent.objects.get(act="CASE_CLOSING_RECORDED").changes
    assert recorded.get("is_whole", False) is is_refused


def test_close_case__a_second_time_is_refused(case, officer, chief):
    close_case(case_id=case.pk, closing=closing(chief), by=officer)

    with pytest.raises(TransitionRefused):
        close_case(case_id=case.pk, closing=closing(chief), by=officer)

    assert AuditEvent.objects.filter(act="CASE_CLOSED").count() == 1


def test_close_case__who_records_does_not_approve(case, chief):
    with pytest.raises(InvalidInput) as refused:
        close_case(case_id=case.pk, closing=closing(chief), by=chief)

    assert "approver" in refused.value.fields
    assert not Case.objects.filter(closed_on__isnull=False).exists()


def test_close_case__zhongben_needs_the_president(case, officer, chief, president):
    with pytest.raises(InvalidInput):
        close_case(case_id=case.pk, closing=closing(chief, CloseMode.ZHONGBEN), by=officer)
    close_case(case_id=case.pk, closing=closing(president, CloseMode.ZHONGBEN), by=officer)

    case.refresh_from_db()
    assert case.zhongben_ok is None, "the twelve items decide later"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"mode": CloseMode.PRESERVED}, "mode"),
        ({"on": date(2020, 1, 1)}, "closed_on"),
        ({"on": date(2099, 1, 1)}, "closed_on"),
        ({"document": " "}, "document"),
    ],
)
def test_close_case__faults_name_their_place(case, officer, chief, change, field):
    with pytest.raises(InvalidInput) as refused:
        close_case(case_id=case.pk, closing=closing(chief, **change), by=officer)

    assert field in refused.value.fields
    assert not AuditEvent.objects.filter(object_type="cases.Case").exists()


def seal(case, days_from, days_to):
    day = clock.today()
    Seal.objects.create(
        case=case, asset="存款", kind=AssetKind.DEPOSIT, from_on=day + timedelta(days=days_from),
        to_on=day + timedelta(days=days_to), source="live", recorded_at=clock.now(),
    )  # fmt: skip


def test_close_case__a_seal_about_to_lapse_bars_it(case, officer, chief):
    seal(case, -350, 15)

    with pytest.raises(InvalidInput, match="到期"):
        close_case(case_id=case.pk, closing=closing(chief), by=officer)


def test_close_case__a_renewed_seal_bars_nothing(case, officer, chief):
    seal(case, -350, 15)
    seal(case, -1, 360)

    assert close_case(case_id=case.pk, closing=closing(chief), by=officer).closed_on


def test_close_case__a_suspended_case_is_not_closed(officer, chief):
    case = CaseFactory(officer=officer, status=CaseStatus.SUSPENDED)

    with pytest.raises(InvalidInput, match="中止"):
        close_case(case_id=case.pk, closing=closing(chief), by=officer)


def test_close_case__not_somebody_elses(case, outsider, chief):
    with pytest.raises(NotPermitted):
        close_case(case_id=case.pk, closing=closing(chief), by=outsider)


def test_case_close__the_page_closes_and_shows_it(client, case, officer, chief):
    client.force_login(officer)
    url = f"/cases/{case.pk}/close/"

    page = client.get(url)
    sent = {"mode": CloseMode.COMPLETED, "closed_on": clock.today().isoformat(),
            "approver": chief.pk, "document": "结案通知书1号"}  # fmt: skip
    refused = client.post(url, sent)
    answer = client.post(url, {**sent, "is_whole": "on"}, follow=True)

    assert page.status_code == 200
    assert refused.status_code == 422
    assert "少于标的 862,400.00 元" in refused.text
    assert answer.status_code == 200
    assert "执行完毕" in answer.content.decode()


def test_case_close__faults_come_back_in_the_form(client, case, officer):
    client.force_login(officer)

    answer = client.post(f"/cases/{case.pk}/close/", {"mode": CloseMode.COMPLETED})

    assert answer.status_code == 422


def test_case_close__a_preservation_is_not_asked_whether_all_was_performed(client, officer):
    case = CaseFactory(officer=officer, type_word="执保")
    client.force_login(officer)

    assert 'name="is_whole"' not in client.get(f"/cases/{case.pk}/close/").text


# What it leaves unsettled ----------------------------------------------------------------------


@pytest.fixture
def owing(case):
    """1,000.50 yuan of two receipts are on account, one of them overdue; a third is paid out."""
    day = clock.today() - timedelta(days=5)
    ReceiptFactory(case=case, received_on=day, amount=Decimal("500.50"))
    ReceiptFactory(case=case, amount=Decimal(900), paid_amount=Decimal(400))
    ReceiptFactory(case=case, amount=Decimal(70), paid_on=day)
    return case


def test_close_case__completed_with_money_on_account_is_asked_about(owing, officer, chief):
    with pytest.raises(InvalidInput) as refused:
        close_case(case_id=owing.pk, closing=closing(chief), by=officer)
    assert set(refused.value.fields) == {"leaves_money"}
    assert "1,000.50" in refused.value.fields["leaves_money"]

    close_case(case_id=owing.pk, closing=replace(closing(chief), leaves_money=True), by=officer)

    recorded = AuditEvent.objects.get(act="CASE_CLOSING_RECORDED").changes
    assert recorded["left_on_account"] == "1000.50"


def test_close_case__other_modes_are_not_asked_about_money(owing, officer, chief):
    close_case(case_id=owing.pk, closing=closing(chief, CloseMode.TERMINATED), by=officer)

    recorded = AuditEvent.objects.get(act="CASE_CLOSING_RECORDED").changes
    assert recorded["left_on_account"] == "1000.50"


def test_case_close__the_page_names_money_and_seals_before_the_button(client, owing, officer):
    seal(owing, -1, 60)
    seal(owing, -350, 50)  # renewed by the one before
    seal(owing, -400, -20)
    client.force_login(officer)

    page = client.get(f"/cases/{owing.pk}/close/").text

    before = page[: page.index(">登记结案</button>")]
    assert "在账案款 1,000.50 元尚未发放：2 笔，其中超期 1 笔" in before
    ends = day_text(clock.today() + timedelta(days=60))
    assert f"有效的查封 1 项，最近{ends}到期" in before
    assert 'name="leaves_money"' in before


def test_case_close__the_tick_closes(client, owing, officer, chief):
    client.force_login(officer)
    url = f"/cases/{owing.pk}/close/"
    sent = {"mode": CloseMode.COMPLETED, "closed_on": clock.today().isoformat(),
            "approver": chief.pk, "document": "结案通知书1号", "is_whole": "on"}  # fmt: skip

    refused, done = client.post(url, sent), client.post(url, {**sent, "leaves_money": "on"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "leaves_money" in refused.context["form"].errors


def test_case_close__nothing_unsettled_is_not_mentioned(client, case, officer):
    client.force_login(officer)

    page = client.get(f"/cases/{case.pk}/close/").text

    assert "note-warn" not in page
    assert "leaves_money" not in page


# Document and approver -------------------------------------------------------------------------


def test_a_closed_case_shows_document_and_approver(client, case, officer, chief):
    close_case(case_id=case.pk, closing=closing(chief), by=officer)
    client.force_login(officer)

    page = client.get(case.get_absolute_url()).text
    history = client.get(case.get_absolute_url() + "?tab=history").text

    assert "结案通知书1号 · 彭建国批准" in page
    assert "结案文书文号：结案通知书1号" in history
    assert "理由：" not in history


def test_a_closing_out_of_a_ledger_has_neither(client, officer):
    case = CaseFactory(officer=officer, closed=True, imported=True)
    client.force_login(officer)

    assert "批准" not in client.get(case.get_absolute_url()).text


def test_the_words_are_those_of_the_closing_that_stands(case, officer, chief):
    close_case(case_id=case.pk, closing=closing(chief), by=officer)
    case.refresh_from_db()
    assert closing_words(case) == ("结案通知书1号", "彭建国")

    case.closed_on = date(2020, 1, 1)

    assert closing_words(case) == ("", "")


def test_the_document_of_a_closing_recorded_as_a_reason_is_found(case, chief):
    case.closed_on = clock.today()
    changes = {"closed_on": case.closed_on, "approved_by": "彭建国"}
    audit.record("CASE_CLOSING_RECORDED", case, by=chief, changes=changes, reason="裁定书2号")

    assert closing_words(case) == ("裁定书2号", "彭建国")

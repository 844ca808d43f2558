"""A new value of a dated parameter: what it moves, before and after it is set."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from cases.models import Case, CaseNode, Receipt
from cases.services import derived, limits, progress
from cases.services import money as money_services
from cases.services.terms import preview_parameter
from courts import services as courts_services
from courts.selectors import parameters
from courts.services.parameters import set_parameter, withdraw_parameter
from enforcement.kernel.errors import InvalidInput
from enforcement.kernel.models import AuditEvent
from tests.factories.cases import CaseFactory, ReceiptFactory

TODAY = date(2026, 9, 1)  # a Tuesday


@pytest.fixture(autouse=True)
def _today(courts):
    courts_services.load_calendar()
    parameters.forget()
    with time_machine.travel("2026-09-01T09:00:00+08:00", tick=False):
        yield
    parameters.forget()


def setting(admin, code, value, from_on=TODAY):
    return set_parameter(
        code=code, value=value, from_on=from_on, basis="院发〔2026〕3号", reason="提速", by=admin
    )


def filed(day, **facts):
    found = CaseFactory(filed_on=day, **facts)
    derived.recompute([found.pk])
    return Case.objects.get(pk=found.pk)


def test_preview__names_what_starts_today_and_nothing_older(admin):
    filed(TODAY - timedelta(1))
    case = filed(TODAY)

    moved = list(preview_parameter("case.execution_months", 4, TODAY))

    assert [(each["record"], each["what"], each["before"], each["after"]) for each in moved] == [
        (case.number, "法定期限届满日", date(2027, 3, 1), date(2027, 1, 4))  # after New Year
    ]
    assert list(preview_parameter("case.execution_months", 4, TODAY + timedelta(1))) == []


def test_set__moves_the_limit_of_cases_filed_from_its_day_on(admin):
    older, case = filed(TODAY - timedelta(1)), filed(TODAY)

    setting(admin, "case.execution_months", 4)

    assert Case.objects.get(pk=case.pk).limit_end == date(2027, 1, 4)
    assert Case.objects.get(pk=older.pk).limit_end == older.limit_end
    event = AuditEvent.objects.get(act="PARAMETER_SET")
    assert event.changes["recounted"] == 1
    assert filed(TODAY).limit_end == date(2027, 1, 4)


def test_set__moves_a_notice_that_starts_today(admin, officer):
    case = filed(TODAY - timedelta(5), officer=officer)
    progress.log(case_id=case.pk, act=progress.Act("已分案", node="分案"), by=officer)
    assert due_of(case, "执行通知") == date(2026, 9, 4)

    setting(admin, "case.notice_days", 1)

    assert due_of(case, "执行通知") == date(2026, 9, 2)
    assert due_of(case, "分案") == date(2026, 9, 3)


def test_set__moves_a_duty_that_starts_today(admin, officer):
    case = filed(TODAY - timedelta(5), officer=officer)
    progress.log(case_id=case.pk, act=progress.Act("申请人提供线索", node="终本线索"), by=officer)
    assert due_of(case, "线索核查") == date(2026, 9, 8)

    moved = list(preview_parameter("clue.check_days", 14, TODAY))
    setting(admin, "clue.check_days", 14)

    assert [(each["what"], each["before"], each["after"]) for each in moved] == [
        ("线索核查 应办", date(2026, 9, 8), date(2026, 9, 15))
    ]
    assert due_of(case, "线索核查") == date(2026, 9, 15)


def due_of(case, node):
    return CaseNode.objects.get(case=case, node=node).due_on


def test_set__moves_money_that_arrives_or_is_deferred_to_a_later_day(admin):
    older = ReceiptFactory(received_on=TODAY - timedelta(40), deferred_until=TODAY + timedelta(20))
    gone = ReceiptFactory(received_on=TODAY - timedelta(1))
    new = ReceiptFactory(received_on=TODAY)
    moved = list(preview_parameter("money.deferral_days", 5, TODAY + timedelta(10)))
    assert [(each["what"], each["after"]) for each in moved] == [
        ("案款应发", TODAY + timedelta(25))
    ]

    setting(admin, "money.deferral_days", 5, TODAY + timedelta(10))
    setting(admin, "money.payout_days", 20)

    assert due(older) == TODAY + timedelta(25)
    assert due(gone) == TODAY + timedelta(29)
    assert due(new) == TODAY + timedelta(20)


def due(receipt):
    return Receipt.objects.get(pk=receipt.pk).due_on


def test_withdraw__puts_back_what_the_value_had_moved(admin):
    receipt = ReceiptFactory(
        received_on=TODAY - timedelta(40), deferred_until=TODAY + timedelta(20)
    )
    row = setting(admin, "money.deferral_days", 5, TODAY + timedelta(10))

    withdraw_parameter(parameter_id=row.pk, reason="误设", by=admin)

    assert due(receipt) == TODAY + timedelta(30)


def test_record_receipt__by_the_value_of_the_day_it_arrived(admin, finance):
    case = filed(TODAY - timedelta(60))
    setting(admin, "money.payout_days", 20)
    for day in (TODAY, TODAY - timedelta(1)):
        arrival = money_services.Arrival(day, Decimal("100.00"))
        money_services.record_receipt(case_id=case.pk, arrival=arrival, by=finance)

    dues = set(Receipt.objects.values_list("received_on", "due_on"))

    assert dues == {
        (TODAY, TODAY + timedelta(20)), (TODAY - timedelta(1), TODAY + timedelta(29)),
    }  # fmt: skip


def test_extension__no_longer_than_the_parameter_allows(admin, officer, president):
    case = filed(TODAY - timedelta(60), officer=officer)
    setting(admin, "case.extension_months", 1)

    with pytest.raises(InvalidInput) as refusal:
        limits.add_extension(
            case_id=case.pk, by=officer,
            extension=limits.Extension(TODAY, 2, president.pk, "审批表1号"),
        )  # fmt: skip

    assert "1 至 1" in str(refusal.value.fields["months"])

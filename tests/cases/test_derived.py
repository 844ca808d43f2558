"""Recomputation of derived values: one case, many cases, and nothing written when nothing changed."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from cases.enums import LimitEventKind, Source
from cases.models import Case, CaseNode, LimitEvent, LimitVersion, Progress, Receipt
from cases.rules.keys import text_digest
from cases.rules.money import payout_due
from cases.services import derived
from courts.models import CalendarDay
from enforcement.kernel import clock
from enforcement.kernel.calendar_source import announced_rows
from tests.factories.cases import CaseFactory

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def calendar(courts):
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day, kind=kind, source="") for day, kind in announced_rows()
    )


def entry(case, day, node="", text="办理"):
    return Progress.objects.create(
        case=case,
        at=datetime(day.year, day.month, day.day, 10, 0, tzinfo=clock.SHANGHAI),
        text=text,
        node=node,
        source=Source.IMPORT,
        recorded_at=clock.now(),
        text_digest=text_digest(text),
    )


def stop(case, from_on, to_on=None):
    LimitEvent.objects.create(
        case=case,
        kind=LimitEventKind.APPRAISAL,
        from_on=from_on,
        to_on=to_on,
        source=Source.IMPORT,
        recorded_at=clock.now(),
    )


def test_a_plain_case_gets_its_end_its_key_nodes_and_what_is_due_next():
    case = CaseFactory(filed_on=date(2026, 3, 2))

    derived.recompute([case.pk], today=TODAY)

    case.refresh_from_db()
    assert case.limit_end == date(2026, 9, 2)
    assert (case.next_node, case.next_due_on) == ("分案", date(2026, 3, 9))
    assert not case.limit_running
    nodes = dict(CaseNode.objects.filter(case=case).values_list("node", "due_on"))
    assert nodes == {
        "分案": date(2026, 3, 9),
        "执行通知": None,
        "网络查控": None,
        "结案": date(2026, 9, 2),
    }
    assert LimitVersion.objects.get(case=case).limit_end == date(2026, 9, 2)


def test_a_running_deduction_is_counted_to_today_and_stored_as_an_open_version():
    case = CaseFactory(filed_on=date(2026, 8, 3))
    stop(case, date(2026, 11, 2))

    derived.recompute([case.pk], today=TODAY)

    case.refresh_from_db()
    assert case.limit_running
    assert case.limit_end == date(2027, 2, 26)  # 3 February + 23 days, a Friday
    assert case.limit_provisional
    last = LimitVersion.objects.filter(case=case).latest("asked_from")
    assert (last.asked_from, last.asked_to, last.limit_end) == (date(2026, 11, 2), None, None)


def test_the_first_entry_does_a_node_and_a_corrected_entry_does_none():
    case = CaseFactory(filed_on=date(2026, 3, 2))
    wrong = entry(case, date(2026, 3, 3), "分案", "分错了")
    entry(case, date(2026, 3, 5), "分案", "分给刘志远")
    entry(case, date(2026, 3, 9), "分案", "又分一次")
    correction = entry(case, date(2026, 3, 4), "", "更正")
    Progress.objects.filter(pk=correction.pk).update(corrects=wrong)

    derived.recompute([case.pk], today=TODAY)

    node = CaseNode.objects.get(case=case, node="分案")
    assert node.done_on == date(2026, 3, 5)
    assert CaseNode.objects.get(case=case, node="执行通知").due_on == date(2026, 3, 9)


def seizing():
    case = CaseFactory(filed_on=date(2026, 3, 2))
    for node in ("分案", "执行通知", "网络查控"):
        entry(case, date(2026, 3, 4), node, node)
    return case, entry(case, date(2026, 3, 12), "启动查封", "查封车间")


def price_of(case):
    derived.recompute([case.pk], today=TODAY)
    case.refresh_from_db()
    return (
        CaseNode.objects.filter(case=case, node="启动评估").values_list("due_on", "done_on").first()
    )


def test_a_duty_that_an_act_starts_is_stored_and_next():
    case, _seal = seizing()

    assert price_of(case) == (date(2026, 4, 13), None)
    assert (case.next_node, case.next_due_on) == ("启动评估", date(2026, 4, 13))


def test_a_duty_goes_with_the_correction_of_the_act_that_started_it():
    case, seal = seizing()
    assert price_of(case)

    correction = entry(case, date(2026, 3, 12), "", "没有查封")
    Progress.objects.filter(pk=correction.pk).update(corrects=seal)

    assert price_of(case) is None
    assert case.next_node == "结案"


def test_a_duty_that_is_done_keeps_its_due_day():
    case, _seal = seizing()
    price_of(case)

    entry(case, date(2026, 4, 20), "启动评估", "委托评估")

    assert price_of(case) == (date(2026, 4, 13), date(2026, 4, 20))
    assert case.next_node == "结案"


def test_a_duty_goes_with_the_closing_and_comes_back_when_that_was_a_mistake():
    case, _seal = seizing()
    assert price_of(case)
    closing = {"closed_on": date(2026, 6, 1), "close_mode": "执行完毕", "status": "closed"}

    Case.objects.filter(pk=case.pk).update(**closing)
    assert price_of(case) is None
    assert not CaseNode.objects.filter(case=case, node="归档").exists()

    Case.objects.filter(pk=case.pk).update(closed_on=None, close_mode="", status="under_way")
    assert price_of(case) == (date(2026, 4, 13), None)


def test_a_duty_that_lands_in_a_year_without_a_calendar_is_provisional():
    case = CaseFactory(filed_on=date(2026, 3, 2))
    entry(case, date(2026, 12, 15), "启动扣押", "扣押汽车")

    assert price_of(case) == (date(2027, 1, 14), None)
    assert CaseNode.objects.get(case=case, node="启动评估").provisional


def test_receipts_are_summed_and_a_node_without_an_entry_goes():
    case = CaseFactory()
    CaseNode.objects.create(case=case, node="启动评估", done_on=date(2026, 4, 1))
    for amount in ("100.10", "0.90"):
        Receipt.objects.create(
            case=case,
            received_on=date(2026, 4, 1),
            amount=Decimal(amount),
            due_on=payout_due(date(2026, 4, 1)),
            source=Source.IMPORT,
            recorded_at=clock.now(),
        )

    derived.recompute([case.pk], today=TODAY)

    case.refresh_from_db()
    assert case.received_total == Decimal("101.00")
    assert not CaseNode.objects.filter(case=case, node="启动评估").exists()


@pytest.mark.parametrize(
    ("source", "days", "officer", "expected"),
    [
        (Source.IMPORT, (), "", "filed"),
        (Source.IMPORT, (), "刘志远", "assigned"),
        (Source.IMPORT, (("分案", 3),), "", "assigned"),
        (Source.IMPORT, (("分案", 3), ("", 4)), "", "under_way"),
        (Source.LIVE, (), "刘志远", "suspended"),
    ],
)
def test_only_untouched_history_takes_its_status_from_its_entries(source, days, officer, expected):
    live_since = None if source == Source.IMPORT else clock.now()
    case = CaseFactory(
        status="suspended", source=source, live_since=live_since, officer_name=officer
    )
    for node, day in days:
        entry(case, date(2026, 3, day), node, node or "走访")

    derived.recompute([case.pk], today=TODAY)

    case.refresh_from_db()
    assert case.status == expected


def test_a_second_recomputation_changes_nothing_and_a_late_fact_changes_one_case():
    cases = [CaseFactory() for _ in range(3)]
    ids = [case.pk for case in cases]
    assert derived.recompute(ids, today=TODAY) == 3
    before = list(CaseNode.objects.order_by("pk").values_list("pk", flat=True))

    assert derived.recompute(ids, today=TODAY) == 0
    assert list(CaseNode.objects.order_by("pk").values_list("pk", flat=True)) == before

    stop(cases[1], date(2026, 4, 1), date(2026, 4, 10))
    assert derived.recompute(ids, today=TODAY) == 1
    assert Case.objects.get(pk=ids[1]).limit_end == date(2026, 9, 14)


def test_a_closed_case_is_asked_at_its_closing_and_waits_for_nothing():
    case = CaseFactory(closed=True, filed_on=date(2026, 3, 2), closed_on=date(2026, 6, 1))
    stop(case, date(2026, 7, 1), date(2026, 7, 31))

    derived.recompute([case.pk], today=TODAY)

    case.refresh_from_db()
    assert (case.limit_end, case.next_node) == (date(2026, 9, 2), "")
    assert CaseNode.objects.get(case=case, node="结案").done_on == date(2026, 6, 1)

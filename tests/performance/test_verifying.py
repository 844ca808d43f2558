"""Rechecking a frozen week: the seal first, then facts now against facts then (ruling 27)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from cases.models import Case, Receipt
from enforcement.kernel.models import AuditEvent
from performance import services
from performance.evidence import verdicts
from petitions.models import Petition
from tests.performance.records import (
    add_progress,
    add_receipt,
    change,
    make_case,
    make_petition,
)

pytestmark = pytest.mark.django_db


def _run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def _changes(snapshot):
    """(case, indicator, window) → (was, now)."""
    found = verdicts.judge(snapshot).differences
    return {(each.case_number, each.indicator, each.window): (each.was, each.now) for each in found}


def test_an_untouched_week_is_the_same(freeze):
    make_case(has_property=True)

    verdict = verdicts.judge(freeze())

    assert verdict.same
    assert verdict.as_json()["differences"] == []


@pytest.mark.parametrize(
    ("indicator", "statement"),
    [
        ("received", "UPDATE performance_figure SET numerator = numerator + 1"),
        ("closing_rate", "UPDATE performance_figure SET denominator = 2"),
        ("avg_days", "DELETE FROM performance_figure"),
    ],
)
def test_a_figure_altered_by_sql_is_a_broken_seal(freeze, indicator, statement):
    make_case()
    snapshot = freeze()

    _run(
        statement + " WHERE snapshot_id = %s AND indicator = %s AND \"window\" = 'ytd'"
        " AND court_id = '赣0302'",
        snapshot.pk,
        indicator,
    )

    verdict = verdicts.judge(snapshot)
    assert not verdict.seal_holds
    assert [(each.case_number, each.indicator, each.window) for each in verdict.differences] == [
        (None, indicator, "ytd")
    ]
    assert "封印已破" in verdict.differences[0].reason


def test_a_figure_altered_by_sql__the_report_says_what_it_was_and_is(freeze):
    make_case()
    snapshot = freeze()
    _run(
        "UPDATE performance_figure SET numerator = 5.5 WHERE indicator = 'received'"
        " AND \"window\" = 'ytd' AND court_id = '赣0302'"
    )

    difference = verdicts.judge(snapshot).differences[0]

    assert (difference.was, difference.now) == ("赣0302 5.50", "赣0302 1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE performance_snapshot SET seal = repeat('0', 64)",
        "UPDATE performance_snapshot SET version = 2",
    ],
)
def test_a_snapshot_altered_by_sql_is_a_broken_seal(freeze, statement):
    snapshot = freeze()
    _run(statement)
    snapshot.refresh_from_db()

    verdict = verdicts.judge(snapshot)

    assert not verdict.seal_holds
    assert verdict.differences[0].reason == "封印与库里的数字不符"


def test_evidence_altered_by_sql_is_found(freeze):
    case = make_case()
    snapshot = freeze()
    _run("UPDATE performance_casefact SET closed_on = '2018-07-20', close_mode = '执行完毕'")

    verdict = verdicts.judge(snapshot)

    assert verdict.seal_holds
    reasons = {each.reason for each in verdict.differences if each.case_number is None}
    assert reasons == {"依据被改动，与数字不符"}
    assert (case.number, "closed", "ytd") in _changes(snapshot)


def test_a_case_closed_later_with_an_older_date(freeze):
    case = make_case(has_property=True)
    snapshot = freeze()
    change(case, closed_on=date(2018, 7, 20), close_mode="执行完毕")

    changes = _changes(snapshot)

    assert changes[case.number, "closed", "week"] == ("0", "1")
    assert changes[case.number, "open", "ytd"] == ("1", "0")
    assert changes[case.number, "closing_rate", "ytd"] == ("0/1", "1/1")
    assert changes[case.number, "intime_real_rate", "ytd"] == ("0/0", "1/1")
    assert changes[case.number, "recovered_rate", "ytd"] == ("0/0", "0/862400.00")
    assert (case.number, "received", "ytd") not in changes
    reasons = {each.reason for each in verdicts.judge(snapshot).differences}
    assert reasons == {"结案日期 — → 2018-07-20；结案方式 — → 执行完毕"}


@pytest.mark.parametrize(
    ("facts", "changed", "reason"),
    [
        ({"has_property": False}, {("intime_real_rate", "ytd"): ("1/1", "0/0")}, "有财产 是 → 否"),
        (
            {"claim_amount": Decimal("5.00")},
            {("recovered_rate", "ytd"): ("200.00/862400.00", "200.00/5.00")},
            "申请执行标的 862,400.00 → 5.00",
        ),
    ],
)
def test_an_undated_fact_counts_as_it_is_now(freeze, facts, changed, reason):
    case = make_case(has_property=True, closed_on=date(2018, 5, 2), opening_recovered=Decimal(200))
    snapshot = freeze()
    change(case, **facts)

    found = _changes(snapshot)

    assert {key[1:]: value for key, value in found.items()} == changed
    assert verdicts.judge(snapshot).differences[0].reason == reason


def test_a_back_dated_receipt_and_node(freeze):
    case = make_case(closed_on=date(2018, 7, 2))
    snapshot = freeze()
    add_receipt(case, date(2018, 6, 1), "70.00", paid_on=date(2018, 6, 2))
    add_progress(case, "分案", date(2018, 6, 1))

    changes = _changes(snapshot)

    assert changes[case.number, "payout_intime_rate", "ytd"] == ("0/0", "1/1")
    assert changes[case.number, "recovered_rate", "ytd"] == ("0/862400.00", "70.00/862400.00")
    assert changes[case.number, "node_overdue_avg", "ytd"] == ("0/1", "1/1")


def test_a_new_case_with_an_old_date(freeze):
    make_case()
    snapshot = freeze()
    late = make_case(filed_on=date(2018, 7, 17))

    verdict = verdicts.judge(snapshot)

    assert {each.case_number for each in verdict.differences} == {late.number}
    assert {each.reason for each in verdict.differences} == {"冻结后才登记或才计入"}


def test_a_case_that_no_longer_matters_says_why(freeze):
    case = make_case(filed_on=date(2014, 1, 3))
    snapshot = freeze()
    change(case, closed_on=date(2014, 9, 1), close_mode="执行完毕")

    verdict = verdicts.judge(snapshot)

    assert (case.number, "open", "ytd") in _changes(snapshot)
    assert verdict.differences[0].reason.startswith("结案日期 — → 2014-09-01")


def test_a_case_moved_out_of_the_district(freeze):
    case = make_case()
    snapshot = freeze()
    Case.objects.filter(pk=case.pk).update(court_id="赣0102")

    assert {each.reason for each in verdicts.judge(snapshot).differences} == {
        "冻结后已移出辖区或已删除"
    }


def test_petitions_go_by_the_number_of_their_case_or_their_own(freeze):
    case = make_case()
    bound = make_petition(case=case, case_number=case.number)
    free = make_petition()
    snapshot = freeze()
    Petition.objects.update(done_on=date(2018, 7, 19))

    changes = _changes(snapshot)

    for label in (bound.case.number, free.number):
        assert changes[label, "petition_done_rate", "ytd"] == ("0/1", "1/1")


def test_a_petition_that_moves_to_another_court_differs_though_it_counts_as_before(freeze):
    moved = make_petition(court="赣0302")
    snapshot = freeze()
    Petition.objects.update(court="赣0313")

    changes = _changes(snapshot)

    assert changes[moved.number, "petition_ratio", "ytd"] == ("1", "1")
    assert changes[moved.number, "petition_done_rate", "ytd"] == ("0/1", "0/1")
    assert {each.reason for each in verdicts.judge(snapshot).differences} == {
        "法院 赣0302 → 赣0313"
    }
    again = freeze()
    assert (again.version, snapshot.version) == (2, 1)


def test_a_week_keeps_its_records_after_they_were_back_dated(freeze):
    """Drill-down of a frozen week shows the cases as recorded at sealing."""
    case = make_case(closed_on=date(2018, 7, 2))
    receipt = add_receipt(case, date(2018, 6, 1))
    first = freeze()
    change(case, closed_on=None, close_mode="")
    Receipt.objects.filter(pk=receipt.pk).delete()
    second = freeze()

    assert _held(first) == ([date(2018, 7, 2)], [case.pk])
    assert _held(second) == ([None], [])


def _held(snapshot):
    """Closing days of the case facts, and cases of the receipts, that a snapshot sees."""
    from performance.models import CaseFact, ReceiptFact

    def seen(model, name):
        rows = model.objects.filter(since__lte=snapshot.pk).exclude(until__lte=snapshot.pk)
        return list(rows.values_list(name, flat=True))

    return seen(CaseFact, "closed_on"), seen(ReceiptFact, "case_pk")


def test_verifying_leaves_an_event(freeze, supervisor):
    snapshot = freeze()

    services.verify_snapshot(snapshot=snapshot, by=supervisor)

    event = AuditEvent.objects.get(act="SNAPSHOT_VERIFIED")
    assert (event.actor_id, event.court_code) == (supervisor.pk, "赣03")
    assert event.changes["same"] is True

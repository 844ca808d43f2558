"""Freezing a week: versions, reasons, seal, and facts that lie ahead (rulings 1 to 3, 26)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from cases.models import Case
from courts.models import Court, Parameter
from enforcement.kernel import clock
from enforcement.kernel.errors import InvalidInput, NotPermitted
from enforcement.kernel.models import AuditEvent
from performance import services
from performance.evidence import verdicts
from performance.models import CaseFact, PetitionFact, ReceiptFact, Snapshot
from performance.rules import sealing
from tests.performance.records import (
    SUNDAY,
    add_deduction,
    add_progress,
    add_receipt,
    change,
    make_case,
    make_petition,
)

pytestmark = pytest.mark.django_db
MONDAY = SUNDAY + timedelta(days=1)
WEEK = timedelta(days=7)


def test_the_first_snapshot__version_1_with_rows_for_every_court(freeze, courts):
    make_case()

    snapshot = freeze()

    assert (snapshot.version, snapshot.reason, snapshot.taken_by) == (1, "", None)
    figures = verdicts.stored_figures(snapshot)
    assert len(figures) == (len(courts) + 1) * 35
    assert {row.court for row in figures if row.scope == "court"} == set(courts)
    title = sealing.Titled("赣03", SUNDAY, 1)
    assert snapshot.seal == sealing.seal(title, figures)
    assert len(snapshot.seal) == 64


def test_taking_again__the_same_version_when_nothing_changed(freeze):
    make_case()
    first = freeze()

    assert freeze() == first
    assert Snapshot.objects.count() == 1
    assert AuditEvent.objects.filter(act="SNAPSHOT_TAKEN").count() == 1


def test_taking_again__a_new_version_names_what_changed(freeze, figure):
    case = make_case()
    first = freeze()
    change(case, closed_on=date(2018, 7, 20), close_mode="执行完毕")

    second = freeze()

    assert second.version == 2
    assert second.seal != first.seal
    assert second.reason.startswith(f"1 件有变化：{case.number}（结案日期 — → 2018-07-20；")
    assert figure(first, "closed") == (0, None)
    assert figure(second, "closed") == (1, None)


def test_taking_again__a_reason_given_is_kept(freeze):
    case = make_case()
    freeze()
    change(case, claim_amount=Decimal("1.00"), closed_on=date(2018, 7, 20), close_mode="执行完毕")

    assert freeze(reason="安源院补报").reason == "安源院补报"


def test_taking_again__a_change_that_counts_nowhere_is_no_change(freeze):
    case = make_case()
    first = freeze()
    Case.objects.filter(pk=case.pk).update(officer_name="彭建国", cause="借款合同纠纷")

    assert freeze() == first


def test_taking_again__two_changes_that_cancel_out_are_changes(freeze, figure):
    one, other = make_case(closed_on=date(2018, 7, 3)), make_case()
    first = freeze()
    change(one, closed_on=None, close_mode="")
    change(other, closed_on=date(2018, 7, 3), close_mode="执行完毕")

    second = freeze()

    assert second.version == 2
    assert figure(first, "closed") == figure(second, "closed")


def test_taking_again__heals_a_broken_seal(freeze):
    make_case()
    freeze()
    _alter_a_figure()

    second = freeze()

    assert second.version == 2
    assert "封印已破" in second.reason
    assert verdicts.judge(second).same


def _alter_a_figure():
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE performance_figure SET numerator = 7"
            " WHERE indicator = 'received' AND \"window\" = 'ytd' AND court_id = '赣0302'"
        )
        assert cursor.rowcount == 1


@pytest.mark.parametrize(
    ("code", "value", "reason"),
    [("figures.key_nodes", ["结案"], "参数有变"), ("figures.minimum_base", 9, "参数有变")],
)
def test_taking_again__another_parameter_in_force_on_that_sunday(freeze, code, value, reason):
    make_case()
    freeze()
    Parameter.objects.create(
        code=code, value=value, from_on=date(2018, 1, 1), basis="", set_at=clock.now()
    )

    assert freeze().reason == reason


def test_taking_again__another_court_in_the_district(freeze, district):
    make_case()
    freeze()
    Court.objects.create(
        code="赣0399", name="新院", level="basic", parent=district, path=f"{district.path}赣0399/"
    )

    assert freeze().reason == "辖区法院有变"


def test_weeks_may_be_taken_in_any_order(freeze, figure):
    """An older week taken later neither knows nor disturbs what a later week saw."""
    case = make_case(closed_on=date(2018, 7, 18))
    add_receipt(case, date(2018, 7, 17), "50.00")
    later = freeze(SUNDAY)
    earlier = freeze(SUNDAY - WEEK)

    assert figure(earlier, "closed") == (0, None)
    assert figure(later, "closed") == (1, None)
    assert figure(later, "recovered_rate")[0] == Decimal("50.00")
    for snapshot in (later, earlier):
        assert verdicts.judge(snapshot).same
    assert freeze(SUNDAY) == later


def test_evidence_is_kept_once(freeze):
    """A week that brings nothing new stores figures and no facts."""
    case = make_case(has_property=True)
    add_receipt(case, date(2018, 5, 2))
    make_petition()
    for back in (2, 1, 0):
        freeze(SUNDAY - back * WEEK)

    for model in (CaseFact, ReceiptFact, PetitionFact):
        assert model.objects.count() == 1


def test_a_running_deduction__needs_no_new_version_every_week(freeze):
    case = make_case(has_property=True)
    add_deduction(case, date(2018, 6, 1))
    for back in (2, 1, 0):
        freeze(SUNDAY - back * WEEK)

    assert CaseFact.objects.count() == 1


@pytest.mark.parametrize(
    "happens",
    [
        lambda case: make_case(filed_on=MONDAY),
        lambda case: change(case, closed_on=MONDAY, close_mode="执行完毕"),
        lambda case: change(case, closed_on=MONDAY, close_mode="销案"),
        lambda case: add_receipt(case, MONDAY),
        lambda case: add_progress(case, "网络查控", MONDAY),
        lambda case: add_deduction(case, MONDAY),
        lambda case: make_petition(received_on=MONDAY),
        lambda case: make_petition(received_on=MONDAY, done_on=MONDAY, struck_on=MONDAY),
    ],
)
def test_what_is_dated_after_the_sunday_changes_nothing(freeze, happens):
    case = make_case(has_property=True, filed_on=date(2018, 1, 5))
    add_progress(case, "分案", date(2018, 1, 9))
    add_receipt(case, date(2018, 6, 1), "500.00")
    make_petition()
    first = freeze()

    happens(case)

    assert verdicts.judge(first).same
    assert freeze() == first


def test_a_petition_done_and_struck_later_still_counts(freeze, figure):
    """Struck after the Sunday = still in; done after it = not done (ruling 11)."""
    make_petition(done_on=MONDAY, struck_on=MONDAY)

    assert figure(freeze(), "petition_done_rate") == (0, 1)


def test_a_node_done_late_on_the_first_day_of_the_year_counts(freeze, figure):
    case = make_case(filed_on=date(2017, 12, 1))
    add_progress(case, "分案", date(2018, 1, 1))

    # The three others are overdue on the Sunday, in either window.
    assert figure(freeze(), "node_overdue_avg")[0] == 1 + 3
    assert figure(freeze(), "node_overdue_avg", "week")[0] == 3


def test_key_nodes_are_a_parameter(freeze, figure):
    case = make_case(filed_on=date(2018, 7, 2))
    add_progress(case, "分案", date(2018, 7, 13))
    assert figure(freeze(), "node_overdue_avg")[0] == 2  # 分案 late, 执行通知 overdue
    Parameter.objects.create(
        code="figures.key_nodes", value=["执行通知"], from_on=date(2018, 1, 1), basis="",
        set_at=clock.now(),
    )  # fmt: skip

    assert figure(freeze(), "node_overdue_avg")[0] == 1


@pytest.mark.parametrize("day", [date(2018, 7, 21), date(2018, 7, 23)])
def test_a_day_that_is_no_sunday_is_refused(freeze, day):
    with pytest.raises(InvalidInput, match="不是星期日"):
        freeze(day)


def test_a_week_that_is_not_over_is_refused(freeze):
    coming = clock.last_sunday(clock.today()) + WEEK
    with pytest.raises(InvalidInput, match="还没有结束"):
        freeze(coming)

    assert not Snapshot.objects.exists()


def test_freezing_needs_the_permission_at_the_district(district, supervisor, chief, officer):
    make_case()
    for person in (chief, officer):
        with pytest.raises(NotPermitted):
            services.take_snapshot(district=district, week_ending=SUNDAY, by=person)
    assert not Snapshot.objects.exists()

    taken = services.take_snapshot(district=district, week_ending=SUNDAY, by=supervisor)

    event = AuditEvent.objects.get(act="SNAPSHOT_TAKEN")
    assert taken.snapshot.taken_by == supervisor
    assert (event.actor_id, event.object_id) == (supervisor.pk, str(taken.snapshot.pk))
    assert event.court_code == "赣03"
    assert event.changes["seal"] == taken.snapshot.seal


def test_a_court_may_be_its_own_district(court, chief):
    make_case()

    taken = services.take_snapshot(district=court, week_ending=SUNDAY, by=chief)

    assert {row.court for row in verdicts.stored_figures(taken.snapshot)} == {"赣0302"}

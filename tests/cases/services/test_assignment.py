"""Giving cases to officers: in bulk, with a reason for each that is left."""

import pytest

from cases import signals
from cases.enums import CaseStatus
from cases.models import Case, CaseNode, Progress
from cases.services import assignment
from courts.enums import Role
from enforcement.kernel.errors import InvalidInput, NotPermitted
from enforcement.kernel.models import AuditEvent
from enforcement.office.models import Notice
from tests.factories.cases import CaseFactory
from tests.factories.courts import PostFactory, person
from tests.news import hearing
from tests.race import race
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(court):
    """王建华, another 执行员 of 安源."""
    return person(Role.OFFICER, "王建华")


def give(cases, officer, by, note=""):
    return assignment.assign(
        case_ids=[case.pk for case in cases], officer_id=officer.pk, by=by, note=note
    )


def test_assign__gives_notes_and_tells(officer, chief):
    cases = [CaseFactory(filed=True), CaseFactory(filed=True, imported=True)]

    with hearing(signals.cases_assigned) as heard:
        result = give(cases, officer, chief, note="业务专长")

    first = Case.objects.get(pk=cases[0].pk)
    assert (len(result.given), result.left) == (2, [])
    assert (first.officer, first.officer_name, first.status) == (
        officer,
        "刘志远",
        CaseStatus.ASSIGNED,
    )
    assert (first.version, first.live_since is not None) == (2, True)
    assert CaseNode.objects.get(case=first, node="分案").done_on is not None
    assert Progress.objects.filter(text="分案给刘志远承办。", by=chief).count() == 2
    assert [news["case_ids"] for news in heard] == [[case.pk for case in cases]]
    bulk = event("CASES_ASSIGNED")
    assert (bulk.changes, bulk.reason) == ({"officer": "刘志远", "count": 2}, "业务专长")
    assert acts_about(first) == ["CASE_ASSIGNED", "CASE_OFFICER_CHANGED"]
    assert set(AuditEvent.objects.exclude(parent_id=None).values_list("parent_id", flat=True)) == {
        bulk.pk
    }


def test_assign__the_notice_is_read_in_the_readers_language(officer, chief, settings):
    give([CaseFactory(serial=7)], officer, chief)

    notice = Notice.objects.get(to=officer)
    assert notice.words == "彭建国把 1 件案件分给你，例如 （2026）赣0302执7号。"
    assert notice.facts["count"] == 1
    assert notice.url == "/cases/?desk=mine"


def test_assign__who_had_the_cases_before_is_told(officer, colleague, chief):
    mine = [CaseFactory(officer=officer, serial=8), CaseFactory(officer=officer, serial=9)]
    give([*mine, CaseFactory(officer=chief), CaseFactory()], colleague, chief)

    notices = {each.to: each for each in Notice.objects.all()}

    assert set(notices) == {officer, colleague}
    assert notices[officer].words == (
        "彭建国把你的 2 件案件改由王建华承办，例如 （2026）赣0302执8号。"
    )


def test_assign__again_to_another_keeps_the_first_day_of_assignment(officer, colleague, chief):
    case = CaseFactory(filed=True)
    give([case], officer, chief)

    give([case], colleague, chief)

    case.refresh_from_db()
    assert case.officer == colleague
    last = AuditEvent.objects.filter(act="CASE_OFFICER_CHANGED").latest("pk")
    assert last.changes == {"officer": ["刘志远", "王建华"]}
    assert acts_about(case).count("CASE_ASSIGNED") == 1


@pytest.mark.parametrize("trait", [{}, {"suspended": True}])
def test_assign__moves_no_case_that_is_under_way(officer, chief, trait):
    case = CaseFactory(**trait)
    before = case.status

    give([case], officer, chief)

    case.refresh_from_db()
    assert case.status == before


def test_assign__leaves_with_a_reason_what_cannot_take_part(officer, chief, court):
    fit = CaseFactory()
    closed = CaseFactory(closed=True)
    own = CaseFactory(officer=officer)

    result = give([fit, closed, own], officer, chief)

    assert [case.pk for case in result.given] == [fit.pk]
    assert [(case.pk, why) for case, why in result.left] == [
        (closed.pk, "已结案。"),
        (own.pk, "本来就由刘志远承办。"),
    ]
    assert acts_about(closed) == []


def test_assign__across_courts(courts, officer, chief):
    command = person(Role.COMMAND_CENTRE, "指挥", "赣03")
    here, there = CaseFactory(), CaseFactory(court_id="赣0321")

    result = give([here, there], officer, command)

    assert [case.pk for case in result.given] == [here.pk]
    assert [why for _case, why in result.left] == ["刘志远在这个法院没有执行岗位。"]
    assert give([there], officer, chief).given == [], "a case of another court is not seen"


def test_assign__what_is_seen_but_not_ones_own_to_give(courts, officer, supervisor):
    PostFactory(user=supervisor, role=Role.CHIEF)
    there = CaseFactory(court_id="赣0321")

    result = give([there], officer, supervisor)

    assert [why for _case, why in result.left] == ["不由你分案。"]


def test_assign__nothing_to_give_leaves_no_trace(officer, chief):
    give([CaseFactory(closed=True)], officer, chief)

    assert all_acts() == []
    assert not Notice.objects.exists()


@pytest.mark.parametrize("who", ["officer", "clerk", "finance", "supervisor", "outsider", "admin"])
def test_assign__refused_to_others(request, officer, who):
    case = CaseFactory(filed=True)

    with pytest.raises(NotPermitted):
        give([case], officer, request.getfixturevalue(who))

    case.refresh_from_db()
    assert case.officer is None
    assert all_acts() == []


@pytest.mark.parametrize("who", ["chief", "president"])
def test_assign__by_chief_and_president(request, officer, who):
    case = CaseFactory(filed=True)

    assert len(give([case], officer, request.getfixturevalue(who)).given) == 1


def test_assign__to_nobody(chief):
    with pytest.raises(InvalidInput) as refusal:
        assignment.assign(case_ids=[CaseFactory().pk], officer_id=0, by=chief)

    assert set(refusal.value.fields) == {"officer"}


def test_assign__five_hundred_in_a_few_statements(officer, chief, django_assert_max_num_queries):
    cases = [CaseFactory.build(filed=True) for _each in range(500)]
    cases = Case.objects.bulk_create(cases)

    with django_assert_max_num_queries(40):
        result = give(cases, officer, chief)

    assert len(result.given) == 500


@pytest.mark.django_db(transaction=True)
def test_assign__two_chiefs_at_once_one_officer_each_time(officer, colleague, chief, president):
    case = CaseFactory(filed=True)

    race([lambda: give([case], officer, chief), lambda: give([case], colleague, president)])

    case.refresh_from_db()
    assert case.officer in (officer, colleague)
    assert acts_about(case).count("CASE_ASSIGNED") == 1
    assert acts_about(case).count("CASE_OFFICER_CHANGED") == 2


# Names of a ledger -----------------------------------------------------------------------------


def link(name, officer, by):
    return assignment.link_officer_name(court_id="赣0302", name=name, officer_id=officer.pk, by=by)


def test_link_officer_name__all_unlinked_cases_of_the_court_follow(officer, chief):
    mine = [CaseFactory(officer_name="刘志远", imported=True) for _each in range(2)]
    other = CaseFactory(officer_name="刘志远", imported=True, court_id="赣0321")

    assert link("刘志远", officer, chief) == 2

    mine[0].refresh_from_db()
    other.refresh_from_db()
    assert (mine[0].officer, other.officer) == (officer, None)
    assert mine[0].live_since is None, "naming the officer is no live act"
    assert event("OFFICER_LINKED").court_code == "赣0302"
    assert acts_about(mine[0]) == ["CASE_OFFICER_LINKED"]


def test_link_officer_name__to_somebody_without_a_post_here(outsider, chief):
    CaseFactory(officer_name="段水生")

    with pytest.raises(InvalidInput, match="没有执行岗位"):
        link("段水生", outsider, chief)

    assert all_acts() == []


def test_link_officer_name__a_name_that_no_case_has(officer, chief):
    with pytest.raises(InvalidInput, match="没有未对应的案件"):
        link("张三", officer, chief)


@pytest.mark.parametrize("who", ["officer", "clerk", "supervisor", "outsider"])
def test_link_officer_name__refused_to_others(request, officer, who):
    CaseFactory(officer_name="刘志远")

    with pytest.raises(NotPermitted):
        link("刘志远", officer, request.getfixturevalue(who))

"""Duties of cases that were stored by a version of the program that knew only the key nodes."""

from datetime import date, datetime

import pytest

from cases.models import Case, CaseNode
from cases.services import derived, duties
from enforcement.kernel import clock
from tests.factories.cases import CaseFactory, ProgressFactory

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 6, 10)


def stored_before(node="启动查封", day=WEDNESDAY, **facts):
    """A case with one act, without what the act makes due."""
    case = CaseFactory(**facts)
    at = datetime(day.year, day.month, day.day, 10, tzinfo=clock.SHANGHAI)
    ProgressFactory(case=case, node=node, at=at)
    derived.recompute([case.pk])
    waiting = CaseNode.objects.filter(case=case, done_on=None)
    waiting.filter(node__in=["启动评估", "线索核查", "完成传统查控"]).delete()
    Case.objects.filter(pk=case.pk).update(next_node="结案", next_due_on=case.limit_end)
    return case


@pytest.mark.parametrize(
    ("node", "duty", "due"),
    [
        ("启动查封", "启动评估", date(2026, 7, 10)),
        ("启动扣押", "启动评估", date(2026, 7, 10)),
        ("终本线索", "线索核查", date(2026, 6, 17)),
        ("传统查控", "完成传统查控", date(2026, 7, 10)),
    ],
)
def test_store_duties__of_every_start(court, node, duty, due):
    case = stored_before(node)

    assert duties.store_duties() == 1

    assert CaseNode.objects.get(case=case, node=duty).due_on == due
    assert Case.objects.get(pk=case.pk).next_node == "分案"
    assert duties.store_duties() == 0, "a second run changes nothing"


def test_store_duties__that_were_done_get_their_due_day(court):
    case = stored_before()
    ProgressFactory(case=case, node="启动评估")
    derived.recompute([case.pk])
    CaseNode.objects.filter(node="启动评估").update(due_on=None)

    assert duties.store_duties() == 1
    assert CaseNode.objects.get(case=case, node="启动评估").due_on == date(2026, 7, 10)


@pytest.mark.parametrize(
    "facts",
    [
        {"closed": True},
        {"day": date(2018, 8, 31)},
        {"type_word": "执保"},
        {"node": "启动冻结"},
    ],
)
def test_store_duties__only_where_one_is_lacking(court, facts):
    case = stored_before(**facts)

    assert duties.store_duties() == 0
    assert not CaseNode.objects.filter(case=case, node="启动评估").exists()


def test_store_duties__in_batches_of_cases_that_lack_one(court, monkeypatch):
    monkeypatch.setattr(duties, "BATCH", 2)
    cases = [stored_before() for _each in range(5)]
    CaseFactory()
    asked = []
    recompute = derived.recompute
    monkeypatch.setattr(derived, "recompute", lambda ids: asked.append(ids) or recompute(ids))

    assert duties.store_duties() == 5
    assert [len(ids) for ids in asked] == [2, 2, 1]
    assert sorted(pk for ids in asked for pk in ids) == [case.pk for case in cases]

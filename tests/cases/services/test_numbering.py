"""Correcting a wrong number: it is kept, found, and never given again."""

import pytest

from cases import signals
from cases.models import Case, FormerNumber
from cases.searching import search_cases
from cases.services import numbering
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted
from tests.factories.cases import CaseFactory
from tests.news import hearing
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db


def test_correct_number__keeps_the_wrong_one(clerk):
    case = CaseFactory(serial=12)

    numbering.correct_number(
        case_id=case.pk, number=" (2026)赣0302执恢 7号", reason="字号错", by=clerk
    )

    case.refresh_from_db()
    former = FormerNumber.objects.get()
    assert (case.number, case.type_word, case.serial) == ("（2026）赣0302执恢7号", "执恢", 7)
    assert case.number_raw == "(2026)赣0302执恢 7号"
    assert (former.number, former.reason, former.by) == ("（2026）赣0302执12号", "字号错", clerk)
    assert list(search_cases(Case.objects.all(), "赣0302执12")) == []
    assert list(search_cases(Case.objects.all(), "（2026）赣0302执12号")) == [case]
    assert acts_about(case) == ["CASE_NUMBER_CORRECTED"]
    told = event("CASE_NUMBER_CORRECTED")
    assert told.reason == "字号错"
    assert told.changes == {"number": ["（2026）赣0302执12号", "（2026）赣0302执恢7号"]}


def test_correct_number__is_announced(clerk):
    case = CaseFactory()

    with hearing(signals.case_changed) as heard:
        numbering.correct_number(
            case_id=case.pk, number="（2026）赣0302执恢7号", reason="错", by=clerk
        )

    assert [list(news["changes"]) for news in heard] == [["number"]]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("执123", "不是完整的执行案号"),
        ("（2026）赣0302民初1号", "不是完整的执行案号"),
        ("（2026）赣0302执12号之一", "不是完整的执行案号"),
        ("（2026）赣0302执1字", "不是完整的执行案号"),
        ("（2026）赣0313执12号", "不是本案的法院"),
        ("（2026）赣0302执1号", "与现在的案号相同"),
        ("（2026）赣0302执5号", "不再使用"),
    ],
)
def test_correct_number__refusals(clerk, number, words):
    case, other = CaseFactory(serial=1), CaseFactory(serial=6)
    FormerNumber.objects.create(
        case=other, number="（2026）赣0302执5号", court_id="赣0302", type_word="执", year=2026,
        serial=5, reason="错", replaced_at=other.created_at,
    )  # fmt: skip

    with pytest.raises(InvalidInput, match=words) as refusal:
        numbering.correct_number(case_id=case.pk, number=number, reason="错", by=clerk)

    case.refresh_from_db()
    assert set(refusal.value.fields) == {"number"}
    assert case.number == "（2026）赣0302执1号"
    assert all_acts() == []


def test_correct_number__back_to_ones_own_former_number(clerk):
    case = CaseFactory(serial=1)
    for number in ("（2026）赣0302执恢7号", "（2026）赣0302执1号"):
        numbering.correct_number(case_id=case.pk, number=number, reason="错", by=clerk)

    case.refresh_from_db()
    assert case.serial == 1


def test_correct_number__asks_a_reason(clerk):
    case = CaseFactory()

    with pytest.raises(InvalidInput) as refusal:
        numbering.correct_number(
            case_id=case.pk, number="（2026）赣0302执恢7号", reason=" ", by=clerk
        )

    assert set(refusal.value.fields) == {"reason"}


def test_correct_number__not_onto_another_case(clerk):
    case, other = CaseFactory(), CaseFactory(serial=7)

    with pytest.raises(Conflict, match="已经有案件"):
        numbering.correct_number(case_id=case.pk, number=other.number, reason="错", by=clerk)

    assert not FormerNumber.objects.exists()
    assert all_acts() == []


@pytest.mark.parametrize("who", ["officer", "president", "outsider"])
def test_correct_number__refused_to_others(request, court, who):
    case = CaseFactory()

    with pytest.raises(NotPermitted):
        numbering.correct_number(
            case_id=case.pk, number="（2026）赣0302执恢7号", reason="错",
            by=request.getfixturevalue(who),
        )  # fmt: skip

    assert not FormerNumber.objects.exists()

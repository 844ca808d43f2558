"""Correcting a wrong number: it is kept, found, and never given again."""

import pytest

from cases import signals
from cases.models import Case, FormerNumber
from cases.searching import search_cases
from cases.services import numbering
from cases.services.numbering import LEAP, Correction
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted
from tests.factories.cases import CaseFactory
from tests.news import hearing
from tests.trail import acts_about, all_acts, event

pytestmark = pytest.mark.django_db


def correct(case, by, number, reason="错", **values):
    correction = Correction(number, reason, **values)
    return numbering.correct_number(case_id=case.pk, correction=correction, by=by)


def test_correct_number__keeps_the_wrong_one(clerk):
    case = CaseFactory(serial=12)

    correct(case, clerk, " (2026)赣0302执恢 7号", "字号错")

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
        correct(case, clerk, "（2026）赣0302执恢7号")

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
        correct(case, clerk, number)

    case.refresh_from_db()
    assert set(refusal.value.fields) == {"number"}
    assert case.number == "（2026）赣0302执1号"
    assert all_acts() == []


def test_correct_number__back_to_ones_own_former_number(clerk):
    case = CaseFactory(serial=1)
    for number in ("（2026）赣0302执恢7号", "（2026）赣0302执1号"):
        correct(case, clerk, number)

    case.refresh_from_db()
    assert case.serial == 1


def test_correct_number__asks_a_reason(clerk):
    case = CaseFactory()

    with pytest.raises(InvalidInput) as refusal:
        correct(case, clerk, "（2026）赣0302执恢7号", " ")

    assert set(refusal.value.fields) == {"reason"}


def test_correct_number__not_onto_another_case(clerk):
    case, other = CaseFactory(), CaseFactory(serial=7)

    with pytest.raises(Conflict, match="已经有案件"):
        correct(case, clerk, other.number)

    assert not FormerNumber.objects.exists()
    assert all_acts() == []


@pytest.mark.parametrize("who", ["officer", "president", "outsider"])
def test_correct_number__refused_to_others(request, court, who):
    case = CaseFactory()

    with pytest.raises(NotPermitted):
        correct(case, request.getfixturevalue(who), "（2026）赣0302执恢7号")

    assert not FormerNumber.objects.exists()


@pytest.mark.parametrize(
    ("serial", "last", "is_asked"),
    [(LEAP, 0, False), (LEAP + 1, 0, True), (LEAP + 12, 12, False), (LEAP + 13, 12, True)],
)
def test_correct_number__a_leap_ahead_is_asked_about(clerk, serial, last, is_asked):
    case = CaseFactory(type_word="执恢", serial=5000)
    if last:
        CaseFactory(serial=last)
    CaseFactory(serial=9000, year=2025)
    CaseFactory(serial=9000, type_word="执保")
    number = f"（2026）赣0302执{serial}号"

    if is_asked:
        with pytest.raises(InvalidInput) as refusal:
            correct(case, clerk, number)
        assert set(refusal.value.fields) == {"is_meant"}
        assert f"最大序号 {last} " in refusal.value.fields["is_meant"]
        assert all_acts() == []

    assert correct(case, clerk, number, is_meant=True).serial == serial
    assert event("CASE_NUMBER_CORRECTED").changes.get("is_meant", False) is is_asked


def test_correct_number__a_case_is_no_measure_of_itself(clerk):
    CaseFactory(serial=3)
    case = CaseFactory(serial=99990)

    with pytest.raises(InvalidInput):
        correct(case, clerk, "（2026）赣0302执99991号")


def test_next_serial__comes_down_again_with_a_correction_and_skips_what_was_borne(clerk):
    CaseFactory(serial=3)
    case = CaseFactory(serial=99999)
    assert numbering.next_serial("赣0302", "执", 2026) == 100000

    correct(case, clerk, "（2026）赣0302执4号")
    assert numbering.next_serial("赣0302", "执", 2026) == 5
    correct(case, clerk, "（2026）赣0302执6号")
    correct(case, clerk, "（2026）赣0302执5号")

    assert numbering.next_serial("赣0302", "执", 2026) == 7, "6 was borne"

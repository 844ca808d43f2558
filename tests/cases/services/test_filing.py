"""Filing: the next number, once, by those who may."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from cases.enums import CaseStatus, Source
from cases.models import Case, CaseNode, FormerNumber
from cases.services import filing, numbering
from cases.services.filing import Filing
from enforcement.kernel import clock
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted
from tests.factories.cases import CaseFactory
from tests.race import race
from tests.trail import acts_about, all_acts, changes_of

pytestmark = pytest.mark.django_db
FACTS = Filing("赣0302", "执", date(2026, 6, 3), Decimal("862400.00"), "买卖合同纠纷")


def change(**values):
    return Filing(**{**FACTS.__dict__, **values})


def test_file_case__takes_the_next_number_and_starts_its_clocks(clerk):
    CaseFactory(serial=122)

    case = filing.file_case(filing=FACTS, by=clerk)

    assert case.number == "（2026）赣0302执123号"
    assert (case.status, case.source) == (CaseStatus.FILED, Source.LIVE)
    assert case.live_since is not None
    assert case.limit_end == date(2026, 12, 3)
    assert (case.next_node, case.next_due_on) == ("分案", date(2026, 6, 10))
    assert CaseNode.objects.get(case=case, node="结案").due_on == case.limit_end
    assert acts_about(case) == ["CASE_FILED"]
    assert changes_of("CASE_FILED")["claim_amount"] == "862400.00"


def test_file_case__cause_by_code(clerk):
    case = filing.file_case(filing=change(cause="9130"), by=clerk)

    assert (case.cause_code, case.cause) != ("", "9130")


@pytest.mark.parametrize(
    ("court_id", "type_word", "year"), [("赣0302", "执恢", 2026), ("赣0302", "执", 2025)]
)
def test_file_case__each_series_counts_by_itself(clerk, court_id, type_word, year):
    CaseFactory(serial=9)

    case = filing.file_case(
        filing=change(court_id=court_id, type_word=type_word, filed_on=date(year, 6, 3)), by=clerk
    )

    assert (case.year, case.serial) == (year, 1)


def test_file_case__a_number_taken_by_a_correction_is_not_given_again(clerk, chief):
    case = filing.file_case(filing=FACTS, by=clerk)
    correction = numbering.Correction("（2026）赣0302执恢7号", "立错字号")
    numbering.correct_number(case_id=case.pk, correction=correction, by=chief)

    again = filing.file_case(filing=FACTS, by=clerk)

    assert again.serial == 2
    assert FormerNumber.objects.get().serial == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"type_word": "民初"}, "type_word"),
        ({"filed_on": clock.today() + timedelta(days=1)}, "filed_on"),
        ({"claim_amount": Decimal("-0.01")}, "claim_amount"),
    ],
)
def test_file_case__faults_are_named_at_their_fields(clerk, values, field):
    with pytest.raises(InvalidInput) as refusal:
        filing.file_case(filing=change(**values), by=clerk)

    assert set(refusal.value.fields) == {field}
    assert not Case.objects.exists()
    assert all_acts() == []


@pytest.mark.parametrize("who", ["officer", "president", "finance", "outsider", "admin"])
def test_file_case__refused_to_others(request, court, who):
    with pytest.raises(NotPermitted):
        filing.file_case(filing=FACTS, by=request.getfixturevalue(who))

    assert not Case.objects.exists()
    assert all_acts() == []


def test_file_case__the_same_form_twice_is_one_case(clerk):
    key = uuid4()

    first = filing.file_case(filing=change(submission=key), by=clerk)
    second = filing.file_case(filing=change(submission=key), by=clerk)

    assert first.pk == second.pk
    assert all_acts() == ["CASE_FILED"]


def test_file_case__the_same_form_with_other_facts_is_refused(clerk):
    key = uuid4()
    filing.file_case(filing=change(submission=key), by=clerk)

    with pytest.raises(Conflict, match="已立"):
        filing.file_case(filing=change(submission=key, claim_amount=Decimal(1)), by=clerk)

    assert Case.objects.count() == 1


def test_file_case__a_series_that_an_import_has_overtaken_says_so(clerk, monkeypatch):
    CaseFactory(serial=1)
    monkeypatch.setattr(filing, "next_serial", lambda *series: 1)

    with pytest.raises(Conflict, match="请再提交一次"):
        filing.file_case(filing=FACTS, by=clerk)

    assert all_acts() == []


@pytest.mark.django_db(transaction=True)
def test_file_case__twenty_at_once_have_no_gap_and_no_number_twice(clerk, chief):
    people = [clerk, chief] * 10

    made = race([lambda by=by: filing.file_case(filing=FACTS, by=by) for by in people])

    assert sorted(case.serial for case in made) == list(range(1, 21))
    assert all_acts().count("CASE_FILED") == 20


@pytest.mark.django_db(transaction=True)
def test_file_case__a_double_click_leaves_no_gap(clerk):
    filing_of = change(submission=uuid4())

    made = race([lambda: filing.file_case(filing=filing_of, by=clerk)] * 4)

    assert {case.pk for case in made} == {Case.objects.get().pk}
    assert filing.file_case(filing=FACTS, by=clerk).serial == 2

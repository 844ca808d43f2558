"""Seals: the longest term is law, and nothing rolls."""

from datetime import date, timedelta

import pytest

from cases.models import Seal
from cases.services import seals
from cases.services.seals import Term
from enforcement.kernel import clock
from enforcement.kernel.errors import Conflict, InvalidInput, NotPermitted, TransitionRefused
from tests.factories.cases import CaseFactory, SealFactory
from tests.trail import acts_about, all_acts

pytestmark = pytest.mark.django_db
AHEAD = clock.today() + timedelta(days=2)  # to come, even if midnight passes in the run
DAY = date(2026, 6, 1)


def seal(case, by, asset="存款 农行 尾号 4417", kind="存款", start=DAY, end=None):
    return seals.add_seal(case_id=case.pk, term=Term(asset, kind, start, end), by=by)


@pytest.mark.parametrize(
    ("kind", "end", "expected"),
    [
        ("存款", None, date(2027, 6, 1)),
        ("动产", None, date(2028, 6, 1)),
        ("不动产", None, date(2029, 6, 1)),
        ("不动产", date(2027, 1, 2), date(2027, 1, 2)),
    ],
)
def test_add_seal__the_longest_term_unless_a_shorter_one_is_given(officer, kind, end, expected):
    case = CaseFactory(officer=officer)

    assert seal(case, officer, kind=kind, end=end).to_on == expected
    assert acts_about(case) == ["SEAL_ADDED"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "飞机"}, "kind"),
        ({"asset": " "}, "asset"),
        ({"start": AHEAD}, "from_on"),
        ({"end": date(2026, 5, 31)}, "to_on"),
        ({"end": date(2027, 6, 2)}, "to_on"),
    ],
)
def test_add_seal__faults_are_named_at_their_fields(officer, values, field):
    with pytest.raises(InvalidInput) as refusal:
        seal(CaseFactory(officer=officer), officer, **values)

    assert set(refusal.value.fields) == {field}
    assert not Seal.objects.exists()
    assert all_acts() == []


def test_add_seal__the_same_once(officer):
    case = CaseFactory(officer=officer)
    seal(case, officer)

    with pytest.raises(Conflict):
        seal(case, officer)


def test_add_seal__not_after_closing(officer):
    with pytest.raises(TransitionRefused):
        seal(CaseFactory(officer=officer, closed=True), officer)


@pytest.mark.parametrize("who", ["outsider", "finance", "president"])
def test_add_seal__refused_to_others(request, officer, who):
    with pytest.raises(NotPermitted):
        seal(CaseFactory(officer=officer), request.getfixturevalue(who))


def test_watched__neither_released_nor_renewed(officer):
    case = CaseFactory(officer=officer)
    first = seal(case, officer)
    renewed = seal(case, officer, start=date(2026, 7, 1))
    SealFactory(case=case, released_on=date(2026, 7, 1))

    assert first in Seal.objects.all()
    assert list(Seal.objects.watched()) == [renewed]
    assert set(Seal.objects.in_force(date(2026, 6, 15))) == {first}


def test_release_seal__once(officer):
    found = SealFactory(case__officer=officer)

    released = seals.release_seal(seal_id=found.pk, on=date(2026, 7, 1), by=officer)

    assert released.released_on == date(2026, 7, 1)
    assert acts_about(found.case) == ["SEAL_RELEASED"]
    with pytest.raises(Conflict, match="2026-07-01"):
        seals.release_seal(seal_id=found.pk, on=date(2026, 7, 2), by=officer)


@pytest.mark.parametrize("day", [date(2026, 5, 31), AHEAD])
def test_release_seal__between_its_beginning_and_today(officer, day):
    found = SealFactory(case__officer=officer)

    with pytest.raises(InvalidInput) as refusal:
        seals.release_seal(seal_id=found.pk, on=day, by=officer)

    assert set(refusal.value.fields) == {"on"}


def test_release_seal__refused_to_others(officer, outsider):
    found = SealFactory(case__officer=officer)

    with pytest.raises(NotPermitted):
        seals.release_seal(seal_id=found.pk, on=DAY, by=outsider)

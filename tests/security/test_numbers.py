"""Numbers of persons: in no job, saved view, signed list or event; not found by trying."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from cases import listing
from cases.services import lookups
from courts.models import User
from enforcement.kernel import clock, exporting
from enforcement.kernel.errors import TooOften
from enforcement.kernel.models import AuditEvent, Job
from enforcement.kernel.synthetic import resident_id
from enforcement.office.models import SavedView
from tests.factories.cases import CaseFactory

TELEPHONE = "13800001234"


@pytest.fixture
def number():
    return resident_id(7, date(1980, 1, 1), "male")


def asked(text):
    query = QueryDict(mutable=True)
    query["q"] = text
    return query.urlencode()


def anew(user):
    return User.objects.get(pk=user.pk)


def test_job__keeps_no_number_of_its_conditions(officer, number):
    for text in (number, TELEPHONE):
        exporting.start(kind="cases", query=asked(text), form="csv", by=officer)

    kept = str([job.arguments for job in Job.objects.all()])
    assert "~" in kept
    assert number not in kept
    assert TELEPHONE not in kept


def test_view__keeps_no_number_neither_does_its_event(web, officer, number):
    web(officer).post("/cases/views/save/", {"name": "x", "query": asked(number)})

    event = AuditEvent.objects.get(act="VIEW_SAVED")
    assert number not in SavedView.objects.get().query + str(event.changes)


def test_list__its_walk_carries_no_number(officer, number):
    cases = listing.case_list(officer, QueryDict(asked(number)))

    assert number not in cases.state()
    assert number not in str(cases.query)


def test_search__an_altered_seal_finds_nothing(officer):
    CaseFactory(officer=officer)
    cases = listing.case_list(officer, QueryDict(asked("~k1:AAAA")))

    assert list(cases.rows) == []


def test_lookups__somebody_who_sees_masks_alone_is_stopped(web, petition_desk, number):
    """The mask hides the birth date: some three thousand numbers would have to be tried."""
    CaseFactory()
    browser = web(petition_desk)
    sent = [browser.get("/cases/", {"q": number}).url]
    for seq in range(lookups.MOST_A_DAY):
        candidate = resident_id(seq, date(1980, 1, 2), "male")
        sent.append(browser.get("/cases/", {"q": candidate}).url)

    answers = [browser.get(address).status_code for address in sent]

    assert answers == [200] * lookups.MOST_A_DAY + [429]
    assert browser.get(sent[0]).status_code == 200  # the same number again
    assert browser.get(sent[-1]).status_code == 429
    sealed = sent[-1].partition("q=")[2]
    assert browser.get(f"/search/?q={sealed}").status_code == 429
    assert browser.get(f"/api/v1/cases/?q={sealed}").status_code == 429
    assert browser.get("/cases/", {"q": "2026执1"}).status_code == 200
    event = AuditEvent.objects.get(act="LOOKUPS_STOPPED")
    assert (event.actor_id, event.court_code) == (petition_desk.pk, "赣0302")


def test_lookups__count_each_person_and_day_apart(petition_desk, clerk, number, monkeypatch):
    monkeypatch.setattr(lookups, "MOST_A_DAY", 1)
    lookups.check_lookup(text=number, by=petition_desk)
    with pytest.raises(TooOften):
        lookups.check_lookup(text=TELEPHONE, by=petition_desk)

    lookups.check_lookup(text=TELEPHONE, by=clerk)
    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    lookups.check_lookup(text=TELEPHONE, by=anew(petition_desk))


def test_lookups__whoever_may_reveal_is_not_stopped(officer, number, monkeypatch):
    monkeypatch.setattr(lookups, "MOST_A_DAY", 0)

    lookups.check_lookup(text=number, by=officer)

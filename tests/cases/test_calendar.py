"""A changed work calendar moves limits and nodes of open cases, and of open cases alone."""

from datetime import date

import pytest

from cases.models import Case
from cases.services import calendar, derived, moving
from courts import services as courts_services
from courts.models import CalendarDay
from courts.selectors import work_calendar
from courts.services.calendar import change_calendar, recount
from enforcement.kernel.workdays import WorkCalendar
from tests.factories.cases import CaseFactory

MONDAY = date(2027, 3, 1)  # six months after 1 September 2026
DAY_OFF = {MONDAY: "holiday", date(2027, 10, 1): "holiday"}


@pytest.fixture
def case(courts):
    courts_services.load_calendar()
    found = CaseFactory(filed_on=date(2026, 9, 1))
    derived.recompute([found.pk], today=date(2026, 9, 2))
    return Case.objects.get(pk=found.pk)


def with_day_off() -> WorkCalendar:
    rows = dict(CalendarDay.objects.values_list("date", "kind")) | DAY_OFF
    return WorkCalendar.from_rows(rows.items())


def test_preview__names_the_limit_that_moves(case):
    assert case.limit_end == MONDAY

    moved = list(calendar.preview_calendar(work_calendar(), with_day_off()))

    assert moved == [
        {
            "court": "赣0302", "record": case.number, "url": f"/cases/{case.pk}/",
            "what": "法定期限届满日", "before": MONDAY, "after": date(2027, 3, 2),
        }
    ]  # fmt: skip
    case.refresh_from_db()
    assert case.limit_end == MONDAY


def test_preview__names_the_node_that_moves(courts):
    courts_services.load_calendar()
    CaseFactory(filed_on=date(2026, 11, 2))  # 分案 is due on Monday the 9th
    rows = dict(CalendarDay.objects.values_list("date", "kind")) | {date(2026, 11, 9): "holiday"}

    moved = list(calendar.preview_calendar(work_calendar(), WorkCalendar.from_rows(rows.items())))

    assert [(each["what"], each["before"], each["after"]) for each in moved] == [
        ("分案 应办", date(2026, 11, 9), date(2026, 11, 10))
    ]


def test_preview__same_calendar_moves_nothing(case):
    assert list(calendar.preview_calendar(work_calendar(), work_calendar())) == []


def test_preview__closed_cases_stay(case):
    Case.objects.update(closed_on=date(2026, 10, 1), close_mode="completed", status="closed")

    assert list(calendar.preview_calendar(work_calendar(), with_day_off())) == []


def test_change_and_recount__store_what_the_preview_said(case):
    change_calendar(DAY_OFF, source="国办", by=None)
    case.refresh_from_db()
    assert case.limit_end == MONDAY  # not before the recount

    assert recount() == 1

    case.refresh_from_db()
    assert case.limit_end == date(2027, 3, 2)
    assert not case.limit_provisional
    assert recount() == 0


def test_preview__goes_through_all_batches(courts, monkeypatch):
    courts_services.load_calendar()
    monkeypatch.setattr(moving, "BATCH", 2)
    for _number in range(5):
        CaseFactory(filed_on=date(2026, 9, 1))

    moved = list(calendar.preview_calendar(work_calendar(), with_day_off()))

    assert len({each["record"] for each in moved}) == 5

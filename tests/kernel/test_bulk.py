"""Set-based writing: every kind of value as the ORM would write it; only differences written."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from cases.enums import CaseStatus
from cases.models import Case, Party
from enforcement.kernel import bulk, clock
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.usefixtures("courts")

NASTY = "a\\b\tc\nd\re\\N '\"; {}"


def test_inserted_values_are_read_back_as_they_were(court):
    now = clock.now()
    row = (
        "（2026）赣0302执1号", NASTY, court.pk, 2026, "执", 1, CaseStatus.FILED, date(2026, 3, 2),
        Decimal("12.30"), True, None, b"\x00\\\xff" * 5, now,
    )  # fmt: skip
    fields = (
        "number", "number_raw", "court", "year", "type_word", "serial", "status", "filed_on",
        "claim_amount", "has_property", "zhongben_ok", "row_hash", "created_at",
    )  # fmt: skip
    same = {
        "officer_name": "", "team": "甲\t乙", "cause_code": "", "cause": "", "basis_number": "",
        "close_mode": "", "opening_recovered": 0, "received_total": Decimal(0),
        "limit_running": False, "limit_provisional": False, "next_node": "", "source": "import",
        "version": 1,
    }  # fmt: skip

    bulk.insert(Case, fields, [row], same)

    case = Case.objects.get()
    assert (case.number_raw, case.team) == (NASTY, "甲\t乙")
    assert (case.filed_on, case.claim_amount) == (date(2026, 3, 2), Decimal("12.30"))
    assert (case.has_property, case.zhongben_ok) == (True, None)
    assert (bytes(case.row_hash), case.created_at) == (b"\x00\\\xff" * 5, now)


def test_what_the_table_forbids_is_an_integrity_error():
    case = CaseFactory()

    with pytest.raises(IntegrityError):
        bulk.insert(Party, ("case", "role"), [(case.pk, "被执行人")])


def test_only_rows_that_differ_are_updated():
    first, second = CaseFactory(), CaseFactory()
    rows = [
        (first.pk, first.cause, None, first.claim_amount),
        (second.pk, NASTY, True, Decimal("5.00")),
    ]

    assert bulk.update(Case, ("cause", "has_property", "claim_amount"), rows) == 1

    second.refresh_from_db()
    assert (second.cause, second.has_property, second.claim_amount) == (NASTY, True, Decimal(5))


def test_rows_can_be_set_to_null_and_to_dates():
    case = CaseFactory(given_limit_end=date(2026, 9, 9))

    bulk.update(Case, ("given_limit_end", "row_hash"), [(case.pk, None, b"x")])

    case.refresh_from_db()
    assert (case.given_limit_end, bytes(case.row_hash)) == (None, b"x")


def test_nothing_to_do_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.insert(Case, ("number",), [])
        assert bulk.update(Case, ("cause",), []) == 0
        bulk.delete(Case, [])
        assert bulk.allocate_ids(Case, 0) == []


def test_allocated_ids_are_not_given_again():
    ids = bulk.allocate_ids(Case, 3)

    assert len(set(ids)) == 3
    assert CaseFactory().pk not in ids


def test_rows_are_deleted_by_id():
    kept, gone = CaseFactory(), CaseFactory()

    bulk.delete(Case, [gone.pk])

    assert list(Case.objects.all()) == [kept]

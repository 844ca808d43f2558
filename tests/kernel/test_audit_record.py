"""Writing events: who, as what, what was changed; and telling them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy

from enforcement.kernel import audit
from enforcement.kernel.audit.reading import changes_in_words
from enforcement.kernel.models import AuditEvent
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db


def test_record__keeps_name_and_post_as_they_were(officer):
    case = CaseFactory()
    with audit.request_scope("abc"):
        pk = audit.record(
            "TEST_ACT", case, by=officer, changes={"team": ["", "一组"]}, reason="换组"
        )

    told = AuditEvent.objects.get(pk=pk)
    assert (told.actor_id, told.actor_name) == (officer.pk, "刘志远")
    assert "执行员" in told.post
    assert (told.object_type, told.object_id, told.object_label) == (
        "cases.Case", str(case.pk), case.number,
    )  # fmt: skip
    assert (told.court_code, told.request_id, told.reason) == ("赣0302", "abc", "换组")
    assert told.changes == {"team": ["", "一组"]}


def test_record__the_system_itself():
    told = AuditEvent.objects.get(pk=audit.record("TEST_ACT", None, by=None, court="赣0321"))

    assert (told.actor_id, told.actor_name, told.object_type) == (None, "系统", "")
    assert told.court_code == "赣0321"


def test_record_many__in_order_with_their_parent(officer):
    cases = [CaseFactory(), CaseFactory()]
    rows = [audit.row_about(case, {"n": number}) for number, case in enumerate(cases)]

    ids = audit.record_many("TEST_ACT", rows, by=officer, parent=7)

    events = list(AuditEvent.objects.filter(pk__in=ids).order_by("pk"))
    assert [event.object_label for event in events] == [case.number for case in cases]
    assert {event.parent_id for event in events} == {7}


def test_record_many__nothing_to_record(officer):
    assert audit.record_many("TEST_ACT", [], by=officer) == []


def test_record__any_value_of_a_field(officer):
    changes = {
        "day": date(2026, 6, 1), "sum": Decimal("1.50"), "word": gettext_lazy("立案"),
        "record": CaseFactory(serial=1),
    }  # fmt: skip

    told = AuditEvent.objects.get(pk=audit.record("TEST_ACT", None, by=officer, changes=changes))

    assert told.changes == {
        "day": "2026-06-01", "sum": "1.50", "word": "立案", "record": "（2026）赣0302执1号",
    }  # fmt: skip


def test_diff__only_what_differs():
    assert audit.diff({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": None}) == {"b": [2, 3]}


def test_values_of__as_json_has_them(court):
    case = CaseFactory(claim_amount=Decimal("2.5"))

    assert audit.values_of(case, ("claim_amount", "filed_on", "court")) == {
        "claim_amount": "2.5", "filed_on": "2026-03-02", "court": "萍乡市安源区人民法院",
    }  # fmt: skip


def test_request_scope__ends_with_the_request():
    from enforcement.kernel.audit import scope

    with audit.request_scope("a"), audit.request_scope("b"):
        assert scope.current() == "b"
    assert scope.current() == ""


def test_changes_in_words__amounts_as_on_pages():
    changes = {"claim_amount": [None, "123456789012.34"], "opening_recovered": "0"}

    told = changes_in_words("cases.Case", changes)

    assert "— → 123,456,789,012.34" in told
    assert told.endswith("0.00")

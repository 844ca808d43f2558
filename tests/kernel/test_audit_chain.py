"""The trail can only grow, and a link that was touched is found."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from enforcement.kernel import audit, sequencer
from enforcement.kernel.audit import chain
from enforcement.kernel.models import AuditEvent, AuditPending, AuditSeal
from tests.factories.cases import CaseFactory
from tests.race import race
from tests.sealing import seal

pytestmark = pytest.mark.django_db(transaction=True)


def act(name="TEST_ACT", **changes):
    return audit.record(name, None, by=None, changes=changes)


@contextmanager
def unguarded(table: str) -> Iterator[None]:
    """What somebody with the keys of the database could do: the triggers taken off."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def run_sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_auditevent SET reason = 'x'",
        "DELETE FROM kernel_auditevent",
        "UPDATE kernel_auditseal SET hash = ''",
        "DELETE FROM kernel_auditseal",
    ],
)
def test_events_and_seals_are_neither_changed_nor_deleted(statement):
    act()
    seal()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run_sql(statement)

    assert (AuditEvent.objects.count(), AuditSeal.objects.count()) == (1, 1)


def test_truncate__is_refused_outside_a_test_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'audit_refuse'")
        source = cursor.fetchone()[0]
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgfoid = 'audit_refuse'::regproc AND tgtype & 32 > 0"
        )
        guards = {row[0] for row in cursor.fetchall()}

    assert "current_database() LIKE 'test" in source
    assert guards == {"audit_event_append_only", "audit_seal_append_only"}


def test_seal_pending__numbers_without_gaps():
    ids = [act(number=number) for number in range(5)]

    assert seal() == 5

    assert list(AuditSeal.objects.order_by("number").values_list("number", "event_id")) == list(
        enumerate(ids, 1)
    )
    assert not AuditPending.objects.exists()
    assert chain.verify() == chain.Verdict(True, 5, 0, 0, None)


def test_seal_pending__in_batches(monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 2)
    for _each in range(5):
        act()

    assert seal(run=sequencer.run_pass) == 5
    assert chain.verify().ok


def test_seal_pending__waits_for_a_transaction_that_may_write_an_earlier_event():
    act()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT pg_current_xact_id()")
        act()

        assert seal(1) == 1, "the one from before the other began"
        cursor.execute("COMMIT")
    other.close()

    assert seal() == 1


def test_seal_pending__one_pass_at_a_time():
    for _each in range(20):
        act()

    sealed = race([chain.seal_pending] * 4)

    assert sum(sealed) + seal() == 20
    assert chain.verify().ok


def test_record__of_an_act_that_was_undone_is_undone(court):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record("TEST_ACT", CaseFactory(), by=None)
        raise ZeroDivisionError

    assert not AuditEvent.objects.filter(act="TEST_ACT").exists()


TOUCHED = {
    "an event changed": (
        "kernel_auditevent",
        "UPDATE kernel_auditevent SET reason='x' WHERE id=%s",
        2,
    ),
    "an event taken out": ("kernel_auditevent", "DELETE FROM kernel_auditevent WHERE id=%s", 2),
    "a seal changed": (
        "kernel_auditseal",
        "UPDATE kernel_auditseal SET hash='' WHERE event_id=%s",
        2,
    ),
    "a seal taken out": ("kernel_auditseal", "DELETE FROM kernel_auditseal WHERE event_id=%s", 2),
}


@pytest.mark.parametrize("what", TOUCHED)
def test_verify__finds_the_first_link_that_was_touched(what, capsys):
    ids = [act(number=number) for number in range(3)]
    seal()
    table, statement, broken = TOUCHED[what]
    with unguarded(table):
        run_sql(statement, ids[1])

    verdict = chain.verify()

    assert (verdict.ok, verdict.first_broken, verdict.sealed) == (False, broken, broken - 1)
    with pytest.raises(SystemExit) as ending:
        call_command("verify_audit", "--json")
    assert ending.value.code == 1
    assert json.loads(capsys.readouterr().out)["first_broken"] == broken


def test_verify__finds_seals_taken_off_the_end():
    ids = [act() for _each in range(3)]
    seal()
    with unguarded("kernel_auditseal"):
        run_sql("DELETE FROM kernel_auditseal WHERE event_id = %s", ids[2])

    assert chain.verify().first_broken == 3


def test_verify__finds_an_event_that_went_past_the_queue():
    act()
    seal()
    with unguarded("kernel_auditevent"):
        act()

    verdict = chain.verify()

    assert (verdict.ok, verdict.waiting) == (False, 1)


def test_verify__finds_a_waiting_event_taken_out():
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT pg_current_xact_id()")
        gone = act()
        with unguarded("kernel_auditevent"):
            run_sql("DELETE FROM kernel_auditevent WHERE id = %s", gone)
        verdict = chain.verify()
        cursor.execute("ROLLBACK")
    other.close()

    assert not verdict.ok


def test_verify_audit__says_how_many(capsys):
    act()
    seal()

    call_command("verify_audit", "--json")

    assert json.loads(capsys.readouterr().out) == {
        "ok": True, "sealed": 1, "waiting": 0, "oldest_waiting_s": 0, "first_broken": None,
    }  # fmt: skip


def test_seal_pending__a_transaction_of_another_database_holds_nothing_back():
    other = connection.copy()
    other.settings_dict["NAME"] = "postgres"
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT pg_current_xact_id()")
        act()

        assert seal() == 1
        cursor.execute("ROLLBACK")
    other.close()

"""Sealing and proving the audit chain beside streaming the same rows out of the database."""

from typing import Any

from django.db import connection, transaction

from bench.effort import Effort
from bench.measuring import (
    Goal,
    Table,
    memory_growth,
    sample,
    samples,
    without_parallel_workers,
)
from enforcement.kernel import audit
from enforcement.kernel.audit import chain

FLAT_MB = 10
_STREAM = f"SELECT s.number, s.hash, {chain.CONTENT} FROM kernel_auditseal s" \
    " JOIN kernel_auditevent e ON e.id = s.event_id ORDER BY s.number"  # fmt: skip
FACTS = {"entry": 123456, "at": "2026-09-01T10:20:00+08:00", "node": "执行通知", "files": 2}


def run(effort: Effort) -> list[Goal]:
    """Measure over events of our own, in an emptied chain."""
    without_parallel_workers()
    _empty()
    part, events = effort.events // effort.rounds, effort.events
    sealed = [_sealing(part) / part for _round in range(effort.rounds)]
    with memory_growth() as grown:
        chain.verify()
    found = samples({"stream": _stream, "verify": chain.verify}, effort.rounds)
    table = Table(f"The audit chain, {events:,} events", "CPU-µs an event", 1e6)
    stream = table.row("streaming the same rows", [value / events for value in found["stream"]])
    seal = table.row("sealing", sealed, stream)
    verify = table.row("verify_audit", [value / events for value in found["verify"]], stream)
    table.at_most("sealing ÷ streaming", seal / stream, 4)
    table.at_most("verify_audit ÷ streaming", verify / stream, 4)
    table.at_most("growth of memory, verify_audit (MB)", grown[0], FLAT_MB)
    return table.goals


def _empty() -> None:
    with connection.cursor() as cursor:
        for table in ("kernel_auditevent", "kernel_auditseal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("TRUNCATE kernel_auditevent, kernel_auditseal, kernel_auditpending")
        for table in ("kernel_auditevent", "kernel_auditseal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _sealing(events: int) -> float:
    """CPU-seconds of sealing so many events, written just before."""
    row: Any = ("cases.Case", "4711", "（2026）赣0302执4711号", "赣0302", FACTS)
    with transaction.atomic():
        audit.record_many("PROGRESS_LOGGED", [row] * events, by=None)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE kernel_auditevent, kernel_auditpending")
    return sample(chain.seal_pending)


def _stream() -> None:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.itersize = chain.BATCH
        cursor.execute(_STREAM)
        for _row in cursor:
            pass

"""Sealing events into the hash chain, and proving the chain.

An event is sealed once every transaction that might still write an earlier one has ended: its
transaction id lies behind the snapshot horizon. No writer ever waits for this.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, transaction

BATCH = 5_000
LOCK = 0x5EA1  # transaction-level advisory lock: one pass at a time
GENESIS = bytes(32)
# Every column of an event as PostgreSQL writes it; jsonb text is in normal form.
CONTENT = """jsonb_build_array(e.id, extract(epoch from e.at)::numeric(20,6), e.actor_id,
 e.actor_name, e.post, e.act, e.object_type, e.object_id, e.object_label, e.court_code, e.changes,
 e.reason, e.request_id, e.parent_id)::text"""
# The first transaction that may still write an event; all before it have ended. Transactions of
# other databases on the server cannot, and hold nothing back. A transaction whose database is not
# to be seen counts as one of ours. (backend_xid has 32 bits, a transaction id of a snapshot 64.)
HORIZON = """(SELECT coalesce(least(
   (SELECT min(xip::text::bigint) FROM pg_snapshot_xip(pg_current_snapshot()) AS xip
     WHERE NOT EXISTS (SELECT 1 FROM pg_stat_activity AS a WHERE a.datname <> current_database()
       AND a.backend_xid::text::bigint = xip::text::bigint & 4294967295)),
   pg_current_xact_id_if_assigned()::text::bigint),
   pg_snapshot_xmax(pg_current_snapshot())::text::bigint))"""


@dataclass(frozen=True)
class Verdict:
    """What `verify_audit` says. `first_broken` is the number of the first link that fails.

    A link after the last one fails when events lost their seals, or never had their turn: every
    event is sealed or in the queue, and leaves the queue in the transaction that seals it.
    """

    ok: bool
    sealed: int
    waiting: int
    oldest_waiting_s: int
    first_broken: int | None

    def as_json(self) -> dict[str, Any]:
        """The object that `verify_audit --json` prints."""
        return asdict(self)


def link(previous: bytes, content: str) -> bytes:
    """Hash of a link: SHA-256 over the previous hash and the event."""
    return hashlib.sha256(previous + content.encode()).digest()


def seal_pending() -> int:
    """Seal all events behind the horizon; how many. Runs in batches, each its own transaction."""
    sealed = 0
    while count := _seal_batch():
        sealed += count
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:  # another process is sealing
            return 0
        cursor.execute(
            f"SELECT p.event_id, {CONTENT} FROM kernel_auditpending p"  # noqa: S608 -- constant
            " JOIN kernel_auditevent e ON e.id = p.event_id"
            f" WHERE p.xid < {HORIZON}"
            " ORDER BY p.event_id LIMIT %s",
            [BATCH],
        )
        rows = cursor.fetchall()
        if rows:
            _append(cursor, rows)
    return len(rows)


def _append(cursor: Any, rows: list[tuple[int, str]]) -> None:
    cursor.execute("SELECT number, hash FROM kernel_auditseal ORDER BY number DESC LIMIT 1")
    last = cursor.fetchone()
    number, previous = (last[0], bytes(last[1])) if last else (0, GENESIS)
    seals = []
    for event_id, content in rows:
        number, previous = number + 1, link(previous, content)
        seals.append((number, event_id, previous))
    cursor.execute(
        "INSERT INTO kernel_auditseal (number, event_id, hash)"
        " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[])",
        [list(column) for column in zip(*seals, strict=True)],
    )
    cursor.execute(
        "DELETE FROM kernel_auditpending WHERE event_id = ANY(%s)", [[row[0] for row in rows]]
    )


def verify() -> Verdict:
    """Seal what waits, then recompute every link from the first. Memory stays flat."""
    seal_pending()
    sealed, broken = _first_broken()
    if broken is None and _astray():
        broken = sealed + 1
    waiting, oldest = _waiting()
    return Verdict(broken is None, sealed, waiting, oldest, broken)


def _first_broken() -> tuple[int, int | None]:
    previous, expected = GENESIS, 0
    for number, stored, content in _links():
        expected += 1
        if number != expected or content is None:
            return expected - 1, expected
        previous = link(previous, content)
        if previous != bytes(stored):
            return expected - 1, expected
    return expected, None


def _links() -> Iterator[tuple[int, bytes, str | None]]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.itersize = BATCH  # type: ignore[attr-defined]  # psycopg's named cursor has it
        cursor.execute(
            f"SELECT s.number, s.hash, CASE WHEN e.id IS NOT NULL THEN {CONTENT} END"  # noqa: S608
            " FROM kernel_auditseal s LEFT JOIN kernel_auditevent e ON e.id = s.event_id"
            " ORDER BY s.number"
        )
        yield from cursor


def _astray() -> bool:
    """Whether an event is neither sealed nor queued, or a queued one is gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM kernel_auditevent e"
            " LEFT JOIN kernel_auditseal s ON s.event_id = e.id"
            " LEFT JOIN kernel_auditpending p ON p.event_id = e.id"
            " WHERE s.event_id IS NULL AND p.event_id IS NULL)"
            " OR EXISTS (SELECT 1 FROM kernel_auditpending p"
            " LEFT JOIN kernel_auditevent e ON e.id = p.event_id WHERE e.id IS NULL)"
        )
        return bool(cursor.fetchone()[0])


def _waiting() -> tuple[int, int]:
    """Events without a seal: those in the queue, and any that bypassed it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(extract(epoch FROM now() - min(e.at)), 0)::int"
            " FROM kernel_auditevent e"
            " WHERE NOT EXISTS (SELECT 1 FROM kernel_auditseal s WHERE s.event_id = e.id)"
        )
        waiting, oldest = cursor.fetchone()
    return waiting, oldest

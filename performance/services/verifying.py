"""Rechecking a frozen week."""

from django.db import transaction

from courts.models import User
from enforcement.kernel import audit
from performance.evidence import verdicts
from performance.evidence.verdicts import Verdict
from performance.models import Snapshot


@transaction.atomic
def verify_snapshot(*, snapshot: Snapshot, by: User | None = None) -> Verdict:
    """Recompute a frozen week and leave the event with what was found (ruling 27)."""
    verdict = verdicts.judge(snapshot)
    facts = {
        "week_ending": snapshot.week_ending,
        "version": snapshot.version,
        "same": verdict.same,
        "seal_holds": verdict.seal_holds,
        "differences": len(verdict.differences),
    }
    audit.record("SNAPSHOT_VERIFIED", snapshot, by=by, changes=facts)
    return verdict

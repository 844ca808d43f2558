"""Proving the audit chain on somebody's behalf: at once, or by a job when it is long."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as noop

from courts import permissions
from courts.enums import Permission
from courts.models import User
from courts.services.sessions import home_court
from enforcement.kernel import audit, jobs
from enforcement.kernel.audit import chain
from enforcement.kernel.audit.chain import Verdict
from enforcement.kernel.jobs import Handle
from enforcement.kernel.models import AuditSeal, Job

KIND = "audit_verify"
AT_ONCE = 200_000  # links; more take longer than somebody waits for a page


def verify_chain(*, by: User) -> Verdict:
    """Recompute the chain from its first link; who asked and what came out is an event too.

    Outside a transaction: the pass that seals what waits commits for itself.
    """
    permissions.check_holds(by, Permission.AUDIT_VIEW)
    verdict = chain.verify()
    facts = {"sealed": verdict.sealed}
    if verdict.first_broken is not None:
        facts["broken"] = verdict.first_broken
    with transaction.atomic():
        audit.record("AUDIT_VERIFIED", None, by=by, changes=facts, court=home_court(by))
    return verdict


def is_long() -> bool:
    """Whether the chain has more links than are recomputed while somebody waits."""
    return (AuditSeal.objects.aggregate(last=Max("number"))["last"] or 0) > AT_ONCE


def start_verification(*, by: User) -> Job:
    """Queue the proof of a long chain."""
    permissions.check_holds(by, Permission.AUDIT_VIEW)
    return jobs.start(KIND, title=noop("校验操作记录"), lock=KIND, by=by)


def run_verification(handle: Handle) -> dict[str, Any]:
    """The job: the verdict as its result. It only reads, so it may start again."""
    return verify_chain(by=handle.owner).as_json()

"""Proving the audit chain on somebody's behalf."""

from django.db import transaction

from courts import permissions
from courts.enums import Permission
from courts.models import User
from courts.services.sessions import home_court
from enforcement.kernel import audit
from enforcement.kernel.audit import chain
from enforcement.kernel.audit.chain import Verdict


def verify_chain(*, by: User) -> Verdict:
    """Recompute the chain from its first link; who asked and what came out is an event too.

    Outside a transaction: the pass that seals what waits commits for itself.
    """
    permissions.check_holds(by, Permission.AUDIT_VIEW)
    verdict = chain.verify()
    facts = {"sealed": verdict.sealed, "broken": verdict.first_broken or 0}
    with transaction.atomic():
        audit.record("AUDIT_VERIFIED", None, by=by, changes=facts, court=home_court(by))
    return verdict

"""Notices: lines in 待阅. Reading is a button."""

from typing import Any

from django.db import transaction

from enforcement.kernel import audit, clock
from enforcement.office.models import Notice


def send_notice(*, to: Any, kind: str, text: str, url: str = "") -> Notice:
    """Put a line into somebody's inbox, in the transaction of the act that causes it."""
    return Notice.objects.create(to=to, kind=kind, text=text[:300], url=url, created_at=clock.now())


@transaction.atomic
def mark_read(*, notice_ids: list[int], by: Any) -> int:
    """The person pressed 已阅 on own notices; how many were new."""
    unread = Notice.objects.filter(to=by, pk__in=notice_ids, read_at=None)
    count = unread.update(read_at=clock.now())
    if count:
        audit.record("NOTICES_READ", None, by=by, changes={"notices": notice_ids})
    return count

"""Notices: lines in 待阅. Reading is a button."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from enforcement.kernel import audit, clock
from enforcement.office.models import Notice


def send_notice(
    *, to: Any, kind: str, text: str, url: str = "", facts: Mapping[str, Any] | None = None
) -> Notice:
    """Put a line into somebody's inbox, in the transaction of the act that causes it.

    `text` is Chinese and marked with gettext_noop; it is told in the reader's language, with the
    facts in the places of %(name)s.
    """
    return Notice.objects.create(
        to=to, kind=kind, text=text, facts=facts or {}, url=url, created_at=clock.now()
    )


@transaction.atomic
def mark_read(*, notice_ids: list[int], by: Any) -> int:
    """The person pressed 已阅 on own notices; how many were new."""
    unread = Notice.objects.filter(to=by, pk__in=notice_ids, read_at=None)
    count = unread.update(read_at=clock.now())
    if count:
        audit.record("NOTICES_READ", None, by=by, changes={"count": count})
    return count

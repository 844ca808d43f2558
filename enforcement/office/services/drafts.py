"""Drafts: what somebody typed survives the session; encrypted, 30 days."""

import json
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enforcement.kernel import clock, encryption
from enforcement.kernel.errors import InvalidInput
from enforcement.office.models import Draft

KEPT = timedelta(days=30)
LONGEST = 100_000  # characters of JSON


def save_draft(*, form: str, about: str, fields: dict[str, str], by: Any) -> Draft:
    """Keep the fields of an unfinished form for their author alone."""
    text = json.dumps(fields, ensure_ascii=False)
    if len(text) > LONGEST:
        raise InvalidInput(_("内容过长，草稿未存。"))
    with transaction.atomic():
        draft, _is_new = Draft.objects.update_or_create(
            owner=by,
            form=form,
            about=about,
            defaults={"content": encryption.encrypt(text), "saved_at": clock.now()},
        )
    return draft


def read_draft(*, form: str, about: str, by: Any) -> tuple[dict[str, str], Any] | None:
    """The author's draft of this form with the time it was saved; None when there is none."""
    fresh = Draft.objects.filter(
        owner=by, form=form, about=about, saved_at__gt=clock.now() - KEPT
    ).first()
    return (json.loads(encryption.decrypt(fresh.content)), fresh.saved_at) if fresh else None


def discard_draft(*, form: str, about: str, by: Any) -> None:
    """Forget a draft: submitted or given up."""
    Draft.objects.filter(owner=by, form=form, about=about).delete()


def remove_old_drafts() -> int:
    """Delete drafts past their 30 days; how many."""
    return Draft.objects.filter(saved_at__lt=clock.now() - KEPT).delete()[0]

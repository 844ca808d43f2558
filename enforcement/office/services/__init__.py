"""The only place that writes the office's tables."""

from enforcement.office.services.drafts import (
    discard_draft,
    read_draft,
    remove_old_drafts,
    save_draft,
)
from enforcement.office.services.notices import mark_read, send_notice
from enforcement.office.services.numbers import next_number
from enforcement.office.services.views import delete_view, save_view

__all__ = [
    "delete_view",
    "discard_draft",
    "mark_read",
    "next_number",
    "read_draft",
    "remove_old_drafts",
    "save_draft",
    "save_view",
    "send_notice",
]

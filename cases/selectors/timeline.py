"""Progress entries as the timeline shows them."""

from collections import defaultdict
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from cases.models import Attachment, Case, Progress

TIMELINE = 15
MOST = 500  # of the tab of all entries; further back by the filter of the address


class Entries(NamedTuple):
    """Entries newest first, the corrections of each in order, and whether older ones are left."""

    shown: list[Progress]
    corrections: dict[int, list[Progress]]
    has_more: bool


def timeline(case: Case, *, limit: int = TIMELINE) -> Entries:
    """Entries with their attachments and corrections: two queries.

    A correction stands under the entry that it corrects, one of a correction after it.
    """
    of_case = Progress.objects.filter(case=case)
    roots = list(_with_files(of_case.filter(corrects=None).newest_first())[: limit + 1])
    corrections = _with_files(of_case.exclude(corrects=None).order_by("pk"))
    return Entries(roots[:limit], _chains(corrections), len(roots) > limit)


def _chains(corrections: QuerySet[Progress]) -> dict[int, list[Progress]]:
    """Corrections by the entry at the head of their chain; a later one has a higher key."""
    heads: dict[int, int] = {}
    found: dict[int, list[Progress]] = defaultdict(list)
    for entry in corrections:
        head = heads[entry.pk] = heads.get(entry.corrects_id or 0, entry.corrects_id or 0)
        found[head].append(entry)
    return found


def _with_files(rows: QuerySet[Progress]) -> QuerySet[Progress]:
    files = Attachment.objects.filter(entry=OuterRef("pk")).order_by("pk")
    columns = JSONObject(
        id=F("file_id"), name=F("file__name"), mime=F("file__mime"), taken_at=F("taken_at")
    )
    return rows.annotate(file_rows=ArraySubquery(files.values(row=columns)))

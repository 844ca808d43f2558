"""Finding entries of the register by what somebody types."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.models import Case
from cases.searching import is_case_number, parties_meant, search_cases
from cases.services.lookups import check_lookup
from defaulters.models import Entry

HITS = 20


def search_entries(rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """Entries among `rows`: by case number in any spelling, else by what the debtor is known by."""
    if is_case_number(text):
        return rows.filter(case__in=search_cases(Case.objects.all(), text))
    return rows.filter(debtor__in=parties_meant(text.strip()).values("pk"))


def find_entries(user: Any, text: str) -> Iterable[dict[str, Any]]:
    """Entries for the global search; numbers of persons are counted as for cases."""
    check_lookup(text=text, by=user)
    rows = search_entries(Entry.objects.visible_to(user), text).select_related("case", "debtor")
    for each in rows.order_by("-published_on", "-pk")[:HITS]:
        yield {
            "label": each.debtor.name,
            "url": each.case.get_absolute_url(),
            "why": f"{each.case.number} · {each.get_ground_display()}",
            "state": _("已删除") if each.removed_on else _("在列"),
        }
